import { clockedPassages, type ClockedPassages } from './clocked-passage.js';
import { zeros, type LevelGrid } from './level-grid.js';

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
  const sunk = zeros(up.held.length);
  const away = zeros(up.held.length);
  for (let cell = 0; cell < up.held.length; cell += 1) {
    const heldUp = up.held[cell] ?? 0;
    const floor = cell - depth / stride;
    if (floor < 0) {
      away[cell] = heldUp;
      continue;
    }
    const rise = (up.logAll[cell] ?? 0) - logAllAt(up, floor, stride, 1);
    const fall = logAllAt(down, floor, stride, -1) - (down.logAll[cell] ?? 0);
    const heldDown = down.held[cell] ?? 0;
    const both = -Math.expm1(rise + fall);
    const share = Math.exp(fall) / (1 - heldDown);
    sunk[cell] = (share * (heldUp + heldDown - heldUp * heldDown)) / both;
    away[cell] = (share * heldDown * Math.expm1(rise) - heldUp * Math.expm1(fall)) / both;
  }
  return { sunk, away };
}

/** `logAll` between two levels of the grid, by Hermite's cubic. */
function logAllAt(
  { logAll, logLast }: ClockedPassages,
  position: number,
  stride: number,
  sign: 1 | -1,
): number {
  const cell = Math.floor(position);
  const from = logAll[cell] ?? 0;
  const along = position - cell;
  if (along === 0 || cell + 1 >= logAll.length) return from;
  const left = 1 - along;
  const toWeight = along * along * (1 + 2 * left);
  // A passage over one level is the slope half a level before it.
  const late = stride - 0.5;
  const early = 0.5;
  const fromLast = logLast[cell] ?? 0;
  const toLast = logLast[cell + 1] ?? 0;
  const beyondLast = cell + 2 < logLast.length ? (logLast[cell + 2] ?? 0) : toLast;
  return (
    (1 - toWeight) * from +
    toWeight * (logAll[cell + 1] ?? 0) +
    sign * left * left * along * (late * fromLast + early * toLast) -
    sign * along * along * left * (late * toLast + early * beyondLast)
  );
}
