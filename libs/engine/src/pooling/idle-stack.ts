import { clockedExcursions } from './clocked-excursion.js';
import { excursionOutcomes, strideOf, type Outcomes } from './excursion-outcomes.js';
import { levelGrid, wholeLevelGrid, type LevelGrid } from './level-grid.js';

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
  openAtMost(exceededShare: number): number;
  /** So many at its bottom are never closed, nor dialled. */
  readonly alwaysOpen: number;
  /** The connections one by one: each by the requests in flight from which on it is needed, between levels on a straight line. */
  connections(): (level: number) => StackedConnection;
  /** From one level at which connections are known to the next. */
  readonly stride: number;
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
  const { inFlight, maxIdle, maxConnections } = flight;
  const depth = maxIdle + 1;
  const stride = strideOf(inFlight, idleTimeout, depth, maxConnections);
  const grid = wholeLevelGrid(inFlight, inFlight * idleTimeout, maxConnections, stride);
  return tally(flight, grid, excursionOutcomes(inFlight, grid, idleTimeout, depth));
}

/** The same stack where each idle connection at its bottom is closed at a rate, instead of after a time. */
export function decayingStack(flight: Flight, closuresPerResponse: number): IdleStack {
  const { inFlight, maxIdle, maxConnections } = flight;
  const widest = Math.max(1, Math.sqrt(inFlight) / 2);
  const grid = levelGrid(inFlight, inFlight / closuresPerResponse, maxConnections, widest);
  const { sunk, away } = clockedExcursions(inFlight, grid, closuresPerResponse, maxIdle + 1);
  return tally(flight, grid, {
    sunk,
    forgotten: away,
    kept: away.map((share) => share / closuresPerResponse),
  });
}

function tally(flight: Flight, grid: LevelGrid, outcomes: Outcomes): IdleStack {
  const { sunk, forgotten, kept } = outcomes;
  const { levels, stride, justBelow } = grid;
  const { inFlight, maxConnections } = flight;
  const scaleOfFlight = 1 / massWithWaiting(flight, grid);
  const top = levels.length - 1;
  let slotShare = 0;
  let timeoutShare = 0;
  // In flight, and so in use, are as many on average whether some wait or not.
  let openConnections = inFlight;
  for (let cell = 0; cell <= top; cell += 1) {
    const arrivals = widthOf(cell, top, stride) * (justBelow[cell] ?? 0) * scaleOfFlight;
    slotShare += arrivals * Math.max(0, sunk[cell] ?? 0);
    timeoutShare += arrivals * Math.max(0, forgotten[cell] ?? 0);
    openConnections += arrivals * inFlight * Math.max(0, kept[cell] ?? 0);
  }
  return new TalliedStack(
    atMostOne(slotShare),
    atMostOne(timeoutShare),
    Math.min(openConnections, maxConnections),
    { inFlight, grid, outcomes, scaleOfFlight },
  );
}

/** What a stack was tallied from. */
interface Tallied {
  readonly inFlight: number;
  readonly grid: LevelGrid;
  readonly outcomes: Outcomes;
  readonly scaleOfFlight: number;
}

/** A class, for a plan has many, and asks few for more than shares and a mean. */
class TalliedStack implements IdleStack {
  constructor(
    readonly slotShare: number,
    readonly timeoutShare: number,
    readonly openConnections: number,
    private readonly tallied: Tallied,
  ) {}

  get alwaysOpen(): number {
    return Math.max(0, this.lowest - 1);
  }

  get stride(): number {
    return this.tallied.grid.stride;
  }

  openAtMost(exceededShare: number): number {
    return lastAbove(stackedConnections(this.tallied), exceededShare, this.lowest, this.tallied.grid.stride);
  }

  connections(): (level: number) => StackedConnection {
    const each = stackedConnections(this.tallied);
    return (level) => between(each, (level - this.lowest) / this.tallied.grid.stride);
  }

  private get lowest(): number {
    return this.tallied.grid.levels[0] ?? 0;
  }
}

/**
 * Levels that one of the grid stands for in a sum over all: an end for half a cell and half a level, with Gregory's
 * correction by the slope at the last, for the flight may be cut off there. Far fewer than one are at the first.
 *
 * @see Fornberg, Reeger, An Improved Gregory-Like Method for 1-D Quadrature, Numer. Math. 141, 2019
 */
function widthOf(cell: number, top: number, stride: number): number {
  if (cell === 0) return (stride + 1) / 2;
  const correction = top < SLOPE_WEIGHTS.length ? 0 : (stride - 1 / stride) / 24;
  const weight = SLOPE_WEIGHTS[top - cell] ?? 0;
  return (cell === top ? (stride + 1) / 2 : stride) - weight * correction;
}

/** Of the slope at the end of equal steps, twice. */
const SLOPE_WEIGHTS = [3, -4, 1];

/** The connections that are needed from each level of the grid on. */
function stackedConnections({
  inFlight,
  grid,
  outcomes,
  scaleOfFlight,
}: Tallied): readonly StackedConnection[] {
  const { levels, justBelow, below } = grid;
  const { sunk, forgotten, kept } = outcomes;
  const fewer = below();
  return levels.map((_, cell) => {
    const arrivals = (justBelow[cell] ?? 0) * scaleOfFlight;
    const absent = (fewer[cell] ?? 0) * scaleOfFlight - inFlight * arrivals * Math.max(0, kept[cell] ?? 0);
    return {
      open: atMostOne(1 - absent),
      dialled: arrivals * (Math.max(0, sunk[cell] ?? 0) + Math.max(0, forgotten[cell] ?? 0)),
    };
  });
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
  const fewer = below();
  const atTop = ((justBelow[top] ?? 0) * inFlight) / maxConnections;
  return (fewer[top] ?? 1) + (atTop * maxConnections) / (maxConnections - inFlight);
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
