import { requireAtLeast, requireProbability } from '../errors.js';
import { logGamma } from '../numeric/index.js';
import { logErlangB } from './erlang-b.js';

/** How near below the target Erlang B of the answer comes, relative to it. */
const TOLERANCE = 1e-13;

/**
 * The largest offered load, in erlangs, that a number of servers carries with blocking of at most the target: the inverse
 * of Erlang B in its load.
 *
 * Newton's method on ln B over ln a, whose slope is `c − a (1 − B)`: the servers that are free on average. That slope
 * falls with the load, so that from below the answer every step stays below it, and the answer keeps the target.
 *
 * @param servers at least 0, not necessarily whole
 * @param targetBlocking strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @see Jagerman, Methods in Traffic Calculations, AT&T Bell Labs Tech. J. 63(7), 1984
 * @example admissibleLoad(2510, 1e-6) // 2303.596
 */
export function admissibleLoad(servers: number, targetBlocking: number): number {
  requireAtLeast('servers', servers, 0);
  requireProbability('targetBlocking', targetBlocking);
  if (servers === 0) return 0;
  const goal = Math.log(targetBlocking);
  let load = lowLoad(servers, goal);
  // Less than any double: a hundredth of a server and a target of 1e-300.
  if (load === 0) return 0;
  for (let round = 0; round < 100; round += 1) {
    const logBlocking = logErlangB(load, servers);
    const missing = goal - logBlocking;
    if (!(missing > TOLERANCE * Math.max(1, -goal))) return load;
    load *= Math.exp(missing / (servers - load * (1 - Math.exp(logBlocking))));
  }
  return load;
}

/**
 * A load that surely is below the answer: `B ≤ a^c / Γ(c + 1)`, and from one server on both `B ≤ a / c` and
 * `B ≤ e^(−(c − a)² / 2c)`.
 */
function lowLoad(servers: number, logTarget: number): number {
  const byTail = Math.exp((logTarget + logGamma(servers + 1)) / servers);
  if (servers < 1) return byTail;
  const byDistance = servers - Math.sqrt(-2 * logTarget * servers);
  return Math.max(byTail, byDistance, servers * Math.exp(logTarget));
}
