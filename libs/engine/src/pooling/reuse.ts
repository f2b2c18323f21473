import { DomainError, requireAtLeast } from '../errors.js';
import type { PoolDemand, PoolSettings } from './keep-alive-pool.js';

/** Connections opened per second, how many are open at once on average, and how long each is. */
export interface Reuse {
  readonly connectionsPerSecond: number;
  readonly openConnections: number;
  readonly connectionSeconds: number;
}

function byLittle(connectionsPerSecond: number, connectionSeconds: number): Reuse {
  return {
    connectionsPerSecond,
    connectionSeconds,
    openConnections: connectionsPerSecond * connectionSeconds,
  };
}

/** One connection per request, open for the response time. */
export function reuseNone({ requestsPerSecond, responseTimeSeconds }: PoolDemand): Reuse {
  return byLittle(
    requireAtLeast('requestsPerSecond', requestsPerSecond, 0),
    requireAtLeast('responseTimeSeconds', responseTimeSeconds, 0),
  );
}

/**
 * Keep-alive as it was measured: `requests / requestsPerConnection` connections a second. Where nobody measured how long one
 * is open, it serves its requests one after the other and then waits out the idle timeout, where one is known.
 *
 * @throws DomainError where requestsPerConnection is below 1
 */
export function keepAliveMeasured(
  { requestsPerSecond, responseTimeSeconds }: PoolDemand,
  measured: {
    readonly requestsPerConnection: number;
    readonly connectionSeconds?: number;
    readonly idleTimeoutSeconds?: number;
  },
): Reuse {
  const requestsPerConnection = requireAtLeast('requestsPerConnection', measured.requestsPerConnection, 1);
  const connectionSeconds =
    measured.connectionSeconds ??
    requestsPerConnection * responseTimeSeconds + (measured.idleTimeoutSeconds ?? 0);
  return byLittle(requestsPerSecond / requestsPerConnection, connectionSeconds);
}

/** Sessions that stay open for `sessionSeconds` each, replaced as they end. @throws DomainError where that is not above 0 */
export function persistentSessions(held: {
  readonly sessions: number;
  readonly sessionSeconds: number;
}): Reuse {
  if (!(held.sessionSeconds > 0)) {
    throw new DomainError('out-of-range', 'sessionSeconds', held.sessionSeconds, 'a number above 0');
  }
  return byLittle(requireAtLeast('sessions', held.sessions, 0) / held.sessionSeconds, held.sessionSeconds);
}

/** Streams that a connection of HTTP/2 carries where neither side says. RFC 9113, section 6.5.2: no fewer than 100 is advised. */
const STREAMS_WHERE_UNSAID = 100;

/**
 * HTTP/2 of one process: a connection for every `maxConcurrentStreams` requests in flight, at least one while requests come
 * within the idle timeout; each is replaced when it reaches its age.
 *
 * @see RFC 9113, section 5.1.2 (stream concurrency)
 */
export function multiplex(
  { requestsPerSecond, responseTimeSeconds }: PoolDemand,
  settings: PoolSettings & { readonly maxConcurrentStreams?: number },
): Reuse {
  if (requestsPerSecond === 0) return byLittle(0, 0);
  const streams = requireAtLeast(
    'maxConcurrentStreams',
    settings.maxConcurrentStreams ?? STREAMS_WHERE_UNSAID,
    1,
  );
  const needed = Math.max(1, (requestsPerSecond * responseTimeSeconds) / streams);
  const most = settings.maxConnections ?? Infinity;
  // With requests rarer than the idle timeout, the connection is forgotten between most of them.
  const forgotten = Math.exp(-requestsPerSecond * (settings.idleTimeoutSeconds ?? Infinity));
  const openConnections =
    Math.min(most, needed) * (1 - forgotten) + requestsPerSecond * responseTimeSeconds * forgotten;
  const aged = settings.maxAgeSeconds === undefined ? 0 : openConnections / settings.maxAgeSeconds;
  const connectionsPerSecond = Math.min(requestsPerSecond, aged + requestsPerSecond * forgotten);
  return {
    connectionsPerSecond,
    openConnections,
    connectionSeconds: connectionsPerSecond > 0 ? openConnections / connectionsPerSecond : 0,
  };
}
