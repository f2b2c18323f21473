import { requireAbove, requireAtLeast, requireProbability, requireShare } from '../errors.js';
import {
  logPoissonProbability,
  normalQuantile,
  poissonHeadOverMass,
  poissonTailOverMass,
  risingCrossingBelow,
  smallestInteger,
} from '../numeric/index.js';
import { erlangB } from './erlang-b.js';
import { haywardAdmissibleLoad, haywardBlocking, haywardRequiredServers } from './hayward.js';

/** Blocking so little above the target is on it: the last digits of a double. */
const ROUNDING = 1e-12;

/** Erlangs below which there is no load. */
const LEAST_LOAD = 1e-300;

/**
 * Blocking while the load rises. A connection that is lost gives nothing back, but only a hold later; until then what comes
 * back is what came before, and of a number X that infinitely many servers would hold, what was lost is
 * `sup (X − c)⁺` until now (a queue reflected at c). With `r = a′ / λ`, the share of new connections that is more than what
 * comes back,
 *
 *     blocking = (1 − r) B(c, a) + r P(X ≥ c),   X Poisson of mean a
 *
 * is exact at both ends: Erlang B at a steady load (r = 0); `d/dt E(X − c)⁺ / λ = P(X ≥ c)` where nothing comes back (r = 1),
 * for then X only rises. Between them it is the loss rate of a Brownian motion reflected at c to within a few percent. Of a
 * load beyond c the steady part counts as if at c: all that comes back was admitted before. Bursts as by Hayward.
 *
 * @param offeredLoad a, erlangs at this instant, at least 0
 * @param servers c, at least 0, not necessarily whole
 * @param rising r, 0 to 1
 * @param peakedness above 0
 * @throws DomainError outside those ranges
 * @see Massey, Whitt: An Analysis of the Modified Offered-Load Approximation for the Nonstationary Erlang Loss Model, Annals
 *   of Applied Probability 4(4), 1994 (its error follows a′); Harrison, Brownian Motion and Stochastic Flow Systems, 1985, ch. 2
 */
export function risingBlocking(
  offeredLoad: number,
  servers: number,
  rising: number,
  peakedness: number,
): number {
  const steady = haywardBlocking(offeredLoad, servers, peakedness);
  if (requireShare('rising', rising) === 0 || offeredLoad === 0) return steady;
  const [load, size] = [offeredLoad / peakedness, servers / peakedness];
  const admitted = load > size ? erlangB(size, size) : steady;
  return Math.max(steady, (1 - rising) * admitted + rising * reached(size, load));
}

/** `P(X ≥ size)` of a Poisson variable X, continued to real sizes. */
function reached(size: number, mean: number): number {
  const mass = Math.exp(logPoissonProbability(size, mean));
  if (mean <= size) return mass * (1 + poissonTailOverMass(size, mean));
  return 1 + mass - mass * poissonHeadOverMass(size, mean);
}

/**
 * The largest load, in erlangs, that blocks no more than the target while it rises so.
 *
 * @throws DomainError as {@link risingBlocking}, and where the target is not strictly between 0 and 1
 */
export function risingAdmissibleLoad(
  servers: number,
  targetBlocking: number,
  rising: number,
  peakedness: number,
): number {
  const steady = haywardAdmissibleLoad(servers, targetBlocking, peakedness);
  const blockingAt = (load: number): number => risingBlocking(load, servers, rising, peakedness);
  if (steady === 0 || blockingAt(steady) <= targetBlocking) return steady;
  return risingCrossingBelow(blockingAt, targetBlocking, steady, LEAST_LOAD);
}

/**
 * The smallest whole number of servers that blocks no more than the target while the load rises so.
 *
 * @throws DomainError as {@link risingBlocking}, and where the target is not strictly between 0 and 1
 */
export function risingRequiredServers(
  offeredLoad: number,
  targetBlocking: number,
  rising: number,
  peakedness: number,
): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireProbability('targetBlocking', targetBlocking);
  requireAbove('peakedness', peakedness, 0);
  const steady = haywardRequiredServers(offeredLoad, targetBlocking, peakedness);
  const enough = (servers: number): boolean =>
    risingBlocking(offeredLoad, servers, rising, peakedness) <= targetBlocking * (1 + ROUNDING);
  if (enough(steady)) return steady;
  const score = -normalQuantile(Math.min(0.5, targetBlocking / rising));
  return smallestInteger(enough, steady + 1, offeredLoad + score * Math.sqrt(offeredLoad * peakedness));
}
