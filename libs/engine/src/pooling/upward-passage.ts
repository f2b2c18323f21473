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
 * @param tell called with real and imaginary part for each of `count` levels
 */
export function upwardPassages(
  inFlight: number,
  lowest: number,
  start: Complex,
  s: Complex,
  { stride, count }: { readonly stride: number; readonly count: number },
  tell: (cell: number, re: number, im: number) => void,
): void {
  const [rateRe, rateIm] = [s.re / inFlight, s.im / inFlight];
  const growth = 1 + (lowest + stride * count) / inFlight + Math.hypot(rateRe, rateIm);
  const levelsUntilDivided = Math.max(1, Math.floor(MOST_DOUBLINGS / Math.log2(growth)));
  let [heldRe, heldIm] = [start.re, start.im];
  let level = lowest;
  for (let cell = 0; cell < count; cell += 1) {
    tell(cell, heldRe, heldIm);
    for (const told = level + stride; level < told;) {
      const divided = Math.min(told, level + levelsUntilDivided);
      let [aboveRe, aboveIm, belowRe, belowIm] = [heldRe, heldIm, 1, 0];
      for (; level < divided; level += 1) {
        const fill = level / inFlight;
        const re = fill * aboveRe + rateRe * belowRe - rateIm * belowIm;
        aboveIm = fill * aboveIm + rateRe * belowIm + rateIm * belowRe;
        aboveRe = re;
        belowRe += aboveRe;
        belowIm += aboveIm;
      }
      const norm = belowRe * belowRe + belowIm * belowIm;
      heldRe = (aboveRe * belowRe + aboveIm * belowIm) / norm;
      heldIm = (aboveIm * belowRe - aboveRe * belowIm) / norm;
    }
  }
}
