import type { Topology } from '@portplan/engine';
import type { Caller } from '../caller.js';
import { canMatch } from '../lists/can-match.js';
import { EMPTY_SLICE, toKeyset, toPage, type Page, type PageRequest } from '../lists/page.js';
import type { Clock } from '../ports/clock.js';
import type { IdSource } from '../ports/id-source.js';
import type { TopologyStore } from '../ports/topology-store.js';
import type { TopologyReader } from '../profiles/topology-reader.js';
import { RevisedDocuments } from './revised-documents.js';
import type { LegFilter, NodeFilter, StoredLeg, StoredNode } from './topology-parts.js';

/** The topologies of a workspace. */
export class Topologies extends RevisedDocuments<Topology> {
  protected override readonly noun = 'topology';
  protected override readonly cursorKind = 'topologies';

  constructor(
    private readonly topologies: TopologyStore,
    private readonly reader: TopologyReader,
    ids: IdSource,
    clock: Clock,
  ) {
    super(topologies.documents, ids, clock);
  }

  /** Nodes of all latest revisions. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async nodes(caller: Caller, filter: NodeFilter = {}, page: PageRequest = {}): Promise<Page<StoredNode>> {
    const keyset = toKeyset('topology-nodes', page);
    const slice = canMatch({ ids: [filter.topologyId], texts: [filter.nodeId, filter.profile] })
      ? await this.topologies.listNodes(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage('topology-nodes', slice, ({ topologyId, position }) => `${topologyId}:${String(position)}`);
  }

  /** Legs of all latest revisions. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async legs(caller: Caller, filter: LegFilter = {}, page: PageRequest = {}): Promise<Page<StoredLeg>> {
    const keyset = toKeyset('topology-legs', page);
    const slice = canMatch({ ids: [filter.topologyId], texts: [filter.from, filter.to, filter.via] })
      ? await this.topologies.listLegs(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage('topology-legs', slice, ({ topologyId, position }) => `${topologyId}:${String(position)}`);
  }

  protected override read(caller: Caller, sources: readonly unknown[]): Promise<readonly Topology[]> {
    return this.reader.readMany(caller.workspaceId, sources);
  }
}
