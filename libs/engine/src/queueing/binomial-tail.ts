import { requireProbability, requireShare, requireWhole } from '../errors.js';
import {
  binomialHeadOverMass,
  binomialTailOverMass,
  logBinomialProbability,
  normalQuantile,
  smallestInteger,
} from '../numeric/index.js';

/**
 * The probability of more than `count` successes in a number of independent trials, to about 1e-11 relative however small
 * it is.
 *
 * @param count whole, at least 0
 * @param trials whole, at least 0
 * @param probability of a success, 0 to 1
 * @throws DomainError outside those ranges
 * @see Abramowitz, Stegun, Handbook of Mathematical Functions, 26.5.24: a regularised incomplete beta function
 * @example binomialTail(15, 20, 0.5) // 0.005909
 */
export function binomialTail(count: number, trials: number, probability: number): number {
  requireBinomial(count, trials, probability);
  if (count >= trials || probability === 0) return 0;
  if (probability === 1) return 1;
  const { mass, odds } = atCount(count, trials, probability);
  if (count >= trials * probability) return mass * binomialTailOverMass(count, trials, odds);
  return Math.max(0, 1 - mass * binomialHeadOverMass(count, trials, odds));
}

/**
 * The probability of at most `count` successes: one less {@link binomialTail}, exact where that is near one.
 *
 * @throws DomainError as there
 */
export function binomialCumulative(count: number, trials: number, probability: number): number {
  requireBinomial(count, trials, probability);
  if (count >= trials || probability === 0) return 1;
  if (probability === 1) return 0;
  const { mass, odds } = atCount(count, trials, probability);
  if (count < trials * probability) return mass * binomialHeadOverMass(count, trials, odds);
  return Math.max(0, 1 - mass * binomialTailOverMass(count, trials, odds));
}

/**
 * The smallest number of successes that is not exceeded with at least the probability `level`.
 *
 * @param level strictly between 0 and 1
 * @throws DomainError as {@link binomialTail}, and where the level is outside its range
 * @example binomialQuantile(20, 0.5, 0.95) // 14
 */
export function binomialQuantile(trials: number, probability: number, level: number): number {
  requireBinomial(0, trials, probability);
  requireProbability('level', level);
  // Of the two tails the smaller one keeps its digits.
  const holds =
    level > 0.5
      ? (count: number) => binomialTail(count, trials, probability) <= 1 - level
      : (count: number) => binomialCumulative(count, trials, probability) >= level;
  const mean = trials * probability;
  const guess = mean + normalQuantile(level) * Math.sqrt(mean * (1 - probability));
  return smallestInteger(holds, 0, Math.min(trials, Math.max(0, guess)));
}

function atCount(
  count: number,
  trials: number,
  probability: number,
): { readonly mass: number; readonly odds: number } {
  return {
    mass: Math.exp(logBinomialProbability(count, trials, probability)),
    odds: probability / (1 - probability),
  };
}

function requireBinomial(count: number, trials: number, probability: number): void {
  requireWhole('count', count, 0);
  requireWhole('trials', trials, 0);
  requireShare('probability', probability);
}
