import { divide, scale, type Complex } from './complex.js';
import { Excursions } from './excursion.js';
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
  readonly sunk: readonly number[];
  readonly forgotten: readonly number[];
  readonly kept: readonly number[];
}

/** Outcomes that are being added up. */
type Sums = { readonly [Each in keyof Outcomes]: number[] };

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

/** Levels up to which passages are followed over each: beyond, over stretches of them. */
const MOST_LEVELS_BY_THEMSELVES = 20_000;

/** Standard deviation of the flight from which on not every level need be looked at: sums over them are as exact. */
const LARGE_DEVIATION = 8;

/**
 * The same where they are not: where the flight is cut off at a ceiling, all excursions are followed together over
 * stretches of levels, or nothing sinks and rare excursions far below the mean are what dials.
 */
const LARGE_DEVIATION_ROUGH = 20;

/** A ceiling beyond so many cuts off a part that stretches of levels do well enough. */
const DEVIATIONS_TO_A_TAIL = 3.5;

/** Levels from one that is looked at to the next. */
export function strideOf(inFlight: number, idleTimeout: number, depth: number, ceiling: number): number {
  const deviation = Math.sqrt(inFlight);
  const together =
    depth > DEEPEST_BY_ITSELF.ofSomeLevels &&
    Number.isFinite(depth) &&
    !areSoonOver(inFlight, depth, idleTimeout / MEANS_UNTIL_NONE_IS_LEFT);
  const cutOff = ceiling < inFlight + DEVIATIONS_TO_A_TAIL * deviation;
  const rough = together || cutOff || depth === Infinity;
  if (deviation < (rough ? LARGE_DEVIATION_ROUGH : LARGE_DEVIATION)) return 1;
  return Math.floor(deviation / (rough ? 4 : 2.5));
}

/** Whether excursions around the mean are, which last longest. */
function areSoonOver(inFlight: number, depth: number, longestMean: number): boolean {
  const floor = Math.max(0, inFlight - depth / 2);
  return isSoonOver(inFlight, floor, depth, freeExcursion(inFlight, floor, depth), longestMean);
}

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
  if (depth > deepest && firstDeep < levels.length && !areSoonOver(inFlight, depth, longestMean))
    return timedOutcomes(inFlight, grid, idleTimeout, depth);
  for (let cell = firstDeep; cell < levels.length; cell += 1) {
    const floor = (levels[cell] ?? 0) - depth;
    const free = freeExcursion(inFlight, floor, depth);
    if (isSoonOver(inFlight, floor, depth, free, longestMean)) {
      outcomes.sunk[cell] = free.sunk;
      outcomes.kept[cell] = free.kept;
    } else if (depth > deepest) return timedOutcomes(inFlight, grid, idleTimeout, depth);
    else
      for (const term of INVERSION) {
        const s = scale(1 / idleTimeout, term.pole);
        const { sunk, away } = timedExcursion(inFlight, floor, depth, s);
        add(outcomes, cell, idleTimeout, term, sunk.re, sunk.im, away.re, away.im);
      }
  }
  if (firstDeep > 0)
    addShallow(outcomes, inFlight, { ...grid, levels: levels.slice(0, firstDeep) }, idleTimeout);
  return outcomes;
}

/** How excursions end from levels from which the flight cannot sink. */
function addShallow(outcomes: Sums, inFlight: number, grid: LevelGrid, idleTimeout: number): void {
  const { levels, stride } = grid;
  const [lowest, count] = [levels[0] ?? 0, levels.length];
  if (stride * count > MOST_LEVELS_BY_THEMSELVES) {
    addTogether(outcomes, inFlight, grid, idleTimeout, Infinity);
    return;
  }
  for (const term of INVERSION) {
    const s = scale(1 / idleTimeout, term.pole);
    const start = passageTo(lowest, inFlight, s);
    upwardPassages(inFlight, lowest, start, s, { stride, count }, (cell, awayRe, awayIm) => {
      add(outcomes, cell, idleTimeout, term, 0, 0, awayRe, awayIm);
    });
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
  addTogether(outcomes, inFlight, grid, idleTimeout, depth);
  return outcomes;
}

function addTogether(
  outcomes: Sums,
  inFlight: number,
  grid: LevelGrid,
  idleTimeout: number,
  depth: number,
): void {
  const excursions = new Excursions(inFlight, grid, depth, 'halves');
  const { sunkRe, sunkIm, awayRe, awayIm } = excursions;
  for (const term of INVERSION) {
    excursions.followAt(scale(1 / idleTimeout, term.pole));
    for (let cell = 0; cell < sunkRe.length; cell += 1)
      add(
        outcomes,
        cell,
        idleTimeout,
        term,
        sunkRe[cell] ?? 0,
        sunkIm[cell] ?? 0,
        awayRe[cell] ?? 0,
        awayIm[cell] ?? 0,
      );
  }
}

function newOutcomes(length: number): Sums {
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

/** Adds one pole's part of how an excursion ends. */
function add(
  { sunk, forgotten, kept }: Sums,
  cell: number,
  idleTimeout: number,
  { ofShare, ofTime }: InversionTerm,
  sunkRe: number,
  sunkIm: number,
  awayRe: number,
  awayIm: number,
): void {
  sunk[cell] = (sunk[cell] ?? 0) + ofShare.re * sunkRe - ofShare.im * sunkIm;
  forgotten[cell] = (forgotten[cell] ?? 0) + ofShare.re * awayRe - ofShare.im * awayIm;
  kept[cell] = (kept[cell] ?? 0) + idleTimeout * (ofTime.re * awayRe - ofTime.im * awayIm);
}
