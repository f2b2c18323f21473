import type { Complex } from './complex.js';

/**
 * First passages of an M/M/∞ queue from each level to the next above: `1 − E[e^−sT]`, T the time over the last level, as
 * `passages` has it, from level 0 on or from one that the flight is never below. What excursions without a floor
 * come to. In plain numbers, for it is asked for often.
 *
 * @param start of the lowest level: 0 where that is level 0
 */
export function upwardPassages(
  inFlight: number,
  lowest: number,
  start: Complex,
  s: Complex,
  count: number,
): { readonly re: readonly number[]; readonly im: readonly number[] } {
  const re: number[] = [];
  const im: number[] = [];
  let [heldRe, heldIm] = [start.re, start.im];
  for (let cell = 0; cell < count; cell += 1) {
    re.push(heldRe);
    im.push(heldIm);
    const awayRe = s.re + (lowest + cell) * heldRe;
    const awayIm = s.im + (lowest + cell) * heldIm;
    const wholeRe = inFlight + awayRe;
    const norm = wholeRe * wholeRe + awayIm * awayIm;
    heldRe = (awayRe * wholeRe + awayIm * awayIm) / norm;
    heldIm = (awayIm * wholeRe - awayRe * awayIm) / norm;
  }
  return { re, im };
}
