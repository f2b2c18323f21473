import { requireAtLeast } from '../errors.js';
import type { PoolDemand } from './pool-limits.js';
import { reuseOf, type Reuse } from './reuse.js';

/** What was measured of a keep-alive pool. */
export interface MeasuredReuse {
  /** Mean number of requests that a connection serves, at least 1. */
  readonly requestsPerConnection: number;
  /** Mean time that a connection is open. */
  readonly connectionSeconds?: number;
  /** What closes a connection that nobody uses, where that is known. */
  readonly idleTimeoutSeconds?: number;
}

/**
 * Keep-alive as it was measured: `requests / requestsPerConnection` connections a second. Where nobody
 * measured how long one is open, it serves its requests one after the other and then waits out the idle
 * timeout, where one is known.
 *
 * @throws DomainError where requestsPerConnection is below 1, or a rate or a time negative
 */
export function keepAliveMeasured(demand: PoolDemand, measured: MeasuredReuse): Reuse {
  const requestsPerSecond = requireAtLeast('requestsPerSecond', demand.requestsPerSecond, 0);
  const responseTimeSeconds = requireAtLeast('responseTimeSeconds', demand.responseTimeSeconds, 0);
  const requestsPerConnection = requireAtLeast('requestsPerConnection', measured.requestsPerConnection, 1);
  const idleTimeoutSeconds = requireAtLeast('idleTimeoutSeconds', measured.idleTimeoutSeconds ?? 0, 0);
  const connectionSeconds = requireAtLeast(
    'connectionSeconds',
    measured.connectionSeconds ?? requestsPerConnection * responseTimeSeconds + idleTimeoutSeconds,
    0,
  );
  return reuseOf(requestsPerSecond / requestsPerConnection, connectionSeconds);
}
