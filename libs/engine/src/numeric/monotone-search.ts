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
 * Where a rising function passes a level, between two arguments on either side of it: by false position after Illinois, in
 * the arguments' logarithms. A few evaluations for a smooth function, at most 100 for any.
 *
 * @param low above 0, where the function is at most the level
 * @param high where it is above
 * @returns an argument at which the function is at most the level, and less than 1e-9 of it below where it is continuous
 * @see Dowell, Jarratt: A Modified Regula Falsi Method for Computing the Root of an Equation, BIT 11, 1971
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
  let [under, over] = [rises(low) - aim, rises(high) - aim];
  let side = 0;
  for (let round = 0; round < 100 && above - below > 1e-12; round += 1) {
    const next = over > under ? (below * over - above * under) / (over - under) : (below + above) / 2;
    const value = rises(Math.exp(next));
    if (value <= level && value >= level * (1 - CROSSING_TOLERANCE)) return Math.exp(next);
    // The end that stays for a second time is given half its weight, so that it moves too.
    if (value <= aim) {
      if (side < 0) over /= 2;
      [below, under, side] = [next, value - aim, -1];
    } else {
      if (side > 0) under /= 2;
      [above, over, side] = [next, value - aim, 1];
    }
  }
  return Math.exp(below);
}
