import { requireAbove, requireAtLeast, requireProbability } from '../errors.js';
import { normalCumulativeOverDensity } from '../numeric/index.js';

/**
 * Servers by the square-root rule, `⌈a + β √(z a)⌉`: random load needs a reserve that grows with its standard deviation,
 * not with itself.
 *
 * @param offeredLoad a, erlangs, at least 0
 * @param quality β, standard deviations in reserve; negative runs the servers overloaded
 * @param peakedness z, above 0; 1 for Poisson arrivals
 * @throws DomainError outside those ranges
 * @see Halfin, Whitt: Heavy-Traffic Limits for Queues with Many Exponential Servers, Operations Research 29(3), 1981
 * @example squareRootStaffing(100, 1.761, 1) // 118
 */
export function squareRootStaffing(offeredLoad: number, quality: number, peakedness: number): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireAtLeast('quality', quality, -Number.MAX_VALUE);
  requireAbove('peakedness', peakedness, 0);
  return Math.max(0, Math.ceil(offeredLoad + quality * Math.sqrt(peakedness * offeredLoad)));
}

/**
 * The probability of waiting that the square-root rule leaves for large loads, `1 / (1 + β Φ(β) / φ(β))`.
 *
 * @param quality β, above 0: with less the queue has no steady state
 * @throws DomainError outside that range
 * @see Halfin, Whitt 1981, theorem 1
 * @example halfinWhittWaitingProbability(1) // 0.22336
 */
export function halfinWhittWaitingProbability(quality: number): number {
  requireAbove('quality', quality, 0);
  return 1 / (1 + quality * normalCumulativeOverDensity(quality));
}

/**
 * The quality of the square-root rule that leaves a given probability of waiting: the inverse of
 * {@link halfinWhittWaitingProbability}, by halving.
 *
 * @param targetProbability strictly between 0 and 1
 * @throws DomainError outside that range
 */
export function qualityForWaiting(targetProbability: number): number {
  requireProbability('targetProbability', targetProbability);
  let [low, high] = [0, 40];
  for (let round = 0; round < 200 && high - low > 1e-15 * high; round += 1) {
    const middle = (low + high) / 2;
    if (halfinWhittWaitingProbability(middle) > targetProbability) low = middle;
    else high = middle;
  }
  return high;
}
