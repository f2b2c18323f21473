import { EventQueue } from './event-queue.js';
import { BATCHES, intervalOf, type Interval } from './interval.js';
import { exponential, type Random } from './random.js';
import { HOLDS_BEFORE, rateAt, type Surge } from './surge.js';

/** A surge, and as many ports for it as there are. */
export interface SurgeOnPool extends Surge {
  readonly ports: number;
}

/** What was lost in each second of a surge. */
export interface LossBySecond {
  /** The most of any second, and that second. */
  readonly most: Interval;
  readonly second: number;
  /** Seconds from the start until a share of new connections is lost. */
  readonly secondsUntil: (share: number) => Interval;
}

/** Share of connections that found no port, in each second until the surge falls, over so many surges. */
export function simulateSurgeLoss(pool: SurgeOnPool, surges: number, random: Random): LossBySecond {
  const perBatch = Math.ceil(surges / BATCHES);
  const batches = Array.from({ length: BATCHES }, () => {
    const tally = newTally(pool.durationSeconds);
    for (let each = 0; each < perBatch; each += 1) play(pool, tally, random);
    return tally.lost.map((lost, second) => lost / Math.max(1, tally.came[second] ?? 0));
  });
  const intervals = Array.from({ length: pool.durationSeconds }, (_, second) =>
    intervalOf(batches.map((shares) => shares[second] ?? 0)),
  );
  const second = intervals.reduce(
    (worst, { mean }, at) => (mean > (intervals[worst]?.mean ?? 0) ? at : worst),
    0,
  );
  const most = intervals[second];
  if (most === undefined) throw new Error('a surge of no second');
  return {
    most,
    second,
    secondsUntil: (share) => intervalOf(batches.map((shares) => crossing(shares, share))),
  };
}

interface Tally {
  readonly came: Float64Array;
  readonly lost: Float64Array;
}

function newTally(seconds: number): Tally {
  return { came: new Float64Array(seconds), lost: new Float64Array(seconds) };
}

/** Thinned as in `surge.ts`; before the surge the rate is the usual one, and nothing is thinned. */
function play(pool: SurgeOnPool, { came, lost }: Tally, random: Random): void {
  const { usualPerSecond, openSeconds, quarantineSeconds, durationSeconds } = pool;
  const highest = usualPerSecond * Math.max(1, pool.multiplier);
  const releases = new EventQueue();
  let inUse = 0;
  let now = -quarantineSeconds - HOLDS_BEFORE * openSeconds;
  while (now < durationSeconds) {
    const rate = now < 0 ? usualPerSecond : highest;
    const next = now + exponential(1 / rate, random);
    // What would come after the start of the surge at the usual rate comes at the surge's: forget it, and begin there.
    const starts = now < 0 && next >= 0;
    now = starts ? 0 : next;
    if (starts || now >= durationSeconds || random() * rate >= rateAt(pool, now)) continue;
    while (releases.nextAt <= now) {
      releases.take();
      inUse -= 1;
    }
    const second = Math.floor(now);
    if (second >= 0) came[second] = (came[second] ?? 0) + 1;
    if (inUse < pool.ports) {
      inUse += 1;
      releases.add(now + exponential(openSeconds, random) + quarantineSeconds, 0);
    } else if (second >= 0) lost[second] = (lost[second] ?? 0) + 1;
  }
}

/** When a share is passed, each second's standing for its middle, on a straight line between them. */
function crossing(shares: Float64Array, share: number): number {
  const second = shares.findIndex((each) => each > share);
  const [before, after] = [shares[second - 1] ?? 0, shares[second] ?? 0];
  return second < 0 ? shares.length : second - 0.5 + (share - before) / (after - before);
}
