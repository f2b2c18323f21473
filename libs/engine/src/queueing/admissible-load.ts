import { requireAtLeast, requireProbability } from '../errors.js';
import { logErlangB } from './erlang-b.js';

/**
 * The largest offered load, in erlangs, that a number of servers carries with blocking of at most the target: the inverse
 * of Erlang B in its load. Newton's method on the logarithm, whose slope is `c / a − 1 + B`, kept within a bracket.
 *
 * @param servers at least 0, not necessarily whole
 * @param targetBlocking strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @example admissibleLoad(2510, 1e-6) // 2303.596
 */
export function admissibleLoad(servers: number, targetBlocking: number): number {
  requireAtLeast('servers', servers, 0);
  requireProbability('targetBlocking', targetBlocking);
  if (servers === 0) return 0;
  const goal = Math.log(targetBlocking);
  let low = 0;
  // What is carried cannot exceed the servers: a (1 − B) ≤ c.
  let high = servers / (1 - targetBlocking);
  let load = Math.min(
    high,
    Math.max(servers / 2, servers + 3 * Math.log(targetBlocking) * Math.sqrt(servers) * 0.4),
  );
  for (let round = 0; round < 200; round += 1) {
    const logBlocking = logErlangB(load, servers);
    if (logBlocking > goal) high = load;
    else low = load;
    const slope = servers / load - 1 + Math.exp(logBlocking);
    const newton = load - (logBlocking - goal) / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - load) <= 1e-14 * load || high - low <= 1e-14 * high) return low > 0 ? low : next;
    load = next;
  }
  return low;
}
