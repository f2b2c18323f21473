import { EventQueue } from './event-queue.js';
import { BATCHES, intervalOf, type Interval } from './interval.js';
import { exponential, type Random } from './random.js';

/** An idle pool that connections suddenly come to. */
export interface SteppedPool {
  readonly ports: number;
  readonly connectionsPerSecond: number;
  /** Mean of an exponential time. */
  readonly openSeconds: number;
  readonly quarantineSeconds: number;
}

/** Seconds until the last port is taken, over so many steps. */
export function simulateStep(pool: SteppedPool, steps: number, random: Random): Interval {
  const perBatch = Math.floor(steps / BATCHES);
  return intervalOf(
    Array.from({ length: BATCHES }, () => {
      let sum = 0;
      for (let step = 0; step < perBatch; step += 1) sum += secondsUntilFull(pool, random);
      return sum / perBatch;
    }),
  );
}

function secondsUntilFull(pool: SteppedPool, random: Random): number {
  const releases = new EventQueue();
  let inUse = 0;
  let now = 0;
  while (inUse < pool.ports) {
    now += exponential(1 / pool.connectionsPerSecond, random);
    while (releases.nextAt <= now) {
      releases.take();
      inUse -= 1;
    }
    inUse += 1;
    releases.add(now + exponential(pool.openSeconds, random) + pool.quarantineSeconds, 0);
  }
  return now;
}
