import type { Topology } from '@portplan/engine';
import {
  TopologyStore,
  type DocumentStore,
  type ImportBase,
  type Keyset,
  type LegFilter,
  type NodeFilter,
  type Slice,
  type StoredLeg,
  type StoredNode,
  MOST_COUNTED,
} from '@portplan/planning';
import type { Database } from '../database/database.js';
import { fromJsonText } from '../database/json-text.js';
import { sql } from '../generated/internal/prismaNamespace.js';
import type { TenantReads } from '../database/tenant-reads.js';
import { rowKeyOf, sliceOf, takeOf } from '../database/keyset.js';
import { PrismaDocumentStore } from './prisma-document-store.js';
import { toStoredLeg, toStoredNode } from './topology-parts-mapper.js';
import { TOPOLOGY_TABLES } from './topology-tables.js';

const LATEST = { topologyRevision: { supersededAt: null } } as const;

interface ImportRow {
  readonly from: string | null;
  readonly revision: number;
  readonly generated: string;
}

export class PrismaTopologyStore extends TopologyStore {
  override readonly documents: DocumentStore<Topology>;

  constructor(
    private readonly database: Database,
    reads: TenantReads,
  ) {
    super();
    this.documents = new PrismaDocumentStore(database, reads, 'topology', TOPOLOGY_TABLES);
  }

  override async lastImports(workspaceId: string, id: string): Promise<readonly ImportBase[]> {
    const rows = await this.database.$queryRaw<ImportRow[]>(sql`SELECT DISTINCT ON (generated_from)
        generated_from AS "from", revision, generated
      FROM topology_revision
      WHERE workspace_id = ${workspaceId}::uuid AND topology_id = ${id}::uuid AND generated IS NOT NULL
      ORDER BY generated_from, revision DESC`);
    return rows.map(({ from, revision, generated }) => ({
      from,
      revision,
      generated: fromJsonText(generated) as ImportBase['generated'],
    }));
  }

  override async listNodes(
    workspaceId: string,
    filter: NodeFilter,
    keyset: Keyset,
  ): Promise<Slice<StoredNode>> {
    const { topologyId, nodeId, kind, profile } = filter;
    const where = {
      workspaceId,
      ...LATEST,
      ...(topologyId !== undefined && { topologyId }),
      ...(nodeId !== undefined && { nodeId }),
      ...(kind !== undefined && { kind }),
      ...(profile !== undefined && { profile }),
    };
    const page = { where: { ...where, ...beyondPart(keyset) }, orderBy: inOrder(), ...takeOf(keyset) };
    return sliceOf(
      keyset,
      this.database.topologyNode.findMany(page),
      () => this.database.topologyNode.count({ where, take: MOST_COUNTED }),
      toStoredNode,
    );
  }

  override async listLegs(workspaceId: string, filter: LegFilter, keyset: Keyset): Promise<Slice<StoredLeg>> {
    const { topologyId, from, to, via } = filter;
    const where = {
      workspaceId,
      ...LATEST,
      ...(topologyId !== undefined && { topologyId }),
      ...(from !== undefined && { fromNode: from }),
      ...(to !== undefined && { toNode: to }),
      ...(via !== undefined && { via: { has: via } }),
    };
    const page = { where: { ...where, ...beyondPart(keyset) }, orderBy: inOrder(), ...takeOf(keyset) };
    return sliceOf(
      keyset,
      this.database.topologyLeg.findMany(page),
      () => this.database.topologyLeg.count({ where, take: MOST_COUNTED }),
      toStoredLeg,
    );
  }
}

/** Newest topology first, then as in the document. */
function inOrder(): [{ topologyId: 'desc' }, { position: 'asc' }] {
  return [{ topologyId: 'desc' }, { position: 'asc' }];
}

function beyondPart({ after }: Keyset): object {
  if (after === null) return {};
  const { parentId, position } = rowKeyOf(after);
  return { OR: [{ topologyId: { lt: parentId } }, { topologyId: parentId, position: { gt: position } }] };
}
