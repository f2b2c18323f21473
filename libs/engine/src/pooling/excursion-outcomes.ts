import { divide, scale, ZERO, type Complex } from './complex.js';
import { excursions } from './excursion.js';
import { freeExcursion, isSoonOver } from './free-excursion.js';
import { EXPONENTIAL_POLES } from './inverse-laplace.js';
import type { LevelGrid } from './level-grid.js';
import { passageTo } from './level-passage.js';
import { timedExcursion } from './timed-excursion.js';
import { upwardPassages } from './upward-passage.js';

/**
 * Of the excursions below each level of a grid: shares that end by sinking and by the idle timeout, and the mean time
 * that the connection is kept, in mean response times.
 */
export interface Outcomes {
  readonly sunk: number[];
  readonly forgotten: number[];
  readonly kept: number[];
}

/**
 * Where the timeout is so many times the longest mean, a share below `e × 22 × e^−22` of excursions lasts until then: less
 * than the inversion can tell.
 *
 * @see Fitzsimmons, Pitman, Kac's Moment Formula and the Feynman-Kac Formula, Stoch. Proc. Appl. 79, 1999 (moments of
 *   an exit time are at most `n! × longest mean^n`)
 */
const MEANS_UNTIL_NONE_IS_LEFT = 22;

/** Levels to a floor up to which excursions are followed one by one: beyond, all of them together cost less. */
const DEEPEST_BY_ITSELF = { ofEveryLevel: 32, ofSomeLevels: 128 };

/**
 * How excursions end that may sink by `depth` or last until the timeout. From the lowest levels the flight cannot sink so far;
 * those that hardly ever last until the timeout end as without one; of the others the transforms are inverted.
 *
 * @param depth whole, at least 1; Infinity where nothing can sink
 */
export function excursionOutcomes(
  inFlight: number,
  grid: LevelGrid,
  idleTimeout: number,
  depth: number,
): Outcomes {
  const { levels, stride } = grid;
  const deep = levels.findIndex((level) => level >= depth);
  const firstDeep = deep < 0 ? levels.length : deep;
  const deepest = stride === 1 ? DEEPEST_BY_ITSELF.ofEveryLevel : DEEPEST_BY_ITSELF.ofSomeLevels;
  const longestMean = idleTimeout / MEANS_UNTIL_NONE_IS_LEFT;
  const outcomes = newOutcomes(levels.length);
  // Excursions around the mean last longest.
  if (depth > deepest && firstDeep < levels.length) {
    const floor = Math.max(0, inFlight - depth / 2);
    if (!isSoonOver(inFlight, floor, depth, freeExcursion(inFlight, floor, depth), longestMean))
      return timedOutcomes(inFlight, grid, idleTimeout, depth);
  }
  for (let cell = firstDeep; cell < levels.length; cell += 1) {
    const floor = (levels[cell] ?? 0) - depth;
    const free = freeExcursion(inFlight, floor, depth);
    if (isSoonOver(inFlight, floor, depth, free, longestMean)) {
      outcomes.sunk[cell] = free.sunk;
      outcomes.kept[cell] = free.kept;
    } else if (depth > deepest) return timedOutcomes(inFlight, grid, idleTimeout, depth);
    else
      for (const term of INVERSION) {
        const { sunk, away } = timedExcursion(inFlight, floor, depth, scale(1 / idleTimeout, term.pole));
        add(outcomes, cell, idleTimeout, term, away.re, away.im, sunk);
      }
  }
  if (firstDeep > 0)
    addShallow(outcomes, inFlight, { ...grid, levels: levels.slice(0, firstDeep) }, idleTimeout);
  return outcomes;
}

/** How excursions end from levels from which the flight cannot sink. */
function addShallow(outcomes: Outcomes, inFlight: number, grid: LevelGrid, idleTimeout: number): void {
  const { levels, stride } = grid;
  const lowest = levels[0] ?? 0;
  for (const term of INVERSION) {
    const s = scale(1 / idleTimeout, term.pole);
    if (stride === 1) {
      const { re, im } = upwardPassages(inFlight, lowest, passageTo(lowest, inFlight, s), s, levels.length);
      for (let cell = 0; cell < levels.length; cell += 1)
        add(outcomes, cell, idleTimeout, term, re[cell] ?? 0, im[cell] ?? 0, ZERO);
    } else {
      excursions(inFlight, grid, s, Infinity, 'halves').forEach(({ away }, cell) => {
        add(outcomes, cell, idleTimeout, term, away.re, away.im, ZERO);
      });
    }
  }
}

/** How excursions end, all of them by inverting their transforms. */
export function timedOutcomes(
  inFlight: number,
  grid: LevelGrid,
  idleTimeout: number,
  depth: number,
): Outcomes {
  const outcomes = newOutcomes(grid.levels.length);
  for (const term of INVERSION) {
    const s = scale(1 / idleTimeout, term.pole);
    excursions(inFlight, grid, s, depth, 'halves').forEach(({ sunk, away }, cell) => {
      add(outcomes, cell, idleTimeout, term, away.re, away.im, sunk);
    });
  }
  return outcomes;
}

function newOutcomes(length: number): Outcomes {
  const zeros = (): number[] => new Array<number>(length).fill(0);
  return { sunk: zeros(), forgotten: zeros(), kept: zeros() };
}

/** What a transform at a pole is weighed with for a share until the timeout, and for a time over the timeout. */
interface InversionTerm {
  readonly pole: Complex;
  readonly ofShare: Complex;
  readonly ofTime: Complex;
}

const INVERSION: readonly InversionTerm[] = EXPONENTIAL_POLES.map(({ pole, residue }) => {
  const ofShare = divide(scale(-2, residue), pole);
  return { pole, ofShare, ofTime: divide(ofShare, pole) };
});

function add(
  outcomes: Outcomes,
  cell: number,
  idleTimeout: number,
  { ofShare, ofTime }: InversionTerm,
  awayRe: number,
  awayIm: number,
  sunk: Complex,
): void {
  outcomes.sunk[cell] = (outcomes.sunk[cell] ?? 0) + ofShare.re * sunk.re - ofShare.im * sunk.im;
  outcomes.forgotten[cell] = (outcomes.forgotten[cell] ?? 0) + ofShare.re * awayRe - ofShare.im * awayIm;
  outcomes.kept[cell] = (outcomes.kept[cell] ?? 0) + idleTimeout * (ofTime.re * awayRe - ofTime.im * awayIm);
}
