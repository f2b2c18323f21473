import type { TopologyDraft } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import type { Resource } from '../resource.js';
import type { Exit } from './exit.js';

/** What every reader reads from and writes to. */
export interface AzureContext {
  readonly inventory: Inventory;
  readonly draft: TopologyDraft;
}

/** A subnet that a part of a workload runs in, and how large that part is; null where the document does not have it. */
export interface Placement {
  readonly subnet: Resource | null;
  readonly weight: number;
}

/** Machines or apps that accept and open connections: one node of the topology. */
export interface Workload {
  readonly nodeId: string;
  readonly address: string;
  /** Availability zones that it is in; none where that is not said. */
  readonly zones: readonly string[];
  readonly placements: readonly Placement[];
  /** Whether each machine has a public address of its own. */
  readonly ownAddresses: boolean;
  /** Backend pools of load balancers that it is in. */
  readonly pools: readonly Resource[];
  /** Application gateways that it is behind. */
  readonly gateways: readonly Resource[];
  /** The way out that its platform gives it, after what its subnet says and before the default; null without one. */
  readonly platform: Exit | null;
}
