import type { TopologyDraft } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import type { Resource } from '../resource.js';
import type { Network } from './network.js';

/** What every reader reads from and writes to. */
export interface AwsContext {
  readonly inventory: Inventory;
  readonly network: Network;
  readonly draft: TopologyDraft;
}

/** A subnet that a part of a workload runs in, and how large that part is. */
export interface Placement {
  readonly subnet: Resource;
  readonly weight: number;
}

/** Machines or tasks that accept and open connections: one node of the topology. */
export interface Workload {
  readonly nodeId: string;
  readonly address: string;
  readonly placements: readonly Placement[];
  readonly targetGroups: readonly Resource[];
  /** Why its subnets, or its target groups, are only assumed. */
  readonly assumed?: { readonly placements?: string; readonly targetGroups?: string };
}
