/** How an excursion below a level ends that nothing but the flight itself ends. */
export interface FreeExcursion {
  /** Probability of sinking to the floor before the level is reached again. */
  readonly sunk: number;
  /** Mean time until either, in mean response times. */
  readonly kept: number;
}

/** Resistances beyond which all that is followed is scaled down: their ratios are what counts. */
const LARGE = 1e200;

/**
 * An excursion of the requests in flight from one below a level until it is reached again or the flight has sunk to a floor
 * `depth` below it, in closed form. A birth-death chain is a row of resistors `1 / (inFlight × π(n))` between n and
 * n + 1, π the Poisson law: the probability of either end is a ratio of resistances, and the time is the mass that lies
 * between. Both follow from the floor upwards; levels that are no whole numbers lie on the same smooth curves.
 *
 * @param floor at least 0
 * @param depth whole, at least 1
 * @see Chandra, Raghavan, Ruzzo, Smolensky, Tiwari: The Electrical Resistance of a Graph Captures its Commute and
 *   Cover Times, STOC 1989
 */
export function freeExcursion(inFlight: number, floor: number, depth: number): FreeExcursion {
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
  return { sunk: last / all, kept: between / all / inFlight };
}

/**
 * Whether the mean rest of an excursion is at most so long, from wherever within it. It is at most that of a fall to the
 * floor from below its level, which is the whole excursion's over its probability of sinking; and at most that of a rise to
 * the level from its floor.
 *
 * @param longestMean mean response times
 */
export function isSoonOver(
  inFlight: number,
  floor: number,
  depth: number,
  { sunk, kept }: FreeExcursion,
  longestMean: number,
): boolean {
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
