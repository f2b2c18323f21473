import { decayingStack, idleStack, type Flight, type IdleStack } from './idle-stack.js';

/** How fast connections wear out. */
export interface Wear {
  /** Share of requests that are the last of their connection. */
  readonly perRequest: number;
  /** Share of open connections that reach their age in one response time. */
  readonly perResponseTime: number;
}

/**
 * A pool whose connections wear out. Shares are of requests: those that dial, by what closed the connection
 * before.
 */
export interface WornPool {
  readonly slotShare: number;
  readonly timeoutShare: number;
  readonly limitShare: number;
  readonly ageShare: number;
  readonly openConnections: number;
  /** The number of connections that is exceeded for no more than the given share of time. */
  readonly openAtMost: (exceededShare: number) => number;
}

/** Up to this part of wear in all dialling, what is idle is as it is without. */
const NEGLIGIBLE_PART = 1e-2;

/**
 * Idle connections that wear leaves, by those of a stack decaying at random that makes as many dial; found by
 * simulation.
 */
const IDLE_OF_DECAYING = 0.87;

/**
 * Where idleness alone would close fewer than this share of what wear closes, wear comes before it for nearly all; found by
 * simulation.
 */
const SPARED_BELOW = 0.2;

/**
 * A pool whose connections are closed for idleness, as `idle` has it, and by wear. What is worn out early
 * need not be closed for idleness, so that the two add by their squares, and idleness counts for nothing where it
 * is rare beside wear; and what reaches its number of requests does not reach its age, so that of these nearly the
 * larger one counts.
 *
 */
export function wornPool(flight: Flight, idle: IdleStack, wear: Wear): WornPool {
  const unworn = stateWith(flight, idle, wear, idle.openConnections);
  if (unworn.wornPart < NEGLIGIBLE_PART)
    return poolOf(idle, unworn, (exceededShare) => idle.openAtMost(exceededShare));
  const decaying = equallyDialling(flight, idle, wear);
  const state = stateWith(flight, idle, wear, openUnder(decaying, flight, idle));
  return poolOf(idle, state, (exceededShare) => {
    const high = idle.openAtMost(exceededShare);
    const highWorn = Math.min(decaying.openAtMost(exceededShare), high);
    return Math.round(high + felt(state.wornPart) * (highWorn - high));
  });
}

/** A pool that keeps nothing: every request dials. */
export function disposablePool(flight: Flight): WornPool {
  const { inFlight, maxConnections } = flight;
  return {
    slotShare: 1,
    timeoutShare: 0,
    limitShare: 0,
    ageShare: 0,
    openConnections: Math.min(inFlight, maxConnections),
    openAtMost: (exceededShare) =>
      inFlight < maxConnections ? idleStack(flight, 1 / inFlight).openAtMost(exceededShare) : maxConnections,
  };
}

/**
 * A pool that has fewer connections than requests in flight: all are busy all the time, and only wear closes
 * any.
 */
export function busyPool(connections: number, wear: Wear): WornPool {
  const { worn, agedPart } = wearOf(wear, 1);
  return {
    slotShare: 0,
    timeoutShare: 0,
    limitShare: worn * (1 - agedPart),
    ageShare: worn * agedPart,
    openConnections: connections,
    openAtMost: () => connections,
  };
}

/** Share of requests whose connection is worn out after them, and the part of age in it. */
export function wearOf(
  { perRequest, perResponseTime }: Wear,
  openPerInFlight: number,
): { readonly worn: number; readonly agedPart: number } {
  const byAge = Math.min(1, perResponseTime * openPerInFlight);
  const eighths = perRequest ** 8 + byAge ** 8;
  return { worn: Math.min(1, eighths ** (1 / 8)), agedPart: eighths > 0 ? byAge ** 8 / eighths : 0 };
}

interface State {
  readonly openConnections: number;
  /** Share of requests that dial. */
  readonly dialled: number;
  /** Part of wear in that. */
  readonly wornPart: number;
  /** Part of age in wear. */
  readonly agedPart: number;
}

/**
 * How many dial and are open, where wear alone would leave `openWorn` open: wear by age is of what is open,
 * so solved for.
 */
