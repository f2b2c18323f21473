import { surgeLoad, type SurgeHold, type SurgeResponse } from './surge-load.js';
import { firstIndexAtOrAbove, trackOf, type Track } from './track.js';

/** Means of the open time after which what a surge left behind is below the last digit of a double. */
const GONE_AFTER = 40;

interface PastSurge extends SurgeResponse {
  readonly endSeconds: number;
}

/**
 * Erlangs held over time, from arrivals per second: in a surge window the M(t)/G/∞ queue, outside `λ × hold`. The queue is
 * linear in its arrivals, so that what one surge left behind is added to whatever comes after it, the next surge too.
 *
 * @see Eick, Massey, Whitt: The Physics of the M(t)/G/∞ Queue, Operations Research 41(4), 1993
 */
export function heldThrough(rates: Track, hold: SurgeHold): Track {
  const seconds = hold.openSeconds + hold.quarantineSeconds;
  const reach = hold.quarantineSeconds + GONE_AFTER * hold.openSeconds;
  const past: PastSurge[] = [];
  const windows = rates.windows.map(({ startSeconds, stepSeconds, values }) => {
    const surge = surgeLoad(values, stepSeconds, hold);
    const load =
      past.length === 0
        ? surge.load
        : surge.load.map((erlangs, step) => erlangs + leftAt(startSeconds + step * stepSeconds, past, reach));
    past.push({ ...surge, endSeconds: startSeconds + (values.length - 1) * stepSeconds });
    return { startSeconds, stepSeconds, values: load };
  });

  const { instants } = rates;
  const steady = rates.values.map((rate) => rate * seconds);
  for (const { endSeconds, leftAfter } of past) {
    const first = firstIndexAtOrAbove(instants, endSeconds) ?? instants.length;
    for (let index = first; index < instants.length; index += 1) {
      const since = (instants[index] ?? 0) - endSeconds;
      if (since > reach) break;
      steady[index] = (steady[index] ?? 0) + leftAfter(since);
    }
  }
  return trackOf(instants, steady, windows);
}

/** What past surges left behind at an instant. */
function leftAt(atSeconds: number, past: readonly PastSurge[], reach: number): number {
  let left = 0;
  for (let index = past.length - 1; index >= 0; index -= 1) {
    const surge = past[index];
    if (surge === undefined || atSeconds - surge.endSeconds > reach) break;
    left += surge.leftAfter(Math.max(0, atSeconds - surge.endSeconds));
  }
  return left;
}
