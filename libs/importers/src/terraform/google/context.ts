import type { TopologyDraft } from '../../draft/topology-draft.js';
import type { Inventory } from '../inventory.js';
import type { Resource } from '../resource.js';
import type { GoogleNames } from './google-names.js';

/** What every reader reads from and writes to. */
export interface GoogleContext {
  readonly inventory: Inventory;
  readonly names: GoogleNames;
  readonly draft: TopologyDraft;
}

/** A network or subnetwork that something names: a resource of the document, or only a text. */
export type Named =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'outside'; readonly path: string };

/** Where a part of a workload stands, and how large that part is. */
export interface Placement {
  readonly weight: number;
  /** Whether its machines have addresses of their own on the internet: they do not use NAT then. */
  readonly external: boolean;
  readonly region: string | null;
  readonly network: Named | null;
  readonly subnet: Named | null;
}

/** Machines that accept and open connections: one node of the topology. */
export interface Workload {
  readonly nodeId: string;
  readonly address: string;
  readonly placements: readonly Placement[];
  /** What backends of load balancers name it by: its group or groups. */
  readonly groups: readonly Resource[];
  /** Machines at most. */
  readonly most: number;
  /** Whether they have ranges of addresses for containers, as the nodes of GKE do. */
  readonly containerHosts: boolean;
}
