import type { Topology } from '@portplan/engine';
import type { LegFilter, NodeFilter, StoredLeg, StoredNode } from '../documents/topology-parts.js';
import type { Keyset, Slice } from '../lists/page.js';
import type { DocumentStore } from './document-store.js';

export abstract class TopologyStore {
  abstract readonly documents: DocumentStore<Topology>;

  /** Nodes of latest revisions, newest topology first; keys are `topologyId:position`. */
  abstract listNodes(workspaceId: string, filter: NodeFilter, keyset: Keyset): Promise<Slice<StoredNode>>;

  /** Legs of latest revisions, newest topology first; keys are `topologyId:position`. */
  abstract listLegs(workspaceId: string, filter: LegFilter, keyset: Keyset): Promise<Slice<StoredLeg>>;
}
