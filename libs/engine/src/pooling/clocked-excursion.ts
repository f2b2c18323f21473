import { clockedPassages } from './clocked-passage.js';
import { zeros, type LevelGrid } from './level-grid.js';
import { Place } from './level-place.js';

/** How excursions below each level of a grid end, where a clock may ring before they do. */
export interface ClockedExcursions {
  /** Probability that one sinks by the depth before it returns, and before the clock rings. */
  readonly sunk: readonly number[];
  /** Probability that the clock rings first. */
  readonly away: readonly number[];
}

/**
 * Excursions of the requests in flight below each level of the grid, against a clock that rings at random, `rate` times in a
 * mean response time: what {@link excursions} is for `s = rate`, in real numbers, for a part of its cost.
 *
 * @param depth at least 1; Infinity for excursions that only end by return
 */
export function clockedExcursions(
  inFlight: number,
  grid: LevelGrid,
  rate: number,
  depth: number,
): ClockedExcursions {
  const { stride } = grid;
  const { up, down } = clockedPassages(inFlight, grid, rate);
  const top = up.held.length - 1;
  const place = new Place();
  const sunk = zeros(up.held.length);
  const away = zeros(up.held.length);
  for (let cell = 0; cell <= top; cell += 1) {
    const heldUp = up.held[cell] ?? 0;
    const floor = cell - depth / stride;
    if (floor < 0) {
      away[cell] = heldUp;
      continue;
    }
    place.at(floor, stride, top);
    const rise = (up.logAll[cell] ?? 0) - place.read(up.logAll, up.logLast, 1);
    const fall = place.read(down.logAll, down.logLast, -1) - (down.logAll[cell] ?? 0);
    const heldDown = down.held[cell] ?? 0;
    const both = -Math.expm1(rise + fall);
    const share = Math.exp(fall) / (1 - heldDown);
    sunk[cell] = (share * (heldUp + heldDown - heldUp * heldDown)) / both;
    away[cell] = (share * heldDown * Math.expm1(rise) - heldUp * Math.expm1(fall)) / both;
  }
  return { sunk, away };
}
