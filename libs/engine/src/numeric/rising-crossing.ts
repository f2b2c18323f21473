/** How near below its level a crossing is told, relative to the level. */
const NEAR = 1e-9;

/** How wide what is left between the two sides may be at the end, as a logarithm. */
const NARROW = 1e-12;

/** Evaluations after which the search ends where it is. */
const MOST_STEPS = 100;

/** How far beyond all that is known the search may always go at once, as a logarithm: fourfold. */
const LEAST_REACH = Math.log(4);

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
  const search = new CrossingSearch(rises, level, Math.log(low), Math.log(high), 0);
  search.lookAt(Math.log(high));
  search.lookAt(Math.log(low));
  search.beginWithTheNearer();
  return Math.exp(search.crossing());
}

/**
 * The same below an argument where it is above: halving from there until it is not.
 *
 * @param high above 0, where the function is above the level
 * @param least where halving ends: 0 is told where the function is above the level there too
 */
export function risingCrossingBelow(
  rises: (argument: number) => number,
  level: number,
  high: number,
  least: number,
): number {
  let low = high / 2;
  while (rises(low) > level) {
    if (low < least) return 0;
    low /= 2;
  }
  return risingCrossing(rises, level, low, high);
}

/**
 * The same from one argument at which the function is known, as if it were straight from there; and outwards, fourfold and
 * more, until it is above the level on one side and not on the other.
 *
 * @param known argument and value, both above 0
 * @param least where the search ends downwards, above 0: told where the function is above the level there too
 * @param most where it ends upwards: told where the function is not above the level there
 * @param tolerance relative to the level: where the function is as near to it, on either side, a last step is taken unseen
 */
export function risingCrossingFrom(
  rises: (argument: number) => number,
  level: number,
  known: { readonly argument: number; readonly value: number },
  least: number,
  most: number,
  tolerance = 0,
): number {
  const [bottom, top] = [Math.log(least), Math.log(most)];
  const search = new CrossingSearch(rises, level, bottom, top, tolerance);
  search.note(Math.log(known.argument), known.value);
  const crossing = search.crossing();
  return crossing <= bottom ? least : crossing >= top ? most : Math.exp(crossing);
}

/** A function at an argument's logarithm, and the logarithm of how many times what is aimed at its value is. */
interface Point {
  readonly argument: number;
  readonly value: number;
  readonly excess: number;
}

/** Arguments are logarithms. */
class CrossingSearch {
  /** A little below the level, so that the last step ends on the side that is wanted. */
  private readonly aim: number;
  /** The last points, the latest first. */
  private points: readonly Point[] = [];
  private isAbove = false;
  private isBelow = false;

  constructor(
    private readonly rises: (argument: number) => number,
    private readonly level: number,
    private below: number,
    private above: number,
    private readonly tolerance: number,
  ) {
    this.aim = level * (1 - NEAR / 2);
  }

  lookAt(argument: number): void {
    this.note(argument, this.rises(Math.exp(argument)));
  }

  note(argument: number, value: number): void {
    const excess = Math.log(Math.max(value, Number.MIN_VALUE) / this.aim);
    this.points = [{ argument, value, excess }, ...this.points.slice(0, 2)];
    if (value <= this.aim) [this.below, this.isBelow] = [argument, true];
    else [this.above, this.isAbove] = [argument, true];
  }

  beginWithTheNearer(): void {
    this.points = [...this.points].sort((one, other) => Math.abs(one.excess) - Math.abs(other.excess));
  }

  /** The last argument that is known to be at most the level; one of the ends where the function does not pass it between them. */
  crossing(): number {
    let excessBefore = Infinity;
    for (let round = 0; round < MOST_STEPS && this.above - this.below > NARROW; round += 1) {
      const [last] = this.points;
      const excess = Math.abs(last?.excess ?? Infinity);
      if (last !== undefined && this.isNear(last)) return last.argument;
      if (excess <= this.tolerance) return this.next();
      // Three steps that leave more than halving would are as many too many.
      const slow = round % 3 === 0 && excess > excessBefore / 8;
      if (round % 3 === 0) excessBefore = excess;
      this.lookAt(slow && this.isAbove && this.isBelow ? this.middle() : this.next());
    }
    return this.below;
  }

  private isNear({ value }: Point): boolean {
    return value <= this.level && value >= this.level * (1 - NEAR);
  }

  private next(): number {
    const [last, before, earlier] = this.points;
    if (last === undefined) return this.middle();
    // At the level itself, which a straight function then has.
    if (before === undefined) return this.within(last.argument + Math.log(this.level / last.value), Infinity);
    const parabola = earlier === undefined ? NaN : inverseParabola(last, before, earlier);
    const aimed = this.isInside(parabola) ? parabola : inverseSecant(last, before);
    if (this.isAbove && this.isBelow) return this.isInside(aimed) ? aimed : this.middle();
    return this.within(aimed, LEAST_REACH + 2 * Math.abs(last.argument - before.argument));
  }

  private isInside(argument: number): boolean {
    return argument > this.below && argument < this.above;
  }

  /** An argument that is aimed at, or as near to it as the end and a reach beyond the side that is known allow. */
  private within(argument: number, reach: number): number {
    if (this.isBelow) {
      const step = argument > this.below ? argument - this.below : Infinity;
      return Math.min(this.above, this.below + Math.min(step, reach));
    }
    const step = argument < this.above ? this.above - argument : Infinity;
    return Math.max(this.below, this.above - Math.min(step, reach));
  }

  private middle(): number {
    return (this.below + this.above) / 2;
  }
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
