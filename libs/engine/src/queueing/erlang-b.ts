import { requireAtLeast } from '../errors.js';
import { logPoissonProbability } from '../numeric/index.js';

/**
 * Erlang's loss formula: the share of new connections that find all tuples taken, when connections come at random
 * (Poisson) at a steady rate and none waits. It depends on the mean hold only, not on its distribution, which is why the
 * fixed time in TIME_WAIT does no harm to it.
 *
 * Continued to real numbers of servers, `B(c, a) = a^c e^−a / Γ(c + 1, a)`, as Hayward's approximation needs. Exact to
 * about 1e-12 relative from one server to millions: the Poisson saddle point over its sum below the load, Lentz'
 * continued fraction of the incomplete gamma function above. O(√servers).
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
  if (offeredLoad > servers + 1) return -Math.log(inverseByFraction(offeredLoad, servers));
  const logMass = logPoissonProbability(servers, offeredLoad);
  return logMass - Math.log1p(-Math.exp(logMass) * upperSum(offeredLoad, servers));
}

/** `Σ a^n / ((c + 1) … (c + n))` for n ≥ 1: the Poisson probabilities above c in units of that at c. */
function upperSum(offeredLoad: number, servers: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 1e7; n += 1) {
    term *= offeredLoad / (servers + n);
    sum += term;
    if (term <= sum * 1e-17) break;
  }
  return sum;
}

/** `1 / B = a × CF`, with CF the continued fraction of `Γ(c + 1, a) e^a a^−(c + 1)`; Lentz 1976. */
function inverseByFraction(offeredLoad: number, servers: number): number {
  const tiny = 1e-300;
  let b = offeredLoad - servers;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1e7; n += 1) {
    const a = -n * (n - servers - 1);
    b += 2;
    d = a * d + b;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = b + a / c;
    c = Math.abs(c) < tiny ? tiny : c;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return offeredLoad * fraction;
}

/**
 * How fast blocking rises with the load: `dB/da = B (c / a − 1 + B)`, per erlang.
 * @see Jagerman 1974, theorem 15
 */
export function erlangBLoadDerivative(offeredLoad: number, servers: number): number {
  if (offeredLoad === 0) return servers === 1 ? 1 : 0;
  const blocking = erlangB(offeredLoad, servers);
  return blocking * (servers / offeredLoad - 1 + blocking);
}
