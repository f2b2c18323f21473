import { logPoissonProbability } from '../numeric/index.js';

/** Levels of requests in flight that are looked at, the lowest first. */
export interface LevelGrid {
  /** Distance between two levels: 1 for small pools, a part of the standard deviation for large ones. */
  readonly stride: number;
  readonly levels: readonly number[];
  /** Probability of `level − 1` in flight, which is how often a request takes the flight to `level`. */
  readonly justBelow: readonly number[];
  /** Probability of fewer than `level` in flight. */
  readonly below: () => readonly number[];
}

const DEVIATIONS_BELOW = 5.5;
const NEGLIGIBLE = 1e-7;

/**
 * The levels that matter to a process with `inFlight` requests in flight on average (Poisson) while
 * `requests` of them come: below the first it never is, above the last it never gets. Evenly spaced between those.
 *
 * @param ceiling the level that is never exceeded
 * @param widest distance between two levels at most, at least 1
 */
export function levelGrid(inFlight: number, requests: number, ceiling: number, widest: number): LevelGrid {
  const [lowest, highest] = rangeOf(inFlight, requests, ceiling);
  const cells = Math.max(1, Math.floor((highest - lowest) / widest));
  return gridOf(inFlight, lowest, (highest - lowest) / cells, cells);
}

/** The same of whole levels, from a little lower than need be. @param stride whole, at least 1 */
export function wholeLevelGrid(
  inFlight: number,
  requests: number,
  ceiling: number,
  stride: number,
): LevelGrid {
  const [lowest, highest] = rangeOf(inFlight, requests, ceiling);
  const within = Math.min(stride, highest - lowest);
  const cells = Math.ceil((highest - lowest) / within);
  return gridOf(inFlight, highest - cells * within, within, cells);
}

function rangeOf(
  inFlight: number,
  requests: number,
  ceiling: number,
): readonly [lowest: number, highest: number] {
  const lowest = Math.max(0, Math.floor(inFlight - DEVIATIONS_BELOW * Math.sqrt(inFlight)));
  // Bernstein's bound on the Poisson tail, solved for the level.
  const rarity = Math.log((1 + requests) / (NEGLIGIBLE * Math.min(1, inFlight)));
  const reached = Math.ceil(inFlight + Math.sqrt(2 * rarity * inFlight) + rarity / 3 + 1);
  return [lowest, Math.min(reached, ceiling)];
}

function gridOf(inFlight: number, lowest: number, stride: number, cells: number): LevelGrid {
  const levels = zeros(cells + 1);
  for (let cell = 0; cell <= cells; cell += 1) levels[cell] = lowest + cell * stride;
  const { justBelow, below } =
    stride === 1 ? wholeMasses(inFlight, levels) : smoothMasses(inFlight, levels, stride);
  return { stride, levels, justBelow, below };
}

/**
 * A number for each level, in a plain array: those of fixed types cost more to make than such short ones to fill. A part of one
 * that is there, for it is then as long as need be.
 */
export function zeros(levels: number): number[] {
  makeRoom(NOUGHTS, levels);
  return NOUGHTS.slice(0, levels);
}

/**
 * Lets an array have a number for each level at least. Without holes, for one with holes is read with a question each time;
 * of −0, for an array of integers, which 0 is, would be copied when the first fraction comes.
 */
export function makeRoom(numbers: number[], levels: number): void {
  while (numbers.length < levels) numbers.push(-0);
}

const NOUGHTS: number[] = [];

type Masses = Pick<LevelGrid, 'justBelow' | 'below'>;

function wholeMasses(inFlight: number, levels: readonly number[]): Masses {
  const lowest = levels[0] ?? 0;
  let mass = lowest === 0 ? 0 : Math.exp(logPoissonProbability(lowest - 1, inFlight));
  let sum = mass;
  const justBelow: number[] = [];
  const below: number[] = [];
  for (const level of levels) {
    justBelow.push(mass);
    below.push(Math.min(1, sum));
    mass = level === 0 ? Math.exp(-inFlight) : (mass * inFlight) / level;
    sum += mass;
  }
  return { justBelow, below: () => below };
}

/** Masses between whole levels too, as the Gamma function continues them. */
function smoothMasses(inFlight: number, levels: readonly number[], stride: number): Masses {
  const mass = (requests: number): number =>
    requests < 0 ? 0 : Math.exp(logPoissonProbability(requests, inFlight));
  return {
    justBelow: levels.map((level) => mass(level - 1)),
    below: () =>
      Number.isInteger(stride) && stride * levels.length <= MOST_SUMMED
        ? sumsBelow(levels, stride, inFlight, mass)
        : massesBelow(levels, stride, mass),
  };
}

/** Levels that are summed one by one; beyond, an integral does as well. */
const MOST_SUMMED = 2000;

function sumsBelow(
  levels: readonly number[],
  stride: number,
  inFlight: number,
  mass: (requests: number) => number,
): number[] {
  let level = levels[0] ?? 0;
  let here = mass(level - 1);
  let sum = here;
  return levels.map(() => {
    const below = Math.min(1, sum);
    for (const next = level + stride; level < next; level += 1) {
      here = level === 0 ? mass(0) : (here * inFlight) / level;
      sum += here;
    }
    return below;
  });
}

/** Nodes of Gauss' and Legendre's rule of three points, as parts of a cell, and their weights. */
const NODES = [
  [0.5 - Math.sqrt(0.15), 5 / 18],
  [0.5, 8 / 18],
  [0.5 + Math.sqrt(0.15), 5 / 18],
] as const;

/**
 * Integrals over each cell, half a request lower: a sum up to a whole number is the integral to half
 * beyond it.
 */
function massesBelow(
  levels: readonly number[],
  stride: number,
  mass: (requests: number) => number,
): number[] {
  let sum = 0;
  return levels.map((level) => {
    const below = Math.min(1, sum);
    for (const [part, weight] of NODES) sum += weight * stride * mass(level + part * stride - 0.5);
    return below;
  });
}
