import { requireAtLeast } from '../errors.js';
import { requireShare } from './share.js';

/**
 * Requests per second that a cache sends on: the misses. With an empty cache that is all of them, `1 / (1 −
 * hitRatio)` times the usual.
 *
 * @param cacheHitRatio share of requests answered from the cache, 0 to 1
 * @throws DomainError where the rate is negative or the ratio not between 0 and 1
 * @example cacheMissesPerSecond(1000, 0.6) // 400
 */
export function cacheMissesPerSecond(requestsPerSecond: number, cacheHitRatio: number): number {
  return (
    requireAtLeast('requestsPerSecond', requestsPerSecond, 0) *
    (1 - requireShare('cacheHitRatio', cacheHitRatio))
  );
}
