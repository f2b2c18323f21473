/** How an excursion below a level ends that nothing but the flight itself ends. */
export interface FreeExcursion {
  /** Probability of sinking to the floor before the level is reached again. */
  readonly sunk: number;
  /** Mean time until either, in mean response times. */
  readonly kept: number;
}

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
  // Resistance of the last step over that of all so far; and the mass between, seen through it.
  let [last, between] = [1, 0];
  for (let step = 1; step < depth; step += 1) {
    const share = (floor + step) / ((floor + step) * last + inFlight);
    last *= share;
    between = between * share + 1 - last;
  }
  return { sunk: last, kept: between / inFlight };
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
  let [through, sum] = [0, 0];
  for (let step = depth - 1; step >= 1; step -= 1) {
    through = 1 + (through * (floor + step + 1)) / inFlight;
    sum += through;
  }
  return sum <= longestMean * inFlight;
}
