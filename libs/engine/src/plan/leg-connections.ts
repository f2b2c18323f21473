import {
  abandonedHoldSeconds,
  keepAliveMeasured,
  persistentSessions,
  reuseNone,
  type PoolSettings,
} from '../pooling/index.js';
import type { KeepAlive, Leg, Multiplex, Persistent } from '../topology/leg.js';
import type { PickQuantity } from '../topology/resolved.js';
import type { ConnectionRate, LegConnections } from './contribution.js';
import { figure } from './figure.js';
import type { KnownRates } from './known-rates.js';
import type { LegPath } from './leg-path.js';
import { keptInPools, multiplexedInPools } from './pooled-connections.js';

type Reuse<Kind> = Extract<NonNullable<Leg['connections']>, { readonly reuse: Kind }>;
type LawOf = (
  path: LegPath,
  baseRequestsPerSecond: number,
  pick: PickQuantity,
  known: KnownRates,
) => LegConnections;

const LAWS: Readonly<Record<NonNullable<Leg['connections']>['reuse'], LawOf>> = {
  none: withoutReuse,
  'keep-alive': keptAlive,
  multiplex: multiplexed,
  persistent: inSessions,
};

/**
 * The law by which a leg's requests become connections: the leg's own `connections`, else what the initiator's profile
 * does, else one connection a request. Connections that are abandoned hold their tuple until the shortest idle timeout
 * of the path.
 *
 * @param baseRequestsPerSecond the leg's request rate at the forecast's base demand, which sessions are counted at
 */
export function legConnections(
  path: LegPath,
  baseRequestsPerSecond: number,
  pick: PickQuantity,
  known: KnownRates,
): LegConnections {
  const law = LAWS[reuseOf(path)](path, baseRequestsPerSecond, pick, known);
  return withAbandoned(path, law, pick);
}

/** How a leg's connections are reused: what it says, else what its initiator's profile does. */
export function reuseOf(path: LegPath): keyof typeof LAWS {
  return path.leg.connections?.reuse ?? path.from.pool.reuse?.value ?? 'none';
}

function given<Kind extends keyof typeof LAWS>(path: LegPath, kind: Kind): Partial<Reuse<Kind>> {
  const connections = path.leg.connections;
  return connections?.reuse === kind ? (connections as Reuse<Kind>) : {};
}

/** Seconds after which an idle connection of this leg ends at its initiator, where that is known. */
export function initiatorIdleTimeout(path: LegPath, pick: PickQuantity): number | null {
  const connections = path.leg.connections;
  const onLeg =
    connections !== undefined && 'idleTimeoutSeconds' in connections
      ? connections.idleTimeoutSeconds
      : undefined;
  return onLeg === undefined ? (path.from.pool.idleTimeoutSeconds?.value ?? null) : pick(onLeg);
}

