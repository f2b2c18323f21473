import type { Topology } from '@portplan/engine';
import type { Generated } from '@portplan/importers';
import type { LegFilter, NodeFilter, StoredLeg, StoredNode } from '../documents/topology-parts.js';
import type { Keyset, Slice } from '../lists/page.js';
import type { DocumentStore } from './document-store.js';

/** What the last import of one source into a topology made, and the revision that came of it. */
export interface ImportBase {
  /** What the source is called; null where it has no name. */
  readonly from: string | null;
  readonly revision: number;
  readonly generated: Pick<Generated, 'topology' | 'addresses'>;
}

export abstract class TopologyStore {
  abstract readonly documents: DocumentStore<Topology>;

  /** Of each source that was imported, the newest. */
  abstract lastImports(workspaceId: string, id: string): Promise<readonly ImportBase[]>;

  /** Nodes of latest revisions, newest topology first; keys are `topologyId:position`. */
  abstract listNodes(workspaceId: string, filter: NodeFilter, keyset: Keyset): Promise<Slice<StoredNode>>;

  /** Legs of latest revisions, newest topology first; keys are `topologyId:position`. */
  abstract listLegs(workspaceId: string, filter: LegFilter, keyset: Keyset): Promise<Slice<StoredLeg>>;
}
