import { requireAtLeast } from '../errors.js';
import { logPoissonProbability, poissonHeadOverMass, poissonTailOverMass } from '../numeric/index.js';

/**
 * Erlang's loss formula: the share of new connections that find all tuples taken, when connections come at random
 * (Poisson) at a steady rate and none waits. It depends on the mean hold only, not on its distribution, which is why the
 * fixed time in TIME_WAIT does no harm to it. Where the rate changes with time this is no longer so: see
 * `risingBlocking`.
 *
 * Continued to real numbers of servers, `B(c, a) = a^c e^−a / Γ(c + 1, a)`, as Hayward's approximation needs. Relative
 * error below 1e-11 from one server to millions, at a cost that does not grow with them.
 *
 * @param offeredLoad erlangs, at least 0
 * @param servers at least 0, not necessarily whole
 * @throws DomainError outside those ranges
 * @see Erlang 1917; Jagerman, Some Properties of the Erlang Loss Function, BSTJ 53(3), 1974
 * @example erlangB(20, 10) // 0.5379631686320729
 */
export function erlangB(offeredLoad: number, servers: number): number {
  return Math.exp(logErlangB(offeredLoad, servers));
}

/** Natural logarithm of {@link erlangB}, for blocking too small for a double; −Infinity where there is no load. */
export function logErlangB(offeredLoad: number, servers: number): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireAtLeast('servers', servers, 0);
  if (servers === 0) return 0;
  if (offeredLoad === 0) return -Infinity;
  if (offeredLoad > servers) return Math.min(0, -Math.log(poissonHeadOverMass(servers, offeredLoad)));
  const logMass = logPoissonProbability(servers, offeredLoad);
  const above = Math.exp(logMass) * poissonTailOverMass(servers, offeredLoad);
  return Math.min(0, logMass - Math.log1p(-above));
}

/**
 * How fast blocking rises with the load: `dB/da = B (c / a − 1 + B)`, per erlang.
 *
 * @param offeredLoad erlangs, at least 0
 * @param servers at least 1, not necessarily whole: below, the slope has no bound at a load of 0
 * @throws DomainError outside those ranges
 * @see Jagerman, Some Properties of the Erlang Loss Function, BSTJ 53(3), 1974, theorem 15
 */
export function erlangBLoadDerivative(offeredLoad: number, servers: number): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireAtLeast('servers', servers, 1);
  if (offeredLoad === 0) return servers === 1 ? 1 : 0;
  const blocking = erlangB(offeredLoad, servers);
  return blocking * (servers / offeredLoad - 1 + blocking);
}
