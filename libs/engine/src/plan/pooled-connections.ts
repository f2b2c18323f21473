import {
  multiplex,
  partOfSharedIdle,
  type MultiplexSettings,
  type PoolDemand,
  type PoolRates,
  type PoolSettings,
  type Reuse,
} from '../pooling/index.js';
import { cited, ownCitations } from '../topology/citations.js';
import type { ConnectionRate, LegConnections } from './contribution.js';
import { endpointPools, mostOpen, type EndpointPools } from './endpoint-pools.js';
import { knownRatesOf, perProcess, type KnownRates } from './known-rates.js';
import { endpointPoolsSteps, keepAliveSteps, multiplexSteps, POOL_METHOD_SOURCES } from './law-derivation.js';
import type { LegPath } from './leg-path.js';

/** Settings of a pool, and how long a request keeps a connection of it busy. */
type Pooled<Settings> = Settings & Pick<PoolDemand, 'responseTimeSeconds'>;

/**
 * A leg whose connections are kept by pools of their initiator. Where those are one for each endpoint, each has an even
 * part of the requests; an uneven one keeps no more open.
 */
export function keptInPools(
  path: LegPath,
  { responseTimeSeconds, ...settings }: Pooled<PoolSettings>,
  known: KnownRates,
): LegConnections {
  const pools = endpointPools(path);
  const ofOne =
    pools.maxIdleOfAll && settings.maxIdle !== undefined
      ? { ...settings, maxIdle: settings.maxIdle / pools.count }
      : settings;
  const behaviourAt = (requestsPerSecond: number): PoolRates =>
    partOfSharedIdle({ requestsPerSecond, responseTimeSeconds }, ofOne);
  return {
    law: 'keep-alive pool',
    linear: null,
    at: ofAll(
      perProcess(behaviourAt, knownRatesOf('keep-alive', { responseTimeSeconds, ...ofOne }, known)),
      pools,
      settings,
    ),
    steps: endpointPoolsSteps(pools, settings, behaviourAt, (requestsPerSecond, owner) =>
      keepAliveSteps(
        { requestsPerSecond, responseTimeSeconds },
        ofOne,
        behaviourAt(requestsPerSecond),
        owner,
      ),
    ),
    inputs: { responseTimeSeconds, ...settings, ...countOf(pools) },
    citations: [...poolCitations(path, pools), ...POOL_METHOD_SOURCES],
  };
}

/** A leg whose connections carry many requests at once. */
export function multiplexedInPools(
  path: LegPath,
  { responseTimeSeconds, ...settings }: Pooled<MultiplexSettings>,
  known: KnownRates,
): LegConnections {
  const pools = endpointPools(path);
  const reuseAt = (requestsPerSecond: number): Reuse =>
    multiplex({ requestsPerSecond, responseTimeSeconds }, settings);
  return {
    law: 'multiplexed connections',
    linear: null,
    at: ofAll(
      perProcess(reuseAt, knownRatesOf('multiplex', { responseTimeSeconds, ...settings }, known)),
      pools,
      settings,
    ),
    steps: endpointPoolsSteps(pools, settings, reuseAt, (requestsPerSecond, owner) =>
      multiplexSteps({ requestsPerSecond, responseTimeSeconds }, settings, reuseAt(requestsPerSecond), owner),
    ),
    inputs: { responseTimeSeconds, ...settings, ...countOf(pools) },
    citations: [...poolCitations(path, pools), ...POOL_METHOD_SOURCES],
  };
}

/** The law of one pool for all of them; no more are open than a limit that counts all of a process allows. */
function ofAll(
  onePool: LegConnections['at'],
  pools: EndpointPools,
  { maxConnections = Infinity }: Pick<PoolSettings, 'maxConnections'>,
): LegConnections['at'] {
  const most = mostOpen(pools, maxConnections);
  return (requestsPerSecond, processes): ConnectionRate => {
    const all = onePool(requestsPerSecond, processes * pools.count);
    return most === Infinity
      ? all
      : { ...all, openConnections: Math.min(all.openConnections, most * processes) };
  };
}

function countOf({ count }: EndpointPools): { readonly endpointPools?: number } {
  return count === 1 ? {} : { endpointPools: count };
}

function poolCitations(path: LegPath, pools: EndpointPools): readonly string[] {
  const { maxIdle, idleTimeoutSeconds, maxRequests, maxAgeSeconds, ...others } = path.from.pool;
  const scopes = [
    ...(pools.count > 1 ? [others.poolScope] : []),
    ...(pools.maxIdleOfAll ? [others.maxIdleScope] : []),
    ...(pools.maxConnectionsOfAll ? [others.maxConnectionsScope] : []),
  ];
  return [
    ...new Set([
      ...[maxIdle, idleTimeoutSeconds, maxRequests, maxAgeSeconds, ...scopes].flatMap((row) =>
        row === undefined ? [] : [cited(row)],
      ),
      ...ownCitations(others.reuse, others.maxConnections, others.maxConcurrentStreams),
      ...ownCitations(path.to.profile?.listener?.idleTimeoutSeconds),
    ]),
  ];
}
