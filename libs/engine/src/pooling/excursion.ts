import {
  add,
  complement,
  complementOfExponential,
  divide,
  exponential,
  multiply,
  subtract,
  ZERO,
  type Complex,
} from './complex.js';
import type { LevelGrid } from './level-grid.js';
import { passages, type Sections, type Travel } from './level-passage.js';

/** How an excursion below a level ends, as Laplace transforms at one `s` of the time T until then. */
export interface Ending {
  /** `E[e^−sT]` over those that sink by the depth before they return. */
  readonly sunk: Complex;
  /** `1 − E[e^−sT]` over all. */
  readonly away: Complex;
}

/**
 * Excursions of the requests in flight below each level of the grid: from one below it, until it is reached
 * again or the flight has sunk `depth` below it. The two-sided exit follows from the one-sided passages,
 * which solve the same difference equation; written so that nothing cancels where s is small.
 *
 * @param depth at least 1; Infinity for excursions that only end by return
 */
export function excursions(
  inFlight: number,
  grid: LevelGrid,
  s: Complex,
  depth: number,
  sections: Sections = 'whole',
): readonly Ending[] {
  const { stride } = grid;
  const floors = (grid.levels.length - 1) * stride >= depth;
  const { up, down } = passages(inFlight, grid, s, floors, sections);
  return up.map((here, cell) => {
    const floor = cell - depth / stride;
    const above = down[cell];
    if (floor < 0 || above === undefined) return { sunk: ZERO, away: here.held };
    const rise = subtract(here.logAll, logAllAt(up, floor, stride, 1));
    const fall = subtract(logAllAt(down, floor, stride, -1), above.logAll);
    return exitOf(here.held, above.held, rise, fall);
  });
}

/** @param rise logarithm of the passage from the floor to the level; `fall`, from the level to the floor */
function exitOf(heldUp: Complex, heldDown: Complex, rise: Complex, fall: Complex): Ending {
  const both = complementOfExponential(add(rise, fall));
  const share = divide(exponential(fall), complement(heldDown));
  const either = subtract(add(heldUp, heldDown), multiply(heldUp, heldDown));
  return {
    sunk: divide(multiply(share, either), both),
    away: divide(
      subtract(
        multiply(heldUp, complementOfExponential(fall)),
        multiply(multiply(share, heldDown), complementOfExponential(rise)),
      ),
      both,
    ),
  };
}

/** `logAll` between two levels of the grid, by Hermite's cubic. */
function logAllAt(travels: readonly Travel[], position: number, stride: number, sign: 1 | -1): Complex {
  const cell = Math.floor(position);
  const [from, to] = [travels[cell], travels[cell + 1]];
  if (from === undefined) return ZERO;
  const along = position - cell;
  if (along === 0 || to === undefined) return from.logAll;
  const left = 1 - along;
  const fromSlope = sign * left * left * along;
  const toSlope = -sign * along * along * left;
  const toWeight = along * along * (1 + 2 * left);
  // A passage over one level is the slope half a level before it.
  const [late, early] = [stride - 0.5, 0.5];
  const beyond = travels[cell + 2] ?? to;
  const blend = (part: 're' | 'im'): number =>
    (1 - toWeight) * from.logAll[part] +
    toWeight * to.logAll[part] +
    fromSlope * (late * from.logLast[part] + early * to.logLast[part]) +
    toSlope * (late * to.logLast[part] + early * beyond.logLast[part]);
  return { re: blend('re'), im: blend('im') };
}
