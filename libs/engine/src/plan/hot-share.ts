import { hottestShareOfHash, hottestShareOfSticky } from '../queueing/index.js';
import type { Distribution, Leg } from '../topology/leg.js';
import type { ResolvedNode } from '../topology/resolved.js';

/** Keys that a hash spreads where the document does not count them: many clients, as behind a public address. */
const HASHED_KEYS = 10_000;

/**
 * Share of a leg's traffic that its hottest endpoint gets: 1 / endpoints where it falls evenly, more where a hash or
 * sticky clients decide.
 */
export function hottestEndpointShare(distribution: Distribution | undefined, endpoints: number): number {
  if (endpoints <= 1) return 1;
  if (distribution === undefined || distribution === 'even') return 1 / endpoints;
  if (distribution === 'hash') return hottestShareOfHash(HASHED_KEYS, endpoints);
  return hottestShareOfSticky(distribution.sticky.clients, distribution.sticky.zipf, endpoints);
}

/** Share of a burst that falls on one endpoint: a hash, and a client that sticks to one, keep together what comes at once. */
export function burstShareOfEndpoint(distribution: Distribution | undefined, endpoints: number): number {
  return distribution === undefined || distribution === 'even' ? 1 / Math.max(1, endpoints) : 1;
}

/** How many times an even share a node's hottest instance gets: the worst of the legs that lead to it. */
export function hotFactorOf(node: ResolvedNode, legsTo: readonly Leg[]): number {
  const instances = node.instances.max;
  return legsTo.reduce(
    (worst, leg) => Math.max(worst, hottestEndpointShare(leg.distribution, instances) * instances),
    1,
  );
}
