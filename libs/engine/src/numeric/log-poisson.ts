import { HALF_LOG_TWO_PI, stirlingError } from './stirling.js';

/**
 * `x ln(x / mean) + mean − x`, without cancellation where the two are close: what a count costs that is not the mean.
 *
 * @param x above 0
 * @param mean above 0
 * @see Loader, Fast and Accurate Computation of Binomial Probabilities, 2000, section 4
 */
export function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const ratio = (x - mean) / (x + mean);
  let sum = (x - mean) * ratio;
  let term = 2 * x * ratio;
  for (let k = 1; k < 1000; k += 1) {
    term *= ratio * ratio;
    const next = sum + term / (2 * k + 1);
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}

/**
 * Natural logarithm of the Poisson probability `mean^x e^−mean / Γ(x + 1)`, for real `x ≥ 0` and `mean > 0`, by the
 * saddle point: the naive `x ln mean − mean − ln Γ(x + 1)` loses nine digits at a million.
 * @see Loader, Fast and Accurate Computation of Binomial Probabilities, 2000
 */
export function logPoissonProbability(x: number, mean: number): number {
  if (x === 0) return -mean;
  return -stirlingError(x) - deviance(x, mean) - HALF_LOG_TWO_PI - 0.5 * Math.log(x);
}
