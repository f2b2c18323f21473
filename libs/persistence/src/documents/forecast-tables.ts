import type { Forecast } from '@portplan/engine';
import { toJsonText } from '../database/json-text.js';
import { LASTING } from './document-mapper.js';
import type { DocumentTables } from './document-tables.js';

const WITH_FORECAST = { forecast: { select: LASTING } } as const;

export const FORECAST_TABLES: DocumentTables<Forecast> = {
  async insertHead(on, { workspaceId, id }, columns) {
    await on.forecast.create({ data: { workspaceId, id, createdAt: columns.updatedAt, ...columns } });
  },

  async advanceHead(on, { workspaceId, id }, from, columns) {
    const { count } = await on.forecast.updateMany({
      where: { workspaceId, id, revision: from },
      data: columns,
    });
    return count === 1;
  },

  async removeHead(on, { workspaceId, id }, at) {
    const where = { workspaceId, id, ...(at !== undefined && { revision: at }) };
    return (await on.forecast.deleteMany({ where })).count === 1;
  },

  async currentRevision(on, { workspaceId, id }) {
    const where = { workspaceId_id: { workspaceId, id } };
    return (await on.forecast.findUnique({ where, select: { revision: true } }))?.revision ?? null;
  },

  async insertRevision(on, { workspaceId, id }, revision, { document, at, createdBy }) {
    const data = { workspaceId, forecastId: id, revision, createdAt: at, createdBy };
    await on.forecastRevision.create({ data: { ...data, document: toJsonText(document) } });
  },

  async supersede(on, { workspaceId, id }, revision, at) {
    const where = { workspaceId, forecastId: id, revision };
    await on.forecastRevision.updateMany({ where, data: { supersededAt: at } });
  },

  async find(on, { workspaceId, id }, revision) {
    const which = revision === undefined ? { supersededAt: null } : { revision };
    const row = await on.forecastRevision.findFirst({
      where: { workspaceId, forecastId: id, ...which },
      include: WITH_FORECAST,
    });
    return row === null ? null : { id, lasting: row.forecast, row };
  },

  async findMany(on, workspaceId, references) {
    const rows = await on.forecastRevision.findMany({
      where: { workspaceId, OR: references.map(({ id, revision }) => ({ forecastId: id, revision })) },
      include: WITH_FORECAST,
    });
    return rows.map((row) => ({ id: row.forecastId, lasting: row.forecast, row }));
  },

  async pinnedBy(on, { workspaceId, id }) {
    const rows = await on.scenario.findMany({
      where: { workspaceId, OR: [{ forecastId: id }, { runs: { some: { forecastId: id } } }] },
      select: { name: true },
      orderBy: { name: 'asc' },
    });
    return rows.map(({ name }) => name);
  },
};
