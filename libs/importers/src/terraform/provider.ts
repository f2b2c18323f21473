import type { TopologyDraft } from '../draft/topology-draft.js';
import type { Inventory } from './inventory.js';
import type { ResourceTypes } from './resource.js';

/** A cloud whose resources are read. */
export interface Provider {
  /** The types that are read, and of each the attributes that are. */
  readonly types: ResourceTypes;
  /** Which of them become nodes, to be named where a document has none. */
  readonly nodeTypes: readonly string[];
  /** Puts what the resources of this cloud tell into a draft; those of other clouds stand in the same inventory. */
  readonly read: (inventory: Inventory, draft: TopologyDraft) => void;
  /** Why resources of a type, read or not, are not in a topology; undefined where this cloud has nothing to say of it. */
  readonly reasonForLeavingOut: (type: string) => string | undefined;
}
