import { requireAtLeast, requireProbability } from '../errors.js';
import { logPoissonProbability, normalQuantile } from '../numeric/index.js';

/**
 * The smallest whole number that a Poisson variable does not exceed with at least the given probability. Sums the upper
 * tail from far beyond, where it is less than any double can see, so that quantiles near one keep their digits.
 *
 * @param mean at least 0
 * @param probability strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @example poissonQuantile(10, 0.95) // 15
 * @see Johnson, Kemp, Kotz: Univariate Discrete Distributions, ch. 4
 */
export function poissonQuantile(mean: number, probability: number): number {
  requireAtLeast('mean', mean, 0);
  requireProbability('probability', probability);
  if (mean === 0) return 0;
  const tail = 1 - probability;
  const deviate = Math.max(8, normalQuantile(probability) + 8);
  let count = Math.ceil(mean + deviate * Math.sqrt(mean) + 40);
  let above = 0;
  while (count > 0) {
    above += Math.exp(logPoissonProbability(count, mean));
    if (above > tail) return count;
    count -= 1;
  }
  return 0;
}
