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
 * Where a rising function passes a level, between two arguments on either side of it: by a parabola through the last three
 * points, in logarithms of arguments and values, in which what is asked here is nearly straight; by a secant through the
 * last two, or by halving, where those leave the ends or do not close in. A few evaluations for a smooth function, at most
 * 100 for any.
 *
 * @param low above 0, where the function is at most the level
 * @param high where it is above
 * @returns an argument at which the function is at most the level, and less than 1e-9 of it below where it is continuous
 * @see Brent, Algorithms for Minimization without Derivatives, 1973, ch. 4 (inverse interpolation kept between two ends)
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
  const pointAt = (argument: number): Point => {
    const value = rises(Math.exp(argument));
    return { argument, value, excess: Math.log(Math.max(value, Number.MIN_VALUE) / aim) };
  };
  let [before, last] = [pointAt(above), pointAt(below)];
  if (Math.abs(before.excess) < Math.abs(last.excess)) [before, last] = [last, before];
  let earlier = before;
  let width = Infinity;
  for (let round = 0; round < 100 && above - below > 1e-12; round += 1) {
    // Three steps that leave more than half of the width are as many too many.
    const halves = round % 3 === 2 && above - below > width / 2;
    if (round % 3 === 2) width = above - below;
    const next = halves
      ? undefined
      : [inverseParabola(last, before, earlier), inverseSecant(last, before)].find(
          (argument) => argument > below && argument < above,
        );
    [earlier, before, last] = [before, last, pointAt(next ?? (below + above) / 2)];
    if (last.value <= level && last.value >= level * (1 - CROSSING_TOLERANCE)) return Math.exp(last.argument);
    if (last.value <= aim) below = last.argument;
    else above = last.argument;
  }
  return Math.exp(below);
}

/** A function at an argument's logarithm, and the logarithm of how many times what is aimed at its value is. */
interface Point {
  readonly argument: number;
  readonly value: number;
  readonly excess: number;
}

/** Where the straight line through two points has no excess. */
function inverseSecant(one: Point, other: Point): number {
  return one.argument - (one.excess * (one.argument - other.argument)) / (one.excess - other.excess);
}

/** Where the parabola of arguments over excesses through three points has none; not a number where two are the same. */
function inverseParabola(one: Point, other: Point, third: Point): number {
  const from = inverseSecant(one, other);
  const to = inverseSecant(other, third);
  return (from * third.excess - to * one.excess) / (third.excess - one.excess);
}
