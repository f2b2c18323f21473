/**
 * The largest argument in a range at which a condition holds that holds up to some point and not beyond; `low` where it
 * holds nowhere. Halves until neighbouring doubles or a relative width of 1e-12.
 */
export function largestAdmissible(holds: (argument: number) => boolean, low: number, high: number): number {
  if (holds(high)) return high;
  let [below, above] = [low, high];
  for (let round = 0; round < 200 && above - below > 1e-12 * Math.abs(above); round += 1) {
    const middle = (below + above) / 2;
    if (holds(middle)) below = middle;
    else above = middle;
  }
  return below;
}

/**
 * The smallest whole number of at least `low` at which a condition holds that holds from some point on. Doubles its
 * stride from `guess`, then halves: O(log distance) evaluations. The condition must hold somewhere.
 */
export function smallestInteger(holds: (argument: number) => boolean, low: number, guess: number): number {
  let high = Math.max(low, Math.ceil(guess));
  let below = low - 1;
  let stride = 1;
  if (holds(high)) {
    while (high - stride > below && holds(high - stride)) {
      high -= stride;
      stride *= 2;
    }
    below = Math.max(below, high - stride);
  } else {
    while (!holds(high)) {
      below = high;
      high += stride;
      stride *= 2;
    }
  }
  while (high - below > 1) {
    const middle = Math.floor((below + high) / 2);
    if (holds(middle)) high = middle;
    else below = middle;
  }
  return high;
}

/** How near below its level a crossing is told, relative to the level. */
const CROSSING_TOLERANCE = 1e-9;

/**
 * Where a rising function passes a level, between two arguments on either side of it: by secants through the last two
 * points, in logarithms of arguments and values, in which what is asked here is nearly straight; by halving where a
 * secant leaves the ends or does not close in. A few evaluations for a smooth function, at most 100 for any.
 *
 * @param low above 0, where the function is at most the level
 * @param high where it is above
 * @returns an argument at which the function is at most the level, and less than 1e-9 of it below where it is continuous
 * @see Brent, Algorithms for Minimization without Derivatives, 1973, ch. 4 (secants kept between two ends)
 */
export function risingCrossing(
  rises: (argument: number) => number,
  level: number,
  low: number,
  high: number,
): number {
  let [below, above] = [Math.log(low), Math.log(high)];
  // Aimed a little below the level, so that the last step ends on the side that is wanted.
  const aim = level * (1 - CROSSING_TOLERANCE / 2);
  const excessOf = (value: number): number => Math.log(Math.max(value, Number.MIN_VALUE) / aim);
  let [before, excessBefore] = [above, excessOf(rises(high))];
  let [last, excess] = [below, excessOf(rises(low))];
  if (Math.abs(excessBefore) < Math.abs(excess))
    [before, excessBefore, last, excess] = [last, excess, before, excessBefore];
  let width = Infinity;
  for (let round = 0; round < 100 && above - below > 1e-12; round += 1) {
    const secant = last - (excess * (last - before)) / (excess - excessBefore);
    // Three secants that leave more than half of the width are as many too many.
    const halves = round % 3 === 2 && above - below > width / 2;
    if (round % 3 === 2) width = above - below;
    const next = !halves && secant > below && secant < above ? secant : (below + above) / 2;
    const value = rises(Math.exp(next));
    if (value <= level && value >= level * (1 - CROSSING_TOLERANCE)) return Math.exp(next);
    [before, excessBefore, last, excess] = [last, excess, next, excessOf(value)];
    if (value <= aim) below = next;
    else above = next;
  }
  return Math.exp(below);
}
