import { deviance } from './log-poisson.js';
import { HALF_LOG_TWO_PI, stirlingError } from './stirling.js';

/**
 * Natural logarithm of the binomial probability of `successes` in `trials`, by the saddle point; −Infinity where it is 0.
 *
 * @param successes whole, 0 to trials
 * @param probability 0 to 1
 * @see Loader, Fast and Accurate Computation of Binomial Probabilities, 2000
 */
export function logBinomialProbability(successes: number, trials: number, probability: number): number {
  const failures = trials - successes;
  if (successes === 0) return trials === 0 ? 0 : trials * Math.log1p(-probability);
  if (failures === 0) return trials * Math.log(probability);
  if (probability === 0 || probability === 1) return -Infinity;
  return (
    stirlingError(trials) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, trials * probability) -
    deviance(failures, trials * (1 - probability)) +
    0.5 * (Math.log(trials) - Math.log(successes) - Math.log(failures)) -
    HALF_LOG_TWO_PI
  );
}
