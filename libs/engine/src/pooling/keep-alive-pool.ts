import { requireProbability } from '../errors.js';
import { idleStack, type Flight } from './idle-stack.js';
import { checkedLimits, flightOf, idleTimeoutOf, type PoolDemand, type PoolSettings } from './pool-limits.js';
import { busyPool, disposablePool, wornPool, type Wear, type WornPool } from './pool-wear.js';

/** Connections of one process, by what makes it open new ones. */
export interface PoolBehaviour {
  readonly connectionsPerSecond: number;
  /** Mean number open, idle ones included. */
  readonly openConnections: number;
  /** Number open that is exceeded for one part in ten thousand of the time, or as asked. */
  readonly openConnectionsHigh: number;
  /** Mean time that a connection is open; 0 where there are none. */
  readonly connectionSeconds: number;
  /** Mean number that a connection serves; 0 where there are none. */
  readonly requestsPerConnection: number;
  /** Connections per second by what closed the one before; they add up to `connectionsPerSecond`. */
  readonly births: {
    readonly idleSlots: number;
    readonly idleTimeout: number;
    readonly requestLimit: number;
    readonly age: number;
  };
}

const NOTHING: PoolBehaviour = {
  connectionsPerSecond: 0,
  openConnections: 0,
  openConnectionsHigh: 0,
  connectionSeconds: 0,
  requestsPerConnection: 0,
  births: { idleSlots: 0, idleTimeout: 0, requestLimit: 0, age: 0 },
};

/**
 * A keep-alive pool of one process in a steady state. Requests come at random (Poisson) and are in flight as
 * in an M/M/∞ queue of mean `rate × response time`; each takes the connection that was idle last (LIFO, as
 * nearly all pools do) or dials. Connections are closed because the pool may keep only `maxIdle`, because
 * they were idle for too long, have served `maxRequests`, or are `maxAgeSeconds` old (at once if idle, else
 * after the request). What is needed again is dialled again.
 *
 * - Idle slots and idle timeout: {@link idleStack}, exact (to 1e-3 where more than 400 are in flight and their
 *   number is capped nearby, or more than 128 may be kept and the timeout decides nevertheless). For many
 *   requests in flight the first tends to one dial in `maxIdle + 1` requests.
 * - Wear closes `rate / maxRequests` or `open / maxAgeSeconds`, whichever is more, and spares what it closes
 *   from the idle limits: {@link wornPool}, within 4 % of simulation (6 % where an age spans fewer than ten
 *   requests).
 *
 * `maxConnections` caps concurrency: requests then wait, for how long is Erlang C's business. Where `rate ×
 * response time` is not below it, all connections are busy all the time and serve `maxConnections / response
 * time` requests per second.
 *
 * Response times are taken as exponential. Where many idle slots are the limit, constant ones dial up to two
 * fifths more and widely varying ones (lognormal, variance thrice the square of the mean) up to a quarter
 * less; with few slots, or with the timeout as the limit, the distribution hardly matters.
 *
 * @param highProbability share of time in which no more than `openConnectionsHigh` are open, strictly between
 *   0 and 1
 * @throws DomainError where a rate, time or limit is negative, or `maxRequests` or `maxConnections` below 1
 * @example keepAlivePool({ requestsPerSecond: 1e4, responseTimeSeconds: 1 }, { maxIdle: 2 }) // about 3,330 dials a second
 */
export function keepAlivePool(
  demand: PoolDemand,
  settings: PoolSettings,
  highProbability = 0.9999,
): PoolBehaviour {
  const inUnits = flightOf(demand);
  const { rate, inFlight, unit } = inUnits;
  const limits = checkedLimits(settings);
  requireProbability('highProbability', highProbability);
  if (rate === 0) return NOTHING;
  const flight: Flight = { inFlight, maxIdle: limits.maxIdle, maxConnections: limits.maxConnections };
  const wear: Wear = { perRequest: 1 / limits.maxRequests, perResponseTime: unit / limits.maxAgeSeconds };
  const saturated = inFlight >= limits.maxConnections;
  const served = saturated ? limits.maxConnections / unit : rate;
  const exceededShare = 1 - highProbability;
  if (limits.maxIdle === 0) return new Behaviour(served, disposablePool(flight), exceededShare);
  if (saturated) return new Behaviour(served, busyPool(limits.maxConnections, wear), exceededShare);
  const idle = idleStack(flight, idleTimeoutOf(limits.idleTimeoutSeconds, inUnits));
  return new Behaviour(served, wornPool(flight, idle, wear), exceededShare);
}

/** What follows from a pool at a rate, found where it is asked for: a plan asks for many pools, and of most for two figures. */
class Behaviour implements PoolBehaviour {
  readonly connectionsPerSecond: number;
  readonly openConnections: number;

  constructor(
    private readonly rate: number,
    private readonly pool: WornPool,
    private readonly exceededShare: number,
  ) {
    this.connectionsPerSecond = rate * (pool.slotShare + pool.timeoutShare + pool.limitShare + pool.ageShare);
    this.openConnections = pool.openConnections;
  }

  get openConnectionsHigh(): number {
    return this.pool.openAtMost(this.exceededShare);
  }

  get connectionSeconds(): number {
    return this.connectionsPerSecond > 0 ? this.openConnections / this.connectionsPerSecond : 0;
  }

  get requestsPerConnection(): number {
    return this.connectionsPerSecond > 0 ? this.rate / this.connectionsPerSecond : 0;
  }

  get births(): PoolBehaviour['births'] {
    const { rate, pool } = this;
    return {
      idleSlots: rate * pool.slotShare,
      idleTimeout: rate * pool.timeoutShare,
      requestLimit: rate * pool.limitShare,
      age: rate * pool.ageShare,
    };
  }
}
