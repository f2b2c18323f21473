import { requireAtLeast } from '../errors.js';
import type { PoolDemand } from './pool-limits.js';
import { reuseOf, type Reuse } from './reuse.js';

/**
 * One connection per request, open for the response time: HTTP/1.0 and clients without keep-alive.
 *
 * @throws DomainError where the rate or the response time is negative
 */
export function reuseNone({ requestsPerSecond, responseTimeSeconds }: PoolDemand): Reuse {
  return reuseOf(
    requireAtLeast('requestsPerSecond', requestsPerSecond, 0),
    requireAtLeast('responseTimeSeconds', responseTimeSeconds, 0),
  );
}
