import { EventQueue } from './event-queue.js';
import { BATCHES, intervalOf, type Interval } from './interval.js';
import { exponential, type Random } from './random.js';

/** Connections that come as usual, and from second 0 on in a surge; there are ports for all of them. */
export interface Surge {
  readonly usualPerSecond: number;
  /** What the usual rate is multiplied by after a straight rise. */
  readonly multiplier: number;
  readonly rampSeconds: number;
  /** From the beginning of the rise to the beginning of a fall as long as it. */
  readonly durationSeconds: number;
  /** Mean of an exponential time. */
  readonly openSeconds: number;
  readonly quarantineSeconds: number;
}

/** Connections older than so many mean holds are gone. */
export const HOLDS_BEFORE = 15;

/** Ports in use at a second of the surge, on average over so many surges. */
export function simulateSurge(surge: Surge, second: number, surges: number, random: Random): Interval {
  const perBatch = Math.floor(surges / BATCHES);
  return intervalOf(
    Array.from({ length: BATCHES }, () => {
      let sum = 0;
      for (let each = 0; each < perBatch; each += 1) sum += inUseAt(surge, second, random);
      return sum / perBatch;
    }),
  );
}

/** Candidates come at the highest rate, and are thinned to what the rate is when they come: Lewis and Shedler, 1979. */
function inUseAt(surge: Surge, second: number, random: Random): number {
  const highest = surge.usualPerSecond * Math.max(1, surge.multiplier);
  const releases = new EventQueue();
  let inUse = 0;
  let now = -surge.quarantineSeconds - HOLDS_BEFORE * surge.openSeconds;
  for (;;) {
    now += exponential(1 / highest, random);
    if (now >= second) break;
    if (random() * highest >= rateAt(surge, now)) continue;
    inUse += 1;
    releases.add(now + exponential(surge.openSeconds, random) + surge.quarantineSeconds, 0);
  }
  while (releases.nextAt <= second) {
    releases.take();
    inUse -= 1;
  }
  return inUse;
}

/** Connections per second at a second of the surge. */
export function rateAt(surge: Surge, second: number): number {
  const { usualPerSecond, multiplier, rampSeconds, durationSeconds } = surge;
  if (second < 0 || second >= durationSeconds + rampSeconds) return usualPerSecond;
  const untilUsual = Math.min(second, durationSeconds + rampSeconds - second);
  const risen = untilUsual >= rampSeconds ? 1 : untilUsual / rampSeconds;
  return usualPerSecond * (1 + (multiplier - 1) * risen);
}
