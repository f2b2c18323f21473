import { divide, scale, type Complex } from './complex.js';
import { Excursions } from './excursion.js';
import { FreeExcursion } from './free-excursion.js';
import { EXPONENTIAL_POLES } from './inverse-laplace.js';
import { zeros, type LevelGrid } from './level-grid.js';
import { passageTo } from './level-passage.js';
import { TimedExcursion } from './timed-excursion.js';
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
const MOST_LEVELS_BY_THEMSELVES = 2500;

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
  const free = new FreeExcursion(inFlight, depth);
  free.followFrom(Math.max(0, inFlight - depth / 2));
  return free.isSoonOver(longestMean);
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
  if (depth > deepest && firstDeep < levels.length && !areSoonOver(inFlight, depth, longestMean))
    return timedOutcomes(inFlight, grid, idleTimeout, depth);
  const outcomes = newOutcomes(levels.length);
  const free = new FreeExcursion(inFlight, depth);
  const longer: number[] = [];
  for (let cell = firstDeep; cell < levels.length; cell += 1) {
    free.followFrom((levels[cell] ?? 0) - depth);
    if (free.isSoonOver(longestMean)) {
      outcomes.sunk[cell] = free.sunk;
      outcomes.kept[cell] = free.kept;
    } else if (depth > deepest) return timedOutcomes(inFlight, grid, idleTimeout, depth);
    else longer.push(cell);
  }
  if (longer.length > 0) addLonger(outcomes, inFlight, levels, longer, idleTimeout, depth);
  if (firstDeep > 0)
    addShallow(outcomes, inFlight, { ...grid, levels: levels.slice(0, firstDeep) }, idleTimeout);
  return outcomes;
}

/** How excursions end that are followed one by one. */
function addLonger(
  outcomes: Sums,
  inFlight: number,
  levels: readonly number[],
  cells: readonly number[],
  idleTimeout: number,
  depth: number,
): void {
  const timed = new TimedExcursion(inFlight, depth);
  for (const term of INVERSION) {
    const s = scale(1 / idleTimeout, term.pole);
    for (const cell of cells) {
      timed.followFrom((levels[cell] ?? 0) - depth, s);
      addSunk(outcomes, cell, timed.sunkRe, timed.sunkIm, term);
      addAway(outcomes, cell, timed.awayRe, timed.awayIm, idleTimeout, term);
    }
  }
}

/** How excursions end from levels from which the flight cannot sink. */
function addShallow(outcomes: Sums, inFlight: number, grid: LevelGrid, idleTimeout: number): void {
  const { levels, stride } = grid;
  if (stride * levels.length > MOST_LEVELS_BY_THEMSELVES) {
    addTogether(outcomes, inFlight, grid, idleTimeout, Infinity);
    return;
  }
  const lowest = levels[0] ?? 0;
  for (const term of INVERSION) {
    const s = scale(1 / idleTimeout, term.pole);
    const start = passageTo(lowest, inFlight, s);
    upwardPassages(inFlight, lowest, start, s, stride, levels.length, (cell, re, im) => {
      addAway(outcomes, cell, re, im, idleTimeout, term);
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
  EXCURSIONS.over(inFlight, grid, depth, 'halves');
  for (const term of INVERSION) {
    EXCURSIONS.followAt(scale(1 / idleTimeout, term.pole));
    for (let cell = 0; cell < grid.levels.length; cell += 1) {
      addSunk(outcomes, cell, EXCURSIONS.sunkRe[cell] ?? 0, EXCURSIONS.sunkIm[cell] ?? 0, term);
      addAway(outcomes, cell, EXCURSIONS.awayRe[cell] ?? 0, EXCURSIONS.awayIm[cell] ?? 0, idleTimeout, term);
    }
  }
}

/** One for all: none is followed while another is. */
const EXCURSIONS = new Excursions();

function newOutcomes(levels: number): Sums {
  return { sunk: zeros(levels), forgotten: zeros(levels), kept: zeros(levels) };
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

/** Adds one pole's part of the share that sinks. */
function addSunk({ sunk }: Sums, cell: number, re: number, im: number, { ofShare }: InversionTerm): void {
  sunk[cell] = (sunk[cell] ?? 0) + ofShare.re * re - ofShare.im * im;
}

/** Adds one pole's part of the share that lasts until the timeout, and of the mean time until it or another end. */
function addAway(
  { forgotten, kept }: Sums,
  cell: number,
  re: number,
  im: number,
  idleTimeout: number,
  { ofShare, ofTime }: InversionTerm,
): void {
  forgotten[cell] = (forgotten[cell] ?? 0) + ofShare.re * re - ofShare.im * im;
  kept[cell] = (kept[cell] ?? 0) + idleTimeout * (ofTime.re * re - ofTime.im * im);
}
