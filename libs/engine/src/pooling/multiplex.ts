import { requireAtLeast } from '../errors.js';
import { idleStack } from './idle-stack.js';
import { checkedLimits, flightOf, idleTimeoutOf, type PoolDemand, type PoolSettings } from './pool-limits.js';
import { wearOf } from './pool-wear.js';
import { reuseOf, type Reuse } from './reuse.js';

/** Limits of one process' multiplexed connections; `maxIdle` is of no account. */
export interface MultiplexSettings extends Omit<PoolSettings, 'maxIdle'> {
  /** Requests that one connection carries at once, at least 1. */
  readonly maxConcurrentStreams?: number;
  /**
   * Whether the client opens a connection for each concurrent request rather than fill those it has, up to
   * `maxConnections`, as undici does.
   */
  readonly connectionPerConcurrentRequest?: boolean;
}

/** Streams of a connection where neither side says. RFC 9113, section 6.5.2: no fewer than 100 is advised. */
const STREAMS_WHERE_UNSAID = 100;

/**
 * HTTP/2 and gRPC of one process: the n-th connection is needed while more requests are in flight than the
 * ones before can carry, and closed when it was not for the idle timeout. Requests fill a connection before
 * the next; those beyond `maxConcurrentStreams × maxConnections` wait. So it is every
 * `maxConcurrentStreams`-th connection of the stack that a pool without multiplexing keeps ({@link
 * idleStack}), or the first `maxConnections` of them all where the client opens one for each concurrent
 * request.
 *
 * Open connections within 3 % of simulation. Connections do not empty in quite that order, so that dialling is
 * overstated: hardly for few requests, by a quarter where there are many streams, where it is rare anyway.
 *
 * @throws DomainError where a rate, time or limit is negative, or a number of streams, requests or
 *   connections below 1
 * @see RFC 9113, section 5.1.2 (stream concurrency)
 * @see https://undici.nodejs.org/#/docs/api/Pool (connections: null, unlimited)
 */
export function multiplex(demand: PoolDemand, settings: MultiplexSettings): Reuse {
  const flight = flightOf(demand);
  const { rate, inFlight, unit } = flight;
  const limits = checkedLimits(settings);
  const streams = Math.floor(
    requireAtLeast('maxConcurrentStreams', settings.maxConcurrentStreams ?? STREAMS_WHERE_UNSAID, 1),
  );
  if (rate === 0) return reuseOf(0, 0);
  const carried = streams * limits.maxConnections;
  const saturated = inFlight >= carried;
  const step = settings.connectionPerConcurrentRequest === true ? 1 : streams;
  const { open, dialled } = saturated
    ? { open: limits.maxConnections, dialled: 0 }
    : everyNth(
        inFlight,
        carried,
        idleTimeoutOf(limits.idleTimeoutSeconds, flight),
        step,
        limits.maxConnections,
      );
  const wear = { perRequest: 1 / limits.maxRequests, perResponseTime: unit / limits.maxAgeSeconds };
  const served = saturated ? carried / unit : rate;
  const { worn } = wearOf(wear, open / (served * unit));
  const connectionsPerSecond = served * Math.min(1, Math.sqrt(dialled ** 2 + worn ** 2));
  return {
    connectionsPerSecond,
    openConnections: open,
    connectionSeconds: connectionsPerSecond > 0 ? open / connectionsPerSecond : 0,
  };
}

/** In how many parts a line between two levels is added up. */
const PARTS_OF_A_LINE = 8;

/**
 * Of the stack, the connections that are needed from one request in flight on, from `step` more, and so on.
 */
function everyNth(
  inFlight: number,
  carried: number,
  idleTimeout: number,
  step: number,
  most: number,
): { readonly open: number; readonly dialled: number } {
  const stack = idleStack({ inFlight, maxIdle: Infinity, maxConnections: carried }, idleTimeout);
  const certain = Math.min(most, Math.ceil(stack.alwaysOpen / step));
  const connectionAt = stack.connections();
  // Where many lie on one straight line, the middle of some stands for them.
  const together = Math.max(1, Math.floor(stack.stride / step / PARTS_OF_A_LINE));
  let [open, dialled] = [certain, 0];
  for (let number = certain; number < most; number += together) {
    const count = Math.min(together, most - number);
    const connection = connectionAt(1 + (number + (count - 1) / 2) * step);
    if (connection.open === 0) break;
    open += count * connection.open;
    dialled += count * connection.dialled;
  }
  return { open, dialled };
}
