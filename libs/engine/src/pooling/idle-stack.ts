import { divide, multiply, scale, type Complex } from './complex.js';
import { excursions } from './excursion.js';
import { EXPONENTIAL_POLES } from './inverse-laplace.js';
import { levelGrid, type LevelGrid } from './level-grid.js';

/** Requests in flight, and how many connections may stand for them; time in mean response times. */
export interface Flight {
  /** Mean number of requests in flight where all find a connection, above 0. */
  readonly inFlight: number;
  /** Idle connections kept at most; Infinity for all. */
  readonly maxIdle: number;
  /** Connections open at most: above `inFlight`; Infinity for as many as are needed. */
  readonly maxConnections: number;
}

/** What the stack does in the long run. */
export interface IdleStack {
  /** Share of requests that dial because the connection they would have had was one too many to keep. */
  readonly slotShare: number;
  /** Share of requests that dial because it had been idle for too long. */
  readonly timeoutShare: number;
  /** Mean number of connections open, idle ones included. */
  readonly openConnections: number;
  /** The number of connections that is exceeded for no more than the given share of time. */
  readonly openAtMost: (exceededShare: number) => number;
  /** So many at its bottom are never closed, nor dialled. */
  readonly alwaysOpen: number;
  /** The connection that is needed from so many requests in flight on. */
  readonly connectionAt: (level: number) => StackedConnection;
}

/** One connection of the stack. */
export interface StackedConnection {
  /** Share of time in which it is open. */
  readonly open: number;
  /** Share of all requests that dial it. */
  readonly dialled: number;
}

/**
 * The stack of connections of a pool without limits of use or age. The k-th is needed while k or more
 * requests are in flight. It is closed once the flight has stayed below k for the idle timeout, or has sunk
 * more than `maxIdle` below it; it is dialled again when the flight comes back to k. Each is a relay on one
 * M/M/∞ queue, so that with π the Poisson law of the flight
 *
 * - requests that take the flight to k: π(k − 1) of all; those that dial: where the excursion before ended by
 *   sinking or by the timeout;
 * - the k-th is open: `P(flight ≥ k) + π(k − 1) × rate × E[time until the excursion ends]`, which also is
 *   P(open ≥ k).
 *
 * Exact for exponential response times and a pool that evicts the connection idle longest (nginx, Go's
 * MaxIdleConns). One that closes the connection that comes back (Go's MaxIdleConnsPerHost) dials up to an
 * eighth more where both limits are at work at once, and the same where one is. Where connections are capped,
 * requests wait (M/M/c), and only the law of the flight changes.
 *
 * @see Visintin, Differential Models of Hysteresis, Springer 1994, ch. III (the play as a family of relays)
 * @see Keilson, Markov Chain Models: Rarity and Exponentiality, Springer 1979, ch. 5 (first passages of
 *   birth-death chains)
 */
export function idleStack(flight: Flight, idleTimeout: number): IdleStack {
  const grid = gridFor(flight, idleTimeout, 4);
  const sums = grid.levels.map(() => ({ sunk: 0, forgotten: 0, kept: 0 }));
  for (const { pole, residue } of EXPONENTIAL_POLES) {
    const weight = divide(scale(-2, residue), pole);
    const timeWeight = divide(scale(idleTimeout, weight), pole);
    const endings = excursions(flight.inFlight, grid, scale(1 / idleTimeout, pole), flight.maxIdle + 1);
    endings.forEach(({ sunk, away }, cell) => {
      const sum = sums[cell];
      if (sum === undefined) return;
      sum.sunk += multiply(weight, sunk).re;
      sum.forgotten += multiply(weight, away).re;
      sum.kept += multiply(timeWeight, away).re;
    });
  }
  return tally(flight, grid, sums);
}

