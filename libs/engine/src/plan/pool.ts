import { splitPeakedness } from '../queueing/index.js';
import type { MachineGroup } from '../nat/index.js';
import type { Contribution } from './contribution.js';
import type { ResourceKind, Scope } from './result.js';
import type { PortSearch } from '../topology/translator.js';

/**
 * Tuples that connections compete for: `subpools` equal parts of `tuplesPerSubpool` each, among which a connection
 * cannot choose. A joint pool is one part.
 */
export interface Pool {
  readonly id: string;
  readonly node: string;
  readonly kind: ResourceKind;
  /** Id of the responder; null where all destinations share the pool. */
  readonly destination: string | null;
  readonly protocol: 'tcp' | 'udp';
  readonly scope: Scope;
  /** `fluid`: a stream, of which what is beyond the capacity is lost; else connections that each hold a tuple. */
  readonly loss?: 'fluid';
  readonly tuplesPerSubpool: number;
  readonly subpools: number;
  /** Share of the pool's load that its hottest part gets: 1 / subpools where it falls evenly. */
  readonly hottestSubpoolShare: number;
  /**
   * Share of a burst that falls on one part: 1 / subpools where each connection is given a part by itself, 1 where a hash
   * keeps together what comes at once.
   */
  readonly burstShare: number;
  readonly portSearch: PortSearch;
  readonly contributions: readonly Contribution[];
  /** Variance-to-mean ratio of the load offered to all parts together. */
  readonly peakedness: number;
  /** How the tuples of a part come about where that is more than a value of the catalogue. */
  readonly tuplesDerivation?: () => string;
  /** Who is behind the translator whose ports they are. */
  readonly behind?: Behind;
  readonly inputs: Readonly<Record<string, number | string | boolean | null>>;
  readonly citations: readonly string[];
}

/** Who is behind a translator. */
export interface Behind {
  /** Machines that its ports are divided among, at most. */
  readonly machines: number;
  /** Those machines by how busy they are; none where their ports do not follow from it. */
  readonly groups: readonly MachineGroup[];
  /** Which of those is the pool's own. */
  readonly group: number;
  /** Whether those of a pool run containers with addresses of their own. */
  readonly containerHosts: boolean;
  /** Addresses that connections of a pool come from, at least. */
  readonly sources: number;
}

/** Peakedness of the load on one part. */
export function partPeakedness(pool: Pool): number {
  return splitPeakedness(pool.peakedness, pool.burstShare);
}

/** Tuples in all parts together. */
export function capacityOf(pool: Pool): number {
  return pool.tuplesPerSubpool * pool.subpools;
}

/** `node:kind:destination`, `*` for all destinations, with the protocol behind it where that is not TCP. */
export function poolId(
  node: string,
  kind: ResourceKind,
  destination: string | null,
  protocol: 'tcp' | 'udp',
): string {
  return `${node}:${kind}:${destination ?? '*'}${protocol === 'udp' ? '/udp' : ''}`;
}
