import { catalogueId } from '../catalog/catalog.js';
import {
  hostQuarantineSeconds,
  keepAlivePool,
  smallestMaxIdle,
  smallestPool,
  translatorQuarantineSeconds,
  type PoolBehaviour,
  type PoolDemand,
  type PoolSettings,
} from '../pooling/index.js';
import { poolConfiguration } from '../pooling/pool-configuration.js';
import type { Assessment, Levels } from './assess.js';
import { instancesAt } from './contribution.js';
import { endpointPools } from './endpoint-pools.js';
import { shortestIdleTimeout } from './leg-connections.js';
import type { LegPath } from './leg-path.js';
import { peakRequestsPerSecond } from './load-curve.js';
import type { PoolContext } from './pool-recipe.js';
import type { PoolingAdvice } from './result.js';
import type { TrackCache } from './source-mix.js';

/** Share of requests that may still dial because the pool keeps too few idle connections. */
const DIALLED_SHARE = 0.01;

/** Share of requests that may find all connections of their process busy, and wait. */
const WAITING_SHARE = 1e-4;

/** How much sooner than anything else on the path the initiator lets an idle connection go. */
const TIMEOUT_MARGIN = 0.8;

const LONGEST_IDLE_SECONDS = 60;
const LONGEST_AGE_SECONDS = 3600;

/** Share of a pool that it must be filled to before its legs are advised on: below, there is nothing to save. */
const WORTH_POOLING = 0.05;

/** The pool that a leg should have, and what it makes of the leg's connections. */
interface PoolingPlan {
  readonly advice: PoolingAdvice;
  readonly settings: Required<
    Pick<PoolSettings, 'maxIdle' | 'maxConnections' | 'idleTimeoutSeconds' | 'maxAgeSeconds'>
  >;
}

/** Advice for the legs that weigh on a pool; those that already keep connections only where that pool is not well. */
export function poolingAdvice(
  context: PoolContext,
  assessments: readonly Assessment[],
  levels: Levels,
  cache: TrackCache,
): readonly PoolingAdvice[] {
  const heavy = new Set<string>();
  for (const { pool, peak, status } of assessments) {
    for (const { leg } of pool.contributions) {
      const kept = context.laws.get(leg)?.linear === null;
      if (kept ? status !== 'ok' : peak.utilization >= WORTH_POOLING) heavy.add(leg);
    }
  }
  const sized = remembered(smallestServing);
  return context.paths.flatMap((path) => {
    if (!heavy.has(path.leg.id)) return [];
    const coefficients = context.coefficients.get(path.leg.id) ?? new Float64Array(0);
    const requestsPerSecond = peakRequestsPerSecond(coefficients, levels.planning, cache);
    if (requestsPerSecond <= 0) return [];
    return poolingPlan(path, requestsPerSecond, context, sized)?.advice ?? [];
  });
}

/**
 * The smallest pool per process for a leg at its peak: enough connections that no more than one request in ten thousand
 * waits, as many kept idle as the fluctuation needs, and let go sooner than by anything else on the path. Where a process
 * has a pool for each endpoint, each is as small as that, and limits are told as its product counts them. Null
 * for legs that hold sessions or streams, that nobody of ours dials, or whose connections already are as few.
 *
 * @param requestsPerSecond on the whole leg at its peak
 */
