import { seenByInitiator, type LegPath } from './leg-path.js';

/** The pools of one process toward a destination: one for each endpoint where connections are kept for endpoints. */
export interface EndpointPools {
  /** 1 where any connection serves any request. */
  readonly count: number;
  /** Whether `maxIdle` counts the idle connections of all of them. */
  readonly maxIdleOfAll: boolean;
  /** Whether `maxConnections` counts the connections of all of them. */
  readonly maxConnectionsOfAll: boolean;
}

/** How many pools each process of a leg's initiator has toward its responder, by the initiator's profile. */
export function endpointPools(path: LegPath): EndpointPools {
  const { poolScope, maxIdleScope, maxConnectionsScope } = path.from.pool;
  const count = poolScope?.value === 'endpoint' ? Math.max(1, seenByInitiator(path).endpoints) : 1;
  return {
    count,
    maxIdleOfAll: count > 1 && maxIdleScope?.value === 'destination',
    maxConnectionsOfAll: count > 1 && maxConnectionsScope?.value === 'destination',
  };
}

/** Connections that one process may have open in all, where a limit counts those of all pools: at least one to each endpoint. */
export function mostOpen(pools: EndpointPools, maxConnections: number): number {
  return pools.maxConnectionsOfAll ? Math.max(pools.count, maxConnections) : Infinity;
}
