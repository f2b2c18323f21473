import { normalQuantile } from '../numeric/index.js';
import { midOf, type Interval } from '../topology/quantity.js';

/** How sure a document is of an interval that does not say. */
const DEFAULT_CONFIDENCE = 0.9;

/** Bounds that leave much outside say little of what is far beyond them: nothing is further than thrice their distance. */
const MOST_STEPS = 3;

/**
 * The quantile of a quantity that is known by an interval: `mid` is its median, `low` and `high` leave the same share on
 * either side. Each side is half a lognormal distribution, half a normal one where a bound is zero or less; with a
 * confidence of 1 nothing lies outside. Never on the other side of zero than its bounds.
 *
 * @param probability between 0 and 1, both excluded
 */
export function intervalQuantile(interval: Interval, probability: number): number {
  const { low, high, confidence = DEFAULT_CONFIDENCE } = interval;
  const mid = midOf(interval);
  // From -1 at low over 0 at the middle to 1 at high.
  const distance =
    confidence >= 1
      ? 2 * probability - 1
      : normalQuantile(probability) / normalQuantile((1 + confidence) / 2);
  const bound = distance < 0 ? low : high;
  const steps = Math.min(MOST_STEPS, Math.abs(distance));
  const value = mid > 0 && bound > 0 ? mid * (bound / mid) ** steps : mid + (bound - mid) * steps;
  return low >= 0 ? Math.max(0, value) : value;
}
