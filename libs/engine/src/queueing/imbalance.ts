import { requireAtLeast, requireProbability } from '../errors.js';
import { smallestInteger } from '../numeric/index.js';
import { binomialTail } from './binomial-tail.js';

/** How sure the hottest share is, where the caller does not say: in one case of twenty it is more. */
export const DEFAULT_CONFIDENCE = 0.95;

/**
 * Share of the traffic that the fullest of several bins gets when a hash throws equal keys into them: the smallest one that
 * is not exceeded with the given confidence. A hash is drawn once and stays, so that its mean is no comfort.
 *
 * Each bin alone is binomial, and the chance that any exceeds a count is at most the sum of theirs; for many keys this is
 * Raab and Steger's `1/n + √(2 ln n / (m n))`. One bin, or one key, gets everything.
 *
 * @param keys m, at least 1
 * @param bins n, at least 1
 * @param confidence strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @see Raab, Steger: Balls into Bins, A Simple and Tight Analysis, RANDOM 1998
 * @example hottestShareOfHash(8, 8) // 0.5: four of eight keys
 */
export function hottestShareOfHash(keys: number, bins: number, confidence = DEFAULT_CONFIDENCE): number {
  requireAtLeast('keys', keys, 1);
  requireAtLeast('bins', bins, 1);
  requireProbability('confidence', confidence);
  const whole = Math.floor(keys);
  if (bins === 1 || whole === 1) return 1;
  const perBin = whole / bins;
  const most = smallestInteger(
    (count) => bins * binomialTail(count, whole, 1 / bins) <= 1 - confidence,
    Math.ceil(perBin),
    perBin + Math.sqrt(2 * perBin * Math.log(bins)),
  );
  return most / whole;
}
