import { keepAlivePool, type PoolBehaviour } from './keep-alive-pool.js';
import type { PoolDemand, PoolSettings } from './pool-limits.js';

/** What a pool opens, and why. */
export type PoolRates = Pick<PoolBehaviour, 'connectionsPerSecond' | 'openConnections' | 'births'>;

/**
 * A keep-alive pool whose part of a limit of idle connections that several share is no whole number: so much as one that
 * keeps the next fewer, and the rest as one that keeps the next more.
 *
 * Beside a simulation of nginx, which closes the connection idle longest of all: between a tenth fewer open and as many,
 * between as many dialled and two fifths more (twice as many where hardly any is), for one that sinks may keep what another
 * does not need.
 *
 * @param settings `maxIdle` may be any number of at least 0
 * @throws DomainError as {@link keepAlivePool}
 */
export function partOfSharedIdle(demand: PoolDemand, settings: PoolSettings): PoolRates {
  const { maxIdle = Infinity } = settings;
  const fewer = Math.floor(maxIdle);
  if (!(maxIdle > fewer)) return keepAlivePool(demand, settings);
  const weight = maxIdle - fewer;
  const less = keepAlivePool(demand, { ...settings, maxIdle: fewer });
  const more = keepAlivePool(demand, { ...settings, maxIdle: fewer + 1 });
  const between = (one: number, other: number): number => (1 - weight) * one + weight * other;
  return {
    connectionsPerSecond: between(less.connectionsPerSecond, more.connectionsPerSecond),
    openConnections: between(less.openConnections, more.openConnections),
    births: {
      idleSlots: between(less.births.idleSlots, more.births.idleSlots),
      idleTimeout: between(less.births.idleTimeout, more.births.idleTimeout),
      requestLimit: between(less.births.requestLimit, more.births.requestLimit),
      age: between(less.births.age, more.births.age),
    },
  };
}
