import type { Complex } from './complex.js';

/** Doublings of what is followed between two divisions: its squares must not overflow. */
const MOST_DOUBLINGS = 256;

/**
 * Excursions of the requests in flight from one below a level until it is reached again or the flight has sunk to a floor
 * `depth` below it, as Laplace transforms at one `s` of the time T until then: by first steps from the floor upwards. With x
 * the level and t the rate over the mean in flight, what sinks is g / q and what neither sinks nor returns w / q, where
 * g ← x·g, w ← x·w + t·q and q ← q + w + g from level to level, in which nothing cancels. In plain numbers, and divided only
 * where they grow too large, for it is asked for often.
 *
 * One after the other from as many floors as are asked for, in the same memory.
 *
 * @see Keilson, Markov Chain Models: Rarity and Exponentiality, Springer 1979, ch. 5 (first passages of
 *   birth-death chains)
 */
export class TimedExcursion {
  /** `E[e^−sT]` over those that sink by the depth before they return. */
  sunkRe = NaN;
  sunkIm = NaN;
  /** `1 − E[e^−sT]` over all. */
  awayRe = NaN;
  awayIm = NaN;

  /** @param depth whole, at least 1 */
  constructor(
    private readonly inFlight: number,
    private readonly depth: number,
  ) {}

  /** @param floor at least 0 */
  followFrom(floor: number, s: Complex): void {
    const { inFlight, depth } = this;
    const rateRe = s.re / inFlight;
    const rateIm = s.im / inFlight;
    const growth = 1 + (floor + depth) / inFlight + Math.abs(rateRe) + Math.abs(rateIm);
    const stepsUntilDivided = Math.max(1, Math.floor(MOST_DOUBLINGS / Math.log2(growth)));
    let sunk = 1;
    let awayRe = 0;
    let awayIm = 0;
    let allRe = 1;
    let allIm = 0;
    for (let step = 1; step < depth;) {
      const divided = Math.min(depth, step + stepsUntilDivided);
      for (; step < divided; step += 1) {
        const fill = (floor + step) / inFlight;
        const re = fill * awayRe + rateRe * allRe - rateIm * allIm;
        const im = fill * awayIm + rateRe * allIm + rateIm * allRe;
        sunk *= fill;
        awayRe = re;
        awayIm = im;
        allRe += re + sunk;
        allIm += im;
      }
      const size = Math.abs(allRe) + Math.abs(allIm);
      sunk /= size;
      awayRe /= size;
      awayIm /= size;
      allRe /= size;
      allIm /= size;
    }
    const norm = allRe * allRe + allIm * allIm;
    this.sunkRe = (sunk * allRe) / norm;
    this.sunkIm = (-sunk * allIm) / norm;
    this.awayRe = (awayRe * allRe + awayIm * allIm) / norm;
    this.awayIm = (awayIm * allRe - awayRe * allIm) / norm;
  }
}
