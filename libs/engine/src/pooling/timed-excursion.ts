import type { Complex } from './complex.js';

/** How an excursion below a level ends, as Laplace transforms at one `s` of the time T until then. */
export interface Ending {
  /** `E[e^−sT]` over those that sink by the depth before they return. */
  readonly sunk: Complex;
  /** `1 − E[e^−sT]` over all. */
  readonly away: Complex;
}

/** Doublings of what is followed between two divisions: its squares must not overflow. */
const MOST_DOUBLINGS = 256;

/**
 * An excursion of the requests in flight from one below a level until it is reached again or the flight has sunk to a floor
 * `depth` below it, as Laplace transforms at one `s`: by first steps from the floor upwards. With x the level and t the rate
 * over the mean in flight, what sinks is g / q and what neither sinks nor returns w / q, where g ← x·g, w ← x·w + t·q and
 * q ← q + w + g from level to level, in which nothing cancels. In plain numbers, and divided only where they grow too large,
 * for it is asked for often.
 *
 * @param floor at least 0
 * @param depth whole, at least 1
 * @see Keilson, Markov Chain Models: Rarity and Exponentiality, Springer 1979, ch. 5 (first passages of
 *   birth-death chains)
 */
export function timedExcursion(inFlight: number, floor: number, depth: number, s: Complex): Ending {
  const rateRe = s.re / inFlight;
  const rateIm = s.im / inFlight;
  const growth = 1 + (floor + depth) / inFlight + Math.hypot(rateRe, rateIm);
  const stepsUntilDivided = Math.max(1, Math.floor(MOST_DOUBLINGS / Math.log2(growth)));
  let sunk = 1;
  let awayRe = 0;
  let awayIm = 0;
  let belowRe = 1;
  let belowIm = 0;
  for (let step = 1; step < depth;) {
    const divided = Math.min(depth, step + stepsUntilDivided);
    for (; step < divided; step += 1) {
      const fill = (floor + step) / inFlight;
      sunk *= fill;
      const re = fill * awayRe + rateRe * belowRe - rateIm * belowIm;
      awayIm = fill * awayIm + rateRe * belowIm + rateIm * belowRe;
      awayRe = re;
      belowRe += awayRe + sunk;
      belowIm += awayIm;
    }
    const size = Math.hypot(belowRe, belowIm);
    sunk /= size;
    awayRe /= size;
    awayIm /= size;
    belowRe /= size;
    belowIm /= size;
  }
  // Of size one by now, where anything was followed at all.
  return {
    sunk: { re: sunk * belowRe, im: -sunk * belowIm },
    away: { re: awayRe * belowRe + awayIm * belowIm, im: awayIm * belowRe - awayRe * belowIm },
  };
}
