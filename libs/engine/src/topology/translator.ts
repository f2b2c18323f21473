import type { Quantity } from './quantity.js';

/** What a SNAT port is unique to: each destination endpoint, or the translator as a whole (endpoint-independent). */
export type TranslatorTupleScope = 'endpoint' | 'translator';

export type AllocationKind = 'on-demand' | 'static-per-vm' | 'dynamic-per-vm' | 'by-pool-size' | 'manual';

/** How a translator hands its ports to the machines behind it. */
export interface Allocation {
  readonly kind: AllocationKind;
  /** Ports of each VM, for `static-per-vm` and `manual`. */
  readonly portsPerVm?: number;
  /** Smallest and largest block of a VM, for `dynamic-per-vm`. */
  readonly minPortsPerVm?: number;
  readonly maxPortsPerVm?: number;
}

/** How a translator looks for a free port: all of them, or a bounded number of candidates. */
export interface PortSearch {
  readonly kind: 'exhaustive' | 'probe';
  readonly attempts?: number;
}

/** How a translator picks one of its addresses for a connection. */
export type IpSelection = 'random' | 'hash-source-destination' | 'searched' | 'per-vm';

/** What every box that translates source addresses has, by the catalogue's own field names. */
export interface Translator {
  /** Public addresses of one gateway, at least 1. */
  readonly publicIps?: number;
  /** Gateways of this kind that share the traffic, one a zone. */
  readonly zones?: number;
  /** Ports of one address: toward one endpoint when endpoint-dependent, in all when not. */
  readonly portsPerIp?: number;
  /** Seconds that a tuple stays unusable after its connection closed. */
  readonly quarantineSeconds?: Quantity;
  readonly idleTimeoutSeconds?: number;
  /** Seconds that a UDP mapping stays after its last datagram: UDP has no close. */
  readonly udpIdleTimeoutSeconds?: number;
  readonly tupleScope?: TranslatorTupleScope;
  readonly allocation?: Allocation;
  readonly portSearch?: PortSearch;
  readonly ipSelection?: IpSelection;
  /** Netfilter: whether ports are picked at random from the first on (`--random-fully`). */
  readonly randomFully?: boolean;
  /** Public addresses that one gateway can have at most. */
  readonly maxPublicIps?: number;
  /** Connections that one gateway holds at most, to all destinations. */
  readonly maxConnections?: number;
  readonly bitsPerSecond?: number;
  readonly packetsPerSecond?: number;
  /** Entries that the connection tracking table holds. */
  readonly conntrackMax?: number;
}
