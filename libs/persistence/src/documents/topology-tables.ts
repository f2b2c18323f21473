import type { Topology } from '@portplan/engine';
import { inChunks } from '../database/in-chunks.js';
import { toJsonText } from '../database/json-text.js';
import { LASTING, toHeadRows } from './document-mapper.js';
import { supersededRevisions } from './document-reads.js';
import type { DocumentTables } from './document-tables.js';
import { toLegRows, toNodeRows } from './topology-parts-mapper.js';
import { insertLegs, insertNodes } from './topology-parts-writes.js';

const WITH_TOPOLOGY = { topology: { select: LASTING } } as const;

export const TOPOLOGY_TABLES: DocumentTables<Topology> = {
  async insertHeads(on, workspaceId, heads) {
    await inChunks(toHeadRows(workspaceId, heads), (data) => on.topology.createMany({ data }));
  },

  async removeHeads(on, workspaceId, latest) {
    return (await on.topology.deleteMany({ where: { workspaceId, OR: [...latest] } })).count;
  },

  async currentRevision(on, { workspaceId, id }) {
    const where = { workspaceId_id: { workspaceId, id } };
    return (await on.topology.findUnique({ where, select: { revision: true } }))?.revision ?? null;
  },

  async insertRevisions(on, workspaceId, revisions) {
    const keyed = revisions.map(({ id, revision, content }) => ({
      key: { workspaceId, topologyId: id, revision },
      content,
    }));
    const rows = keyed.map(({ key, content: { document, at, createdBy, generated } }) => ({
      ...key,
      createdAt: at,
      createdBy,
      document: toJsonText(document),
      generated: generated === undefined ? null : toJsonText(generated.content),
      generatedFrom: generated?.from ?? null,
    }));
    const nodes = keyed.flatMap(({ key, content }) => toNodeRows(key, content.document));
    const legs = keyed.flatMap(({ key, content }) => toLegRows(key, content.document));
    await inChunks(rows, (data) => on.topologyRevision.createMany({ data }));
    await insertNodes(on, nodes);
    await insertLegs(on, legs);
  },

  async supersede(on, workspaceId, revisions) {
    await on.$executeRaw(supersededRevisions('topology', workspaceId, revisions));
  },

  async find(on, { workspaceId, id }, revision) {
    const which = revision === undefined ? { supersededAt: null } : { revision };
    const row = await on.topologyRevision.findFirst({
      where: { workspaceId, topologyId: id, ...which },
      include: WITH_TOPOLOGY,
      omit: { generated: true, generatedFrom: true },
    });
    return row === null ? null : { id, lasting: row.topology, row };
  },

  async findMany(on, workspaceId, references) {
    const rows = await on.topologyRevision.findMany({
      where: { workspaceId, OR: references.map(({ id, revision }) => ({ topologyId: id, revision })) },
      include: WITH_TOPOLOGY,
      omit: { generated: true, generatedFrom: true },
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
