import type { Allocator } from './allocators.js';
import { EventQueue } from './event-queue.js';
import { BATCHES, intervalOf, type Interval } from './interval.js';
import { exponential, type Random } from './random.js';

// Jest looks globals up through its sandbox, which is slow in an inner loop.
const { floor, log } = Math;

/** Ports that connections take, hold while they are open and through a quarantine after close, and give back. */
export interface PortPool {
  /** Addresses of a pool each; a connection is given one of them at random, whatever the others have left. */
  readonly addresses: number;
  readonly portsPerAddress: number;
  readonly connectionsPerSecond: number;
  /** Mean size of the bursts that connections come in, each burst at once; 1 for single ones. */
  readonly meanBurst: number;
  /** Whether all are of that size; else sizes are geometric. */
  readonly equalBursts: boolean;
  readonly holdSeconds: () => number;
  /** Mean of `holdSeconds`, which the warm-up is measured by. */
  readonly meanHoldSeconds: number;
  readonly quarantineSeconds: number;
  /** How many times over the pool is filled before anything is counted: an empty one is not what is asked about. */
  readonly warmUpHolds: number;
  readonly allocator: Allocator;
}

/** Share of connections that found no port. */
export function simulateBlocking(pool: PortPool, arrivals: number, random: Random): Interval {
  const used = Array.from({ length: pool.addresses }, () => new Uint8Array(pool.portsPerAddress));
  const releases = new EventQueue();
  const burstSeconds = pool.meanBurst / pool.connectionsPerSecond;
  const heldSeconds = pool.meanHoldSeconds + pool.quarantineSeconds;
  const warmUp = floor(pool.warmUpHolds * heldSeconds * pool.connectionsPerSecond);
  const perBatch = floor(arrivals / BATCHES);
  const lost = new Array<number>(BATCHES).fill(0);
  let now = 0;
  let left = 0;
  for (let arrival = -warmUp; arrival < perBatch * BATCHES; arrival += 1) {
    if (left === 0) {
      now += exponential(burstSeconds, random);
      left = pool.equalBursts ? pool.meanBurst : burst(pool.meanBurst, random);
    }
    left -= 1;
    while (releases.nextAt <= now) {
      const released = releases.take();
      const address = used[floor(released / pool.portsPerAddress)];
      if (address !== undefined) address[released % pool.portsPerAddress] = 0;
    }
    const chosen = pool.addresses === 1 ? 0 : floor(random() * pool.addresses);
    const address = used[chosen];
    if (address === undefined) throw new Error('no address');
    const port = pool.allocator(address);
    if (port >= 0) {
      address[port] = 1;
      releases.add(now + pool.holdSeconds() + pool.quarantineSeconds, chosen * pool.portsPerAddress + port);
    } else if (arrival >= 0) {
      const batch = floor(arrival / perBatch);
      lost[batch] = (lost[batch] ?? 0) + 1;
    }
  }
  return intervalOf(lost.map((count) => count / perBatch));
}

function burst(mean: number, random: Random): number {
  return mean === 1 ? 1 : 1 + floor(log(1 - random()) / log(1 - 1 / mean));
}
