import type { Complex } from './complex.js';

/** Doublings of numerator and denominator between two divisions: their squares must not overflow. */
const MOST_DOUBLINGS = 256;

/**
 * First passages of an M/M/∞ queue from each level to the next above: `1 − E[e^−sT]`, T the time over the last level, as
 * `passages` has it, from level 0 on or from one that the flight is never below. What excursions without a floor
 * come to. Over each level, and in plain numbers, for it is asked for often: as a quotient whose numerator
 * and denominator are followed from level to level, p ← x·p + t·q and q ← q + p with x the level and t the rate over the
 * mean in flight, and divided where it is told.
 *
 * @param lowest whole
 * @param start of the lowest level: 0 where that is level 0
 * @param stride whole number of levels between two that are told
 * @param count levels that are told
 * @param tell is told each by its number, from 0 for the lowest
 */
export function upwardPassages(
  inFlight: number,
  lowest: number,
  start: Complex,
  s: Complex,
  stride: number,
  count: number,
  tell: (cell: number, heldRe: number, heldIm: number) => void,
): void {
  const rateRe = s.re / inFlight;
  const rateIm = s.im / inFlight;
  const growth = 1 + (lowest + stride * count) / inFlight + Math.abs(rateRe) + Math.abs(rateIm);
  const levelsUntilDivided = Math.max(1, Math.floor(MOST_DOUBLINGS / Math.log2(growth)));
  let re = start.re;
  let im = start.im;
  let level = lowest;
  for (let cell = 0; cell < count; cell += 1) {
    tell(cell, re, im);
    if (cell === count - 1) return;
    for (const told = level + stride; level < told;) {
      const divided = Math.min(told, level + levelsUntilDivided);
      let aboveRe = re;
      let aboveIm = im;
      let belowRe = 1;
      let belowIm = 0;
      for (; level < divided; level += 1) {
        const fill = level / inFlight;
        const nextRe = fill * aboveRe + rateRe * belowRe - rateIm * belowIm;
        aboveIm = fill * aboveIm + rateRe * belowIm + rateIm * belowRe;
        aboveRe = nextRe;
        belowRe += aboveRe;
        belowIm += aboveIm;
      }
      const norm = belowRe * belowRe + belowIm * belowIm;
      re = (aboveRe * belowRe + aboveIm * belowIm) / norm;
      im = (aboveIm * belowRe - aboveRe * belowIm) / norm;
    }
  }
}
