import { requireAtLeast, requireWhole } from '../errors.js';
import { logPoissonProbability, poissonHeadOverMass, poissonTailOverMass } from '../numeric/index.js';

/**
 * The probability that a Poisson variable exceeds a count, to about 1e-12 relative however small it is.
 *
 * @param count whole, at least 0
 * @param mean at least 0
 * @throws DomainError outside those ranges
 * @see Abramowitz, Stegun, Handbook of Mathematical Functions, 26.4.21: a regularised incomplete gamma function
 * @example poissonTail(15, 10) // 0.0487404
 */
export function poissonTail(count: number, mean: number): number {
  requireWhole('count', count, 0);
  requireAtLeast('mean', mean, 0);
  if (mean === 0) return 0;
  const mass = Math.exp(logPoissonProbability(count, mean));
  if (mean <= count) return mass * poissonTailOverMass(count, mean);
  return 1 - mass * poissonHeadOverMass(count, mean);
}

/**
 * The probability that a Poisson variable does not exceed a count: one less {@link poissonTail}, exact where that is
 * near one.
 *
 * @throws DomainError as there
 */
export function poissonCumulative(count: number, mean: number): number {
  requireWhole('count', count, 0);
  requireAtLeast('mean', mean, 0);
  if (mean === 0) return 1;
  const mass = Math.exp(logPoissonProbability(count, mean));
  if (mean > count) return mass * poissonHeadOverMass(count, mean);
  return 1 - mass * poissonTailOverMass(count, mean);
}