/** The shortest time after which anything on the path ends an idle connection, where any is known. */
export function shortestIdleTimeout(path: LegPath, pick: PickQuantity): number | null {
  const known = [
    initiatorIdleTimeout(path, pick),
    path.to.listenerIdleTimeoutSeconds,
    ...path.via.map(({ passThroughIdleSeconds }) => passThroughIdleSeconds),
  ].filter((seconds): seconds is number => seconds !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function withoutReuse(path: LegPath, _base: number, pick: PickQuantity): LegConnections {
  const responseTimeSeconds = pick(path.leg.responseTimeSeconds);
  return {
    law: 'one connection per request',
    linear: { connectionsPerRequest: 1, openSeconds: responseTimeSeconds },
    at: (requestsPerSecond) => reuseNone({ requestsPerSecond, responseTimeSeconds }),
    inputs: { responseTimeSeconds },
    citations: [],
  };
}

function keptAlive(path: LegPath, _base: number, pick: PickQuantity, known: KnownRates): LegConnections {
  const connections: Partial<KeepAlive> = given(path, 'keep-alive');
  const responseTimeSeconds = pick(path.leg.responseTimeSeconds);
  if (connections.requestsPerConnection !== undefined) {
    const requestsPerConnection = pick(connections.requestsPerConnection);
    const idleTimeoutSeconds = shortestIdleTimeout(path, pick);
    const measured = (requestsPerSecond: number): ConnectionRate & { readonly connectionSeconds: number } =>
      keepAliveMeasured(
        { requestsPerSecond, responseTimeSeconds },
        {
          requestsPerConnection,
          ...(connections.connectionSeconds === undefined
            ? {}
            : { connectionSeconds: pick(connections.connectionSeconds) }),
          ...(idleTimeoutSeconds === null ? {} : { idleTimeoutSeconds }),
        },
      );
    const openSeconds = measured(1).connectionSeconds;
    const idle = idleTimeoutSeconds === null ? '' : ` + ${figure(idleTimeoutSeconds)} s until it is closed`;
    return {
      law: 'measured keep-alive',
      linear: { connectionsPerRequest: 1 / requestsPerConnection, openSeconds },
      at: measured,
      ...(connections.connectionSeconds === undefined && {
        steps: () => [
          `a connection is open ${figure(requestsPerConnection)} × ${figure(responseTimeSeconds)} s${idle} = ${figure(openSeconds)} s`,
        ],
      }),
      inputs: { responseTimeSeconds, requestsPerConnection, connectionSeconds: openSeconds },
      citations: [],
    };
  }
  return keptInPools(path, { responseTimeSeconds, ...poolSettings(path, connections, pick) }, known);
}

function multiplexed(path: LegPath, _base: number, pick: PickQuantity, known: KnownRates): LegConnections {
  const connections: Partial<Multiplex> = given(path, 'multiplex');
  const { maxConnections, idleTimeoutSeconds, maxAgeSeconds } = poolSettings(path, connections, pick);
  const streams = connections.maxConcurrentStreams ?? path.from.pool.maxConcurrentStreams?.value ?? null;
  const each = path.from.pool.connectionPerConcurrentRequest?.value;
  const settings = {
    responseTimeSeconds: pick(path.leg.responseTimeSeconds),
    ...(streams === null ? {} : { maxConcurrentStreams: streams }),
    ...(each === undefined ? {} : { connectionPerConcurrentRequest: each }),
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(idleTimeoutSeconds === undefined ? {} : { idleTimeoutSeconds }),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  };
  return multiplexedInPools(path, settings, known);
}

/** Sessions of people (a `clients` initiator) follow the demand; those of our own programs are a fixed set. */
function inSessions(path: LegPath, baseRequestsPerSecond: number, pick: PickQuantity): LegConnections {
  const connections: Partial<Persistent> = given(path, 'persistent');
  const sessions = pick(connections.sessions ?? 0);
  const sessionSeconds = pick(connections.sessionSeconds ?? 1);
  const follows = path.from.node.kind === 'clients' && baseRequestsPerSecond > 0;
  const instances = path.from.instances.max * path.from.processesPerInstance;
  return {
    law: 'persistent sessions',
    linear: follows
      ? {
          connectionsPerRequest: sessions / sessionSeconds / baseRequestsPerSecond,
          openSeconds: sessionSeconds,
        }
      : null,
    at: (requestsPerSecond, processes) =>
      persistentSessions({
        sessions: sessions * (follows ? requestsPerSecond / baseRequestsPerSecond : processes / instances),
        sessionSeconds,
      }),
    inputs: { sessions, sessionSeconds, followsDemand: follows },
    citations: [],
  };
}

/** What a leg may say about its initiator's pool, whatever the kind of reuse. */
type PoolFields = Partial<
  Pick<KeepAlive, 'maxIdle' | 'maxConnections' | 'idleTimeoutSeconds' | 'maxRequests' | 'maxAgeSeconds'>
>;

function poolSettings(path: LegPath, connections: PoolFields, pick: PickQuantity): PoolSettings {
  const defaults = path.from.pool;
  const maxIdle = connections.maxIdle ?? defaults.maxIdle?.value ?? undefined;
  const maxConnections = connections.maxConnections ?? defaults.maxConnections?.value ?? undefined;
  const maxRequests = connections.maxRequests ?? defaults.maxRequests?.value ?? undefined;
  const maxAge = connections.maxAgeSeconds ?? defaults.maxAgeSeconds?.value ?? undefined;
  const idleTimeoutSeconds = shortestIdleTimeout(path, pick);
  return {
    ...(maxIdle === undefined ? {} : { maxIdle }),
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(maxRequests === undefined ? {} : { maxRequests }),
    ...(maxAge === undefined ? {} : { maxAgeSeconds: pick(maxAge) }),
    ...(idleTimeoutSeconds === null ? {} : { idleTimeoutSeconds }),
  };
}

function withAbandoned(path: LegPath, law: LegConnections, pick: PickQuantity): LegConnections {
  const share = path.leg.connections?.abandonedShare;
  const idleTimeoutSeconds = shortestIdleTimeout(path, pick);
  if (share === undefined || idleTimeoutSeconds === null || pick(share) === 0) return law;
  const abandonedShare = pick(share);
  const held = (openSeconds: number): number =>
    abandonedHoldSeconds({ openSeconds, abandonedShare, idleTimeoutSeconds });
  return {
    ...law,
    linear: law.linear === null ? null : { ...law.linear, openSeconds: held(law.linear.openSeconds) },
    at: (requestsPerSecond, processes) => {
      const rate = law.at(requestsPerSecond, processes);
      if (rate.connectionsPerSecond === 0) return rate;
      const openSeconds = rate.openConnections / rate.connectionsPerSecond;
      return { ...rate, openConnections: rate.connectionsPerSecond * held(openSeconds) };
    },
    steps: (requestsPerSecond) => [
      ...(law.steps?.(requestsPerSecond) ?? []),
      `a share of ${figure(abandonedShare)} is never closed, and waits ${figure(idleTimeoutSeconds)} s for the first on the path to forget it: ${figure(abandonedShare * idleTimeoutSeconds)} s more on average`,
    ],
    inputs: { ...law.inputs, abandonedShare, pathIdleTimeoutSeconds: idleTimeoutSeconds },
  };
}
