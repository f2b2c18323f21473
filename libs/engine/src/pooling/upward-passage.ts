import type { Complex } from './complex.js';

/**
 * First passages of an M/M/∞ queue from each level to the next above: `1 − E[e^−sT]`, T the time over the last level, as
 * `passages` has it, from level 0 on or from one that the flight is never below. What excursions without a floor
 * come to. Over each level, and in plain numbers, for it is asked for often.
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
  const [rateRe, rateIm] = [s.re, s.im];
  let [heldRe, heldIm] = [start.re, start.im];
  let level = lowest;
  for (let cell = 0; cell < count; cell += 1) {
    tell(cell, heldRe, heldIm);
    for (const next = level + stride; level < next; level += 1) {
      const awayRe = rateRe + level * heldRe;
      const awayIm = rateIm + level * heldIm;
      const wholeRe = inFlight + awayRe;
      const norm = wholeRe * wholeRe + awayIm * awayIm;
      heldRe = (awayRe * wholeRe + awayIm * awayIm) / norm;
      heldIm = (awayIm * wholeRe - awayRe * awayIm) / norm;
    }
  }
}
