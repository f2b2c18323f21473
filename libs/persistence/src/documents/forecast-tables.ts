import type { Forecast } from '@portplan/engine';
import { inChunks } from '../database/in-chunks.js';
import { toJsonText } from '../database/json-text.js';
import { LASTING, toHeadRows } from './document-mapper.js';
import { supersededRevisions } from './document-reads.js';
import type { DocumentTables } from './document-tables.js';

const WITH_FORECAST = { forecast: { select: LASTING } } as const;

export const FORECAST_TABLES: DocumentTables<Forecast> = {
  async insertHeads(on, workspaceId, heads) {
    await inChunks(toHeadRows(workspaceId, heads), (data) => on.forecast.createMany({ data }));
  },

  async removeHeads(on, workspaceId, latest) {
    return (await on.forecast.deleteMany({ where: { workspaceId, OR: [...latest] } })).count;
  },

  async currentRevision(on, { workspaceId, id }) {
    const where = { workspaceId_id: { workspaceId, id } };
    return (await on.forecast.findUnique({ where, select: { revision: true } }))?.revision ?? null;
  },

  async insertRevisions(on, workspaceId, revisions) {
    const rows = revisions.map(({ id, revision, content: { document, at, createdBy } }) => {
      const key = { workspaceId, forecastId: id, revision };
      return { ...key, createdAt: at, createdBy, document: toJsonText(document) };
    });
    await inChunks(rows, (data) => on.forecastRevision.createMany({ data }));
  },

  async supersede(on, workspaceId, revisions) {
    await on.$executeRaw(supersededRevisions('forecast', workspaceId, revisions));
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
