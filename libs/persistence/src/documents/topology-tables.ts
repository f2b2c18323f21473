import type { Topology } from '@portplan/engine';
import { inChunks } from '../database/in-chunks.js';
import { toJsonText } from '../database/json-text.js';
import { LASTING } from './document-mapper.js';
import type { DocumentTables } from './document-tables.js';
import { toLegRows, toNodeRows } from './topology-parts-mapper.js';

const WITH_TOPOLOGY = { topology: { select: LASTING } } as const;

export const TOPOLOGY_TABLES: DocumentTables<Topology> = {
  async insertHead(on, { workspaceId, id }, columns) {
    await on.topology.create({ data: { workspaceId, id, createdAt: columns.updatedAt, ...columns } });
  },

  async advanceHead(on, { workspaceId, id }, from, columns) {
    const { count } = await on.topology.updateMany({
      where: { workspaceId, id, revision: from },
      data: columns,
    });
    return count === 1;
  },

  async removeHead(on, { workspaceId, id }, at) {
    const where = { workspaceId, id, ...(at !== undefined && { revision: at }) };
    return (await on.topology.deleteMany({ where })).count === 1;
  },

  async currentRevision(on, { workspaceId, id }) {
    const where = { workspaceId_id: { workspaceId, id } };
    return (await on.topology.findUnique({ where, select: { revision: true } }))?.revision ?? null;
  },

  async insertRevision(on, { workspaceId, id }, revision, { document, at, createdBy, generated }) {
    const data = { workspaceId, topologyId: id, revision, createdAt: at, createdBy };
    await on.topologyRevision.create({
      data: {
        ...data,
        document: toJsonText(document),
        generated: generated === undefined ? null : toJsonText(generated),
      },
    });
    const key = { workspaceId, topologyId: id, revision };
    await inChunks(toNodeRows(key, document), (rows) => on.topologyNode.createMany({ data: rows }));
    await inChunks(toLegRows(key, document), (rows) => on.topologyLeg.createMany({ data: rows }));
  },

  async supersede(on, { workspaceId, id }, revision, at) {
    const where = { workspaceId, topologyId: id, revision };
    await on.topologyRevision.updateMany({ where, data: { supersededAt: at } });
  },

  async find(on, { workspaceId, id }, revision) {
    const which = revision === undefined ? { supersededAt: null } : { revision };
    const row = await on.topologyRevision.findFirst({
      where: { workspaceId, topologyId: id, ...which },
      include: WITH_TOPOLOGY,
      omit: { generated: true },
    });
    return row === null ? null : { id, lasting: row.topology, row };
  },

  async findMany(on, workspaceId, references) {
    const rows = await on.topologyRevision.findMany({
      where: { workspaceId, OR: references.map(({ id, revision }) => ({ topologyId: id, revision })) },
      include: WITH_TOPOLOGY,
      omit: { generated: true },
    });
    return rows.map((row) => ({ id: row.topologyId, lasting: row.topology, row }));
  },

  async pinnedBy(on, { workspaceId, id }) {
    const rows = await on.scenario.findMany({
      where: { workspaceId, OR: [{ topologyId: id }, { runs: { some: { topologyId: id } } }] },
      select: { name: true },
      orderBy: { name: 'asc' },
    });
    return rows.map(({ name }) => name);
  },
};
