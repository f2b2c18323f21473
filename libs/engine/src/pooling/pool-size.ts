import { requireAtLeast, requireProbability } from '../errors.js';
import { smallestInteger } from '../numeric/index.js';
import { logErlangB } from '../queueing/index.js';
import { keepAlivePool } from './keep-alive-pool.js';
import type { PoolDemand, PoolSettings } from './pool-limits.js';

/**
 * Erlang C: share of requests that find all connections busy and wait, first come first served; 1 where the
 * load is not below the connections.
 *
 * @param offeredLoad requests in flight on average, at least 0
 * @throws DomainError where the load is negative or there is not one connection
 * @see Erlang 1917; Cooper, Introduction to Queueing Theory, 2nd ed. 1981, section 3.4
 * @example waitingProbability(10, 11) // 0.6821182046893323
 */
export function waitingProbability(offeredLoad: number, connections: number): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireAtLeast('connections', connections, 1);
  if (offeredLoad >= connections) return 1;
  if (offeredLoad === 0) return 0;
  const blocking = Math.exp(logErlangB(offeredLoad, connections));
  return blocking / (1 - (offeredLoad / connections) * (1 - blocking));
}

/** What waiting is tolerated: no more than this share of requests waits for longer than so many seconds. */
export interface WaitingTarget {
  readonly waitSeconds: number;
  /** Strictly between 0 and 1. */
  readonly waitingShare: number;
}

/**
 * The smallest number of connections per process that keeps waiting within the target, `P(W > t) = C e^−(c −
 * a) t / d`: Erlang C inverted. Response times are taken as exponential; steadier ones wait less.
 *
 * @throws DomainError where a rate or a time is negative, or the share not strictly between 0 and 1
 * @example smallestPool({ requestsPerSecond: 100, responseTimeSeconds: 0.1 }, { waitSeconds: 0, waitingShare: 0.01 }) // 19
 */
export function smallestPool(demand: PoolDemand, target: WaitingTarget): number {
  const rate = requireAtLeast('requestsPerSecond', demand.requestsPerSecond, 0);
  const responseTimeSeconds = requireAtLeast('responseTimeSeconds', demand.responseTimeSeconds, 0);
  const waitSeconds = requireAtLeast('waitSeconds', target.waitSeconds, 0);
  const most = requireProbability('waitingShare', target.waitingShare);
  const load = rate * responseTimeSeconds;
  const waits = (connections: number): number => {
    const probability = waitingProbability(load, connections);
    if (waitSeconds === 0 || load >= connections || probability === 0) return probability;
    return probability * Math.exp((-(connections - load) * waitSeconds) / responseTimeSeconds);
  };
  return smallestInteger((connections) => waits(connections) <= most, 1, load + Math.sqrt(load) + 1);
}

/**
 * The smallest number of idle connections per process with which no more than the given share of requests
 * dials because the pool kept too few; what dials because of a timeout, age or number of requests is not
 * counted.
 *
 * @param dialledShare strictly between 0 and 1
 * @throws DomainError as {@link keepAlivePool}, and where the share is not strictly between 0 and 1
 */
export function smallestMaxIdle(
  demand: PoolDemand,
  dialledShare: number,
  settings: Omit<PoolSettings, 'maxIdle'> = {},
): number {
  requireProbability('dialledShare', dialledShare);
  if (demand.requestsPerSecond === 0) return 0;
  const known = new Map<number, number>([[0, 1]]);
  const dialled = (maxIdle: number): number => {
    const share =
      known.get(maxIdle) ??
      keepAlivePool(demand, { ...settings, maxIdle }).births.idleSlots / demand.requestsPerSecond;
    known.set(maxIdle, share);
    return share;
  };
  const inFlight = demand.requestsPerSecond * demand.responseTimeSeconds;
  const guess = Math.ceil(Math.min(1 / dialledShare - 1, 6 * Math.sqrt(inFlight)));
  return smallestInteger(
    (maxIdle) => dialled(maxIdle) <= dialledShare,
    0,
    nearer(guess, dialledShare, dialled),
  );
}

/** Two secants nearer, in logarithms of shares: what is kept idle and what dials are related nearly so. */
function nearer(guess: number, dialledShare: number, dialled: (maxIdle: number) => number): number {
  let [before, logBefore, at] = [0, 0, guess];
  for (let round = 0; round < 3 && at > 0 && at !== before; round += 1) {
    const log = Math.log(Math.max(dialled(at), Number.MIN_VALUE));
    const next = at + ((Math.log(dialledShare) - log) * (at - before)) / (log - logBefore);
    if (!(next >= 0 && next <= guess)) return at;
    [before, logBefore, at] = [at, log, Math.ceil(next)];
  }
  return at;
}
