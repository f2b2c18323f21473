import {
  meanTimeToExhaustionSeconds,
  sustainableConnectionRate,
  type VaryingHold,
} from '../ports/rate-ceiling.js';
import type { Assessment } from './assess.js';
import type { RequestsOf } from './load-curve.js';

/** What a sudden step of new connections does to an idle pool: a flash crowd, a retry storm, an attack. */
export interface SuddenStep {
  /** Seconds that each of its connections holds a tuple, as those of the peak do: of a pool, with what it is idle for. */
  readonly stepHeldSeconds: number;
  /** Connections per second that may go on for ever within the policy's blocking. */
  readonly sustainableConnectionsPerSecond: number;
  /** Seconds until the pool is full at twice that rate, from idle; null where that does not fill it on average. */
  readonly secondsToExhaustionAtTwice: number | null;
  /** The same at ten times that rate. */
  readonly secondsToExhaustionAtTenTimes: number | null;
}

/**
 * How fast the pool may be taken, and how soon it is full where that is exceeded; null for a stream, and where no
 * connection reaches it. Several legs are taken together, with the time that they hold a tuple on average.
 *
 * @param requestsAtPeak requests per second of a leg with such coefficients at the pool's peak
 * @see Eick, Massey, Whitt: The Physics of the M(t)/G/∞ Queue, Operations Research 41(4), 1993
 */
export function suddenStep(assessment: Assessment, requestsAtPeak: RequestsOf): SuddenStep | null {
  const { pool, limits } = assessment;
  const hold = holdOf(assessment, requestsAtPeak);
  // The hottest part is full before the others are.
  const tuples = pool.tuplesPerSubpool / pool.hottestSubpoolShare;
  if (pool.loss === 'fluid' || hold === null || !(tuples > 0) || limits.blocking <= 0) return null;
  const stepHeldSeconds = hold.openSeconds + hold.quarantineSeconds;
  const rate = sustainableConnectionRate(limits.blocking, stepHeldSeconds);
  const after = (times: number): number | null => meanTimeToExhaustionSeconds(tuples, rate * times, hold);
  return {
    stepHeldSeconds,
    sustainableConnectionsPerSecond: rate,
    secondsToExhaustionAtTwice: after(2),
    secondsToExhaustionAtTenTimes: after(10),
  };
}

/** That of the law at the requests of the peak, not that of the peak itself: behind a surge tuples are held that nobody opens. */
function holdOf({ pool, peak }: Assessment, requestsAtPeak: RequestsOf): VaryingHold | null {
  const [only, ...others] = pool.contributions;
  if (peak.offeredLoad <= 0) return null;
  const single = others.length === 0 ? only?.linear : null;
  if (single != null) return single.openSeconds + single.quarantineSeconds > 0 ? single : null;
  let [opened, open, unusable] = [0, 0, 0];
  for (const { coefficients, linear, at } of pool.contributions) {
    const requestsPerSecond = requestsAtPeak(coefficients);
    if (linear === null) {
      const { connectionsPerSecond, offeredLoad } = at(requestsPerSecond);
      opened += connectionsPerSecond;
      unusable += offeredLoad;
    } else {
      const connectionsPerSecond = requestsPerSecond * linear.connectionsPerRequest;
      opened += connectionsPerSecond;
      open += connectionsPerSecond * linear.openSeconds;
      unusable += connectionsPerSecond * linear.quarantineSeconds;
    }
  }
  return opened > 0 && open + unusable > 0
    ? { openSeconds: open / opened, quarantineSeconds: unusable / opened }
    : null;
}