function poolingPlan(
  path: LegPath,
  requestsPerSecond: number,
  context: PoolContext,
  sized: typeof smallestServing,
): PoolingPlan | null {
  const law = context.laws.get(path.leg.id);
  const reuse = path.leg.connections?.reuse;
  if (
    law === undefined ||
    path.from.host === null ||
    path.from.profile?.family === 'load-balancer' ||
    reuse === 'persistent' ||
    reuse === 'multiplex' ||
    (path.leg.protocol ?? 'tcp') === 'udp'
  )
    return null;
  const processes = instancesAt(path.from.instances, requestsPerSecond) * path.from.processesPerInstance;
  const responseTimeSeconds = context.pick(path.leg.responseTimeSeconds);
  const pools = endpointPools(path);
  const poolsInAll = processes * pools.count;
  const demand = { requestsPerSecond: requestsPerSecond / poolsInAll, responseTimeSeconds };
  const idleTimeoutSeconds = Math.max(
    1,
    Math.floor(
      Math.min(
        LONGEST_IDLE_SECONDS,
        (shortestIdleTimeout(withoutOwnTimeout(path), context.pick) ?? Infinity) * TIMEOUT_MARGIN,
      ),
    ),
  );
  const { settings: ofOne, pooled } = sized(demand, idleTimeoutSeconds);
  const settings = {
    ...ofOne,
    maxIdle: ofOne.maxIdle * (pools.maxIdleOfAll ? pools.count : 1),
    maxConnections: ofOne.maxConnections * (pools.maxConnectionsOfAll ? pools.count : 1),
  };

  const quarantineSeconds = longestQuarantine(path);
  const ports = (open: number, rate: number): number => open + rate * quarantineSeconds;
  const before = law.at(requestsPerSecond, processes);
  const after = {
    connectionsPerSecond: pooled.connectionsPerSecond * poolsInAll,
    open: pooled.openConnections * poolsInAll,
  };
  if (after.connectionsPerSecond <= 0) return null;
  if (
    ports(after.open, after.connectionsPerSecond) >=
    ports(before.openConnections, before.connectionsPerSecond)
  )
    return null;
  return {
    settings,
    advice: {
      leg: path.leg.id,
      perProcess: settings,
      poolsPerProcess: pools.count,
      connectionsTotal: ofOne.maxConnections * poolsInAll,
      requestsPerConnection: requestsPerSecond / after.connectionsPerSecond,
      before: {
        connectionsPerSecond: before.connectionsPerSecond,
        ports: ports(before.openConnections, before.connectionsPerSecond),
      },
      after: {
        connectionsPerSecond: after.connectionsPerSecond,
        ports: ports(after.open, after.connectionsPerSecond),
      },
      config: poolConfiguration(catalogueId(path.from.profile), settings),
    },
  };
}

interface SizedPool {
  readonly settings: PoolingPlan['settings'];
  readonly pooled: PoolBehaviour;
}

/** The smallest pool that serves, and how it behaves. */
function smallestServing(demand: PoolDemand, idleTimeoutSeconds: number): SizedPool {
  const maxConnections = smallestPool(demand, { waitSeconds: 0, waitingShare: WAITING_SHARE });
  const maxIdle = Math.min(maxConnections, smallestMaxIdle(demand, DIALLED_SHARE));
  const settings = { maxIdle, maxConnections, idleTimeoutSeconds, maxAgeSeconds: LONGEST_AGE_SECONDS };
  return { settings, pooled: keepAlivePool(demand, settings) };
}

/** Pools that are asked the same need not be sized again. */
function remembered(size: typeof smallestServing): typeof smallestServing {
  const known = new Map<string, SizedPool>();
  return (demand, idleTimeoutSeconds) => {
    // Twelve digits: the same rate reached along two paths may differ in the last bits.
    const { requestsPerSecond, responseTimeSeconds } = demand;
    const key = `${requestsPerSecond.toPrecision(12)} ${String(responseTimeSeconds)} ${String(idleTimeoutSeconds)}`;
    const pool = known.get(key) ?? size(demand, idleTimeoutSeconds);
    known.set(key, pool);
    return pool;
  };
}

/** The timeouts that bind the pool are everybody else's. */
function withoutOwnTimeout(path: LegPath): LegPath {
  const { connections: _connections, ...leg } = path.leg;
  return { ...path, leg, from: { ...path.from, pool: {} } };
}

/** The longest that any box on the path holds a tuple after close. */
function longestQuarantine({ leg, from, via }: LegPath): number {
  const host =
    from.host === null
      ? 0
      : hostQuarantineSeconds({
          closedBy: leg.connections?.closedBy ?? 'initiator',
          protocol: leg.protocol ?? 'tcp',
          timeWaitSeconds: from.host.timeWaitSeconds,
          timeWaitReuse: from.host.timeWaitReuse,
        });
  return via.reduce(
    (longest, { translator }) =>
      translator === null
        ? longest
        : Math.max(longest, translatorQuarantineSeconds(translator, leg.protocol ?? 'tcp')),
    host,
  );
}