/** The same stack where each idle connection at its bottom is closed at a rate, instead of after a time. */
export function decayingStack(flight: Flight, closuresPerResponse: number): IdleStack {
  const grid = gridFor(flight, 1 / closuresPerResponse, 2);
  const s: Complex = { re: closuresPerResponse, im: 0 };
  const outcomes = excursions(flight.inFlight, grid, s, flight.maxIdle + 1).map(({ sunk, away }) => ({
    sunk: sunk.re,
    forgotten: away.re,
    kept: away.re / closuresPerResponse,
  }));
  return tally(flight, grid, outcomes);
}

function gridFor(
  { inFlight, maxConnections }: Flight,
  idleTimeout: number,
  cellsPerDeviation: number,
): LevelGrid {
  return levelGrid(inFlight, inFlight * idleTimeout, maxConnections, cellsPerDeviation);
}

/**
 * Of the excursions below one level: shares that end by sinking and by time, and the mean time that the
 * connection is kept.
 */
interface Outcome {
  readonly sunk: number;
  readonly forgotten: number;
  readonly kept: number;
}

function tally(flight: Flight, grid: LevelGrid, outcomes: readonly Outcome[]): IdleStack {
  const { levels, stride, justBelow, below } = grid;
  const scaleOfFlight = 1 / massWithWaiting(flight, grid);
  const lowest = levels[0] ?? 0;
  let [slotShare, timeoutShare, openConnections] = [0, 0, lowest - 1];
  const connections = outcomes.map(({ sunk, forgotten, kept }, cell): StackedConnection => {
    const arrivals = (justBelow[cell] ?? 0) * scaleOfFlight;
    const absent = (below[cell] ?? 0) * scaleOfFlight - flight.inFlight * arrivals * Math.max(0, kept);
    // The ends stand for half a cell and half a level.
    const width = cell === 0 || cell === levels.length - 1 ? (stride + 1) / 2 : stride;
    const open = atMostOne(1 - absent);
    const dialled = { sunk: arrivals * Math.max(0, sunk), forgotten: arrivals * Math.max(0, forgotten) };
    slotShare += width * dialled.sunk;
    timeoutShare += width * dialled.forgotten;
    openConnections += width * open;
    return { open, dialled: dialled.sunk + dialled.forgotten };
  });
  return {
    slotShare: atMostOne(slotShare),
    timeoutShare: atMostOne(timeoutShare),
    openConnections: Math.max(openConnections, 0),
    openAtMost: (exceededShare) => lastAbove(connections, exceededShare, lowest, stride),
    alwaysOpen: Math.max(0, lowest - 1),
    connectionAt: (level) => between(connections, (level - lowest) / stride),
  };
}

function between(connections: readonly StackedConnection[], position: number): StackedConnection {
  if (position < 0) return { open: 1, dialled: 0 };
  const [from, to] = [connections[Math.floor(position)], connections[Math.ceil(position)]];
  if (from === undefined || to === undefined) return { open: 0, dialled: 0 };
  const along = position - Math.floor(position);
  return {
    open: from.open + along * (to.open - from.open),
    dialled: from.dialled + along * (to.dialled - from.dialled),
  };
}

function atMostOne(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** The mass of the Poisson law where requests above the last level wait: one where there is no such level. */
function massWithWaiting(
  { inFlight, maxConnections }: Flight,
  { levels, justBelow, below }: LevelGrid,
): number {
  const top = levels.length - 1;
  if (levels[top] !== maxConnections) return 1;
  const atTop = ((justBelow[top] ?? 0) * inFlight) / maxConnections;
  return (below[top] ?? 1) + (atTop * maxConnections) / (maxConnections - inFlight);
}

function lastAbove(
  connections: readonly StackedConnection[],
  share: number,
  lowest: number,
  stride: number,
): number {
  const cell = connections.findLastIndex(({ open }) => open > share);
  const [here, next] = [connections[cell], connections[cell + 1]];
  if (here === undefined) return lowest;
  if (next === undefined) return Math.round(lowest + cell * stride);
  const beyond = next.open > 0 ? Math.log(here.open / share) / Math.log(here.open / next.open) : 0;
  return Math.floor(lowest + (cell + beyond) * stride);
}
