import { requireAtLeast } from '../errors.js';

/** What one process asks of its pool. */
export interface PoolDemand {
  readonly requestsPerSecond: number;
  /** Mean time that a request keeps a connection busy. */
  readonly responseTimeSeconds: number;
}

/** Limits of one process' pool; absent means unlimited. */
export interface PoolSettings {
  /** Idle connections that are kept; 0 closes each after its request. */
  readonly maxIdle?: number;
  readonly idleTimeoutSeconds?: number;
  /** Requests that one connection serves. */
  readonly maxRequests?: number;
  readonly maxAgeSeconds?: number;
  /** Connections open at once; requests beyond wait, whole number of at least 1. */
  readonly maxConnections?: number;
}

/**
 * A pool without an idle timeout keeps what any moment of the last day needed: processes do not run unchanged
 * for longer.
 */
const LONGEST_IDLE_SECONDS = 86_400;

/** Below this many requests in flight nothing changes but the number of digits. */
const LEAST_IN_FLIGHT = 1e-9;

/** With fewer requests than this in an idle timeout, all of them dial. */
const LEAST_REQUESTS_PER_TIMEOUT = 1e-7;

/** A process' demand in the units of its pool. */
export interface DemandInFlight {
  readonly rate: number;
  /** Mean number of requests in flight, above 0 where there are requests. */
  readonly inFlight: number;
  /** The response time: the unit of time of the laws. */
  readonly unit: number;
}

/** @throws DomainError where the rate or the response time is negative */
export function flightOf(demand: PoolDemand): DemandInFlight {
  const rate = requireAtLeast('requestsPerSecond', demand.requestsPerSecond, 0);
  const responseTimeSeconds = requireAtLeast('responseTimeSeconds', demand.responseTimeSeconds, 0);
  const inFlight = rate === 0 ? 0 : Math.max(rate * responseTimeSeconds, LEAST_IN_FLIGHT);
  return { rate, inFlight, unit: rate === 0 ? responseTimeSeconds : inFlight / rate };
}

/**
 * The limits of a pool with those that are absent filled in. @throws DomainError where one is below its least
 */
export function checkedLimits(settings: PoolSettings): Required<PoolSettings> {
  const limit = (field: keyof PoolSettings, least: number, absent: number): number => {
    const value = settings[field];
    return value === undefined || value === Infinity ? absent : requireAtLeast(field, value, least);
  };
  return {
    maxIdle: Math.floor(limit('maxIdle', 0, Infinity)),
    idleTimeoutSeconds: limit('idleTimeoutSeconds', 0, LONGEST_IDLE_SECONDS),
    maxRequests: limit('maxRequests', 1, Infinity),
    maxAgeSeconds: limit('maxAgeSeconds', 0, Infinity),
    maxConnections: Math.floor(limit('maxConnections', 1, Infinity)),
  };
}

/** The idle timeout in response times: no shorter than makes a difference. */
export function idleTimeoutOf(idleTimeoutSeconds: number, { inFlight, unit }: DemandInFlight): number {
  return Math.max(idleTimeoutSeconds / unit, LEAST_REQUESTS_PER_TIMEOUT / inFlight);
}
