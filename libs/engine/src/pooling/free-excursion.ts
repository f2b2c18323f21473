/** Resistances beyond which all that is followed is scaled down: their ratios are what counts. */
const LARGE = 1e200;

/**
 * Excursions of the requests in flight from one below a level until it is reached again or the flight has sunk to a floor
 * `depth` below it, in closed form. A birth-death chain is a row of resistors `1 / (inFlight × π(n))` between n and
 * n + 1, π the Poisson law: the probability of either end is a ratio of resistances, and the time is the mass that lies
 * between. Both follow from the floor upwards; levels that are no whole numbers lie on the same smooth curves.
 *
 * One after the other from as many floors as are asked for, in the same memory.
 *
 * @see Chandra, Raghavan, Ruzzo, Smolensky, Tiwari: The Electrical Resistance of a Graph Captures its Commute and
 *   Cover Times, STOC 1989
 */
export class FreeExcursion {
  /** Probability of sinking to the floor before the level is reached again. */
  sunk = NaN;
  /** Mean time until either, in mean response times. */
  kept = NaN;
  private floor = NaN;

  /** @param depth whole, at least 1 */
  constructor(
    private readonly inFlight: number,
    private readonly depth: number,
  ) {}

  /** @param floor at least 0 */
  followFrom(floor: number): void {
    const { inFlight, depth } = this;
    // Resistances of the last step and of all so far; and the mass between, each part with the resistance below it. The only
    // division is by a level, which waits for nothing: this is asked for often.
    let last = 1;
    let all = 1;
    let between = 0;
    for (let step = 1; step < depth; step += 1) {
      const below = all * (inFlight / (floor + step));
      between += below;
      all = last + below;
      if (all > LARGE) {
        last /= LARGE;
        all /= LARGE;
        between /= LARGE;
      }
    }
    this.floor = floor;
    this.sunk = last / all;
    this.kept = between / all / inFlight;
  }

  /**
   * Whether the mean rest of the excursion is at most so long, from wherever within it. It is at most that of a fall to the
   * floor from below its level, which is the whole excursion's over its probability of sinking; and at most that of a rise to
   * the level from its floor.
   *
   * @param longestMean mean response times
   */
  isSoonOver(longestMean: number): boolean {
    const { inFlight, depth, floor, sunk, kept } = this;
    if (kept <= longestMean * sunk) return true;
    const most = longestMean * inFlight;
    let through = 0;
    let sum = 0;
    for (let step = depth - 1; step >= 1 && sum <= most; step -= 1) {
      through = 1 + through * ((floor + step + 1) / inFlight);
      sum += through;
    }
    return sum <= most;
  }
}
