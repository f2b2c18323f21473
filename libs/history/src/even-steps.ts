import { HistoryError } from './history-error.js';
import type { RecordedRate } from './read-history.js';

/** A recording in even steps: the mean of each. */
export interface EvenSteps {
  /** Seconds since 1970. */
  readonly startSeconds: number;
  readonly stepSeconds: number;
  /** Requests per second; NaN where there is no record. The first and the last step have one. */
  readonly rates: Float64Array;
}

/** Share of steps that may be missing. */
const MOST_MISSING = 0.1;

/**
 * The mean rate of every step.
 *
 * @throws HistoryError where more than a tenth of the steps have no record
 */
export function evenSteps(recorded: readonly RecordedRate[], stepSeconds: number): EvenSteps {
  const [first, last] = [recorded[0], recorded.at(-1)];
  if (first === undefined || last === undefined)
    throw new HistoryError('too-short', null, 'it has no records; it must have at least two days of them');
  const stepOf = (atSeconds: number): number => Math.floor(atSeconds / stepSeconds);
  const from = stepOf(first.atSeconds);
  const length = stepOf(last.atSeconds) - from + 1;
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  for (const { atSeconds, requestsPerSecond } of recorded) {
    const step = stepOf(atSeconds) - from;
    sums[step] = (sums[step] ?? 0) + requestsPerSecond;
    counts[step] = (counts[step] ?? 0) + 1;
  }
  const missing = counts.reduce((total, count) => total + (count === 0 ? 1 : 0), 0);
  if (missing > length * MOST_MISSING) {
    const at = new Date((from + counts.indexOf(0)) * stepSeconds * 1000).toISOString();
    throw new HistoryError(
      'gap',
      at,
      `it has no record in ${String(missing)} of its ${String(length)} steps of ${String(stepSeconds)} s, from ${at} on; at most a tenth may be missing`,
    );
  }
  return {
    startSeconds: from * stepSeconds,
    stepSeconds,
    rates: sums.map((sum, step) => sum / (counts[step] ?? 1)),
  };
}
