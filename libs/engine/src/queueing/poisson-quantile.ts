import { requireAtLeast, requireProbability } from '../errors.js';
import { normalQuantile, smallestInteger } from '../numeric/index.js';
import { poissonCumulative, poissonTail } from './poisson-tail.js';

/**
 * The smallest whole number that a Poisson variable does not exceed with at least the given probability. Exact for any
 * mean: the normal law says where to look, the distribution itself decides.
 *
 * @param mean at least 0
 * @param probability strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @see Johnson, Kemp, Kotz: Univariate Discrete Distributions, ch. 4
 * @example poissonQuantile(10, 0.95) // 15
 */
export function poissonQuantile(mean: number, probability: number): number {
  requireAtLeast('mean', mean, 0);
  requireProbability('probability', probability);
  if (mean === 0) return 0;
  // Of the two tails the smaller one keeps its digits.
  const holds =
    probability > 0.5
      ? (count: number) => poissonTail(count, mean) <= 1 - probability
      : (count: number) => poissonCumulative(count, mean) >= probability;
  const deviate = normalQuantile(probability);
  const guess = mean + deviate * Math.sqrt(mean) + (deviate * deviate - 1) / 6;
  return smallestInteger(holds, 0, Math.max(0, guess));
}
