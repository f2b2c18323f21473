import { requireAtLeast } from '../errors.js';
import { logPoissonProbability } from '../numeric/index.js';

/** What one process asks of its pool. */
export interface PoolDemand {
  readonly requestsPerSecond: number;
  readonly responseTimeSeconds: number;
}

/** Limits of one process' pool; absent means unlimited. */
export interface PoolSettings {
  readonly maxIdle?: number;
  readonly idleTimeoutSeconds?: number;
  readonly maxRequests?: number;
  readonly maxAgeSeconds?: number;
  readonly maxConnections?: number;
}

/** Connections of one process, by what makes it open new ones. */
export interface PoolBehaviour {
  readonly connectionsPerSecond: number;
  /** Mean number open, idle ones included. */
  readonly openConnections: number;
  /** Births per second by cause; they add up to `connectionsPerSecond` where that is not capped. */
  readonly births: {
    readonly idleSlots: number;
    readonly idleTimeout: number;
    readonly requestLimit: number;
    readonly age: number;
  };
}

const IDLE: PoolBehaviour = {
  connectionsPerSecond: 0,
  openConnections: 0,
  births: { idleSlots: 0, idleTimeout: 0, requestLimit: 0, age: 0 },
};

/**
 * A keep-alive pool of one process. Requests in flight are an M/G/∞ queue of mean `m = rate × response time`; a request takes
 * the connection that was idle last (LIFO, as nearly all pools do) or dials. Connections are born because
 *
 * - the pool may keep only `maxIdle`: idle connections then walk at random between 0 and that, evenly where the fluctuation
 *   √m is wide against it, so that one request in `maxIdle + 1` dials; where it is narrow, dialling falls as
 *   `exp(−maxIdle² / 12 m)`;
 * - the k-th connection was not needed for longer than the idle timeout: N falls below k at the rate of its crossings,
 *   and stays below for about an exponential time of mean `P(N < k) / crossings`;
 * - one has served `maxRequests`, or is `maxAgeSeconds` old.
 *
 * O(√m). Within a few percent of simulation where m is above 10; below, an upper bound on dialling.
 *
 * @throws DomainError where a rate or a time is negative
 * @see Eick, Massey, Whitt, OR 41(4), 1993 (M/G/∞); Keilson, Markov Chain Models: Rarity and Exponentiality, 1979
 */
export function keepAlivePool(demand: PoolDemand, settings: PoolSettings): PoolBehaviour {
  const rate = requireAtLeast('requestsPerSecond', demand.requestsPerSecond, 0);
  const responseTimeSeconds = requireAtLeast('responseTimeSeconds', demand.responseTimeSeconds, 0);
  if (rate === 0) return IDLE;
  const inFlight = Math.min(rate * responseTimeSeconds, settings.maxConnections ?? Infinity);
  const stack = idleStack(rate, inFlight, settings.idleTimeoutSeconds ?? Infinity);
  const maxIdle = settings.maxIdle ?? Infinity;
  const open = Math.min(stack.open, inFlight + maxIdle, settings.maxConnections ?? Infinity);
  const births = {
    idleSlots: rate * idleSlotShare(inFlight, maxIdle),
    idleTimeout: maxIdle === 0 ? 0 : stack.births,
    requestLimit: settings.maxRequests === undefined ? 0 : rate / settings.maxRequests,
    age: settings.maxAgeSeconds === undefined ? 0 : open / settings.maxAgeSeconds,
  };
  const sum = births.idleSlots + births.idleTimeout + births.requestLimit + births.age;
  return { connectionsPerSecond: Math.min(rate, sum), openConnections: open, births };
}

/** Share of requests that dial because the pool keeps only `maxIdle` idle connections. */
function idleSlotShare(inFlight: number, maxIdle: number): number {
  if (maxIdle === 0) return 1;
  if (maxIdle === Infinity || inFlight === 0) return 0;
  return Math.exp((-maxIdle * maxIdle) / (12 * inFlight)) / (maxIdle + 1);
}

/** Levels of the stack that are looked at: beyond, several are taken together. */
const MOST_LEVELS = 400;

/** Connections of a LIFO pool without a limit on idle ones: mean number open, and births per second after time-outs. */
function idleStack(
  rate: number,
  inFlight: number,
  idleTimeoutSeconds: number,
): { open: number; births: number } {
  const spread = 9 * Math.sqrt(inFlight) + 12;
  const lowest = Math.max(0, Math.floor(inFlight - spread));
  const levels = Math.ceil(inFlight + spread) - lowest;
  const stride = Math.ceil(levels / MOST_LEVELS);
  let open = lowest;
  let births = 0;
  let below = 0;
  for (let busy = lowest; busy < lowest + levels; busy += stride) {
    const mass =
      inFlight > 0 ? Math.exp(logPoissonProbability(busy + (stride - 1) / 2, inFlight)) : Number(busy === 0);
    below = Math.min(1, below + mass * stride);
    const crossings = rate * mass;
    const forgotten = below > 0 ? Math.exp((-crossings / below) * idleTimeoutSeconds) : 0;
    births += crossings * forgotten * stride;
    open += (1 - below * forgotten) * stride;
  }
  return { open, births };
}
