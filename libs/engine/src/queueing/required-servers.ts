import { requireAtLeast, requireProbability } from '../errors.js';
import { normalQuantile, smallestInteger } from '../numeric/index.js';
import { logErlangB } from './erlang-b.js';

/**
 * The smallest whole number of servers that keeps Erlang B at or below a target: the inverse in its servers. Starts at
 * the square-root rule `a + z √a` and walks by doubling strides.
 *
 * @param offeredLoad erlangs, at least 0
 * @param targetBlocking strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @example requiredServers(10, 0.01) // 18
 */
export function requiredServers(offeredLoad: number, targetBlocking: number): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireProbability('targetBlocking', targetBlocking);
  const goal = Math.log(targetBlocking);
  const guess = offeredLoad - normalQuantile(targetBlocking) * Math.sqrt(offeredLoad);
  return smallestInteger((servers) => logErlangB(offeredLoad, servers) <= goal, 0, Math.max(0, guess));
}