function stateWith({ inFlight }: Flight, idle: IdleStack, wear: Wear, openWorn: number): State {
  const idleShare = Math.min(1, dialledIn(idle));
  let openConnections = idle.openConnections;
  let [dialled, wornPart, agedPart] = [idleShare, 0, 0];
  for (let round = 0; round < 5; round += 1) {
    const wearNow = wearOf(wear, openConnections / inFlight);
    const idleLeft = wearNow.worn > 0 ? -Math.expm1(-((idleShare / wearNow.worn / SPARED_BELOW) ** 4)) : 1;
    const squares = idleLeft * idleShare ** 2 + wearNow.worn ** 2;
    dialled = Math.min(1, Math.sqrt(squares));
    wornPart = squares > 0 ? wearNow.worn ** 2 / squares : 0;
    agedPart = wearNow.agedPart;
    openConnections = idle.openConnections + felt(wornPart) * (openWorn - idle.openConnections);
  }
  return { openConnections, dialled, wornPart, agedPart };
}

/** The part of wear beyond what is negligible, from none to all. */
function felt(wornPart: number): number {
  return Math.max(0, (wornPart - NEGLIGIBLE_PART) / (1 - NEGLIGIBLE_PART));
}

/** How far a rate of decay is changed at once, as a logarithm: twentyfold. */
const LARGEST_STEP = 3;

/** By which power of the rate the requests grow that dial for decay alone; about that in all pools. */
const POWER_OF_DECAY = 0.8;

/** The stack that decays at the rate that makes as many requests dial as wear and idleness together. */
function equallyDialling(flight: Flight, idle: IdleStack, wear: Wear): IdleStack {
  const { inFlight } = flight;
  const { worn } = wearOf(wear, idle.openConnections / inFlight);
  // As many as wear closes, of as many idle connections as there are without it.
  let rate = Math.log((worn * inFlight) / Math.max(idle.openConnections - inFlight, worn));
  let stack = decayingStack(flight, Math.exp(rate));
  let excess = excessOf(stack, flight, idle, wear);
  let slope = (POWER_OF_DECAY * stack.timeoutShare) / Math.max(dialledIn(stack), Number.MIN_VALUE);
  let [below, above] = [-Infinity, Infinity];
  for (let round = 0; round < 12 && Math.abs(excess) > 1e-3; round += 1) {
    if (excess < 0) below = rate;
    else above = rate;
    const step = excess / Math.min(2, Math.max(0.02, slope));
    const aimed = rate - Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
    const next = aimed > below && aimed < above ? aimed : (below + above) / 2;
    stack = decayingStack(flight, Math.exp(next));
    const nextExcess = excessOf(stack, flight, idle, wear);
    slope = (nextExcess - excess) / (next - rate);
    [rate, excess] = [next, nextExcess];
  }
  return stack;
}

/** How many more requests dial in a decaying stack than should, as a logarithm. */
function excessOf(decaying: IdleStack, flight: Flight, idle: IdleStack, wear: Wear): number {
  const { dialled } = stateWith(flight, idle, wear, openUnder(decaying, flight, idle));
  // Where all connections are busy nearly all the time, none decays as idle.
  return Math.log(Math.max(dialledIn(decaying), Number.MIN_VALUE) / dialled);
}

function dialledIn({ slotShare, timeoutShare }: IdleStack): number {
  return slotShare + timeoutShare;
}

function openUnder(decaying: IdleStack, { inFlight }: Flight, idle: IdleStack): number {
  const idleWorn = IDLE_OF_DECAYING * (decaying.openConnections - inFlight);
  return Math.min(idle.openConnections, inFlight + Math.max(0, idleWorn));
}

function poolOf(
  idle: IdleStack,
  { openConnections, dialled, wornPart, agedPart }: State,
  openAtMost: WornPool['openAtMost'],
): WornPool {
  const idleShare = dialledIn(idle);
  const slots = idleShare > 0 ? idle.slotShare / idleShare : 0;
  return {
    slotShare: dialled * (1 - wornPart) * slots,
    timeoutShare: dialled * (1 - wornPart) * (1 - slots),
    limitShare: dialled * wornPart * (1 - agedPart),
    ageShare: dialled * wornPart * agedPart,
    openConnections,
    openAtMost,
  };
}
