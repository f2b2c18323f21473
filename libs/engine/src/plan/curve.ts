import type { Rise } from '../forecast/rises.js';
import type { Stretch } from '../forecast/track-sample.js';
import { valueAt, type TrackPoint } from '../forecast/track.js';
import type { Contribution, PoolLoad } from './contribution.js';
import type { MixedRate } from './source-mix.js';

/** A pool's offered load over the forecast at one quantile of demand. */
export interface LoadCurve {
  readonly peak: TrackPoint;
  /** Connections per second at the peak's instant. */
  readonly connectionsPerSecondAtPeak: number;
  /** Whether it may rise so that ports do not come back as fast: within surges, where its rise is known. */
  readonly surges: boolean;
  /** Where it rises steepest within surges, found when it is asked for; none where its rise is not known. */
  readonly steepest: readonly Rise[];
  /** The first instant at which the load reaches a value, in seconds since 1970; null when never. */
  readonly firstAtOrAbove: (offeredLoad: number) => number | null;
  /** The first instant at which it reaches, on a rise, what `limitAt` says of one so steep: the less, the steeper. */
  readonly firstRiseAtOrAbove: (limitAt: (rising: number) => number) => number | null;
  /** The load at the peak's instant if all traffic were `factor` times as much. */
  readonly loadAtPeakTimes: (factor: number) => number;
  /** Whether that is a straight line. */
  readonly straight: boolean;
  /** The load at no more than about so many instants, lows and highs among them, ascending in time. */
  readonly sample: (most: number, stretch: Stretch) => readonly LoadPoint[];
}

export interface LoadPoint extends TrackPoint {
  /**
   * How many times the traffic of this instant the peak's is; Infinity where there is none. Of loads where sources that
   * change apart from each other meet laws that are no straight lines: an approximation there.
   */
  readonly peakOverThis: number;
  /** Share of new connections that is more than what comes back; 0 where the load does not rise, or its rise is not known. */
  readonly rising: number;
}

/** A contribution, and how much of a mix of sources its leg carries; null where none. */
export interface Weighted {
  readonly contribution: Contribution;
  readonly rate: MixedRate | null;
}

export const NO_RISES: readonly Rise[] = [];

/** How many times a value the peak is; Infinity where it is nothing. */
export function ratio(peak: number, value: number): number {
  return value > 0 ? peak / value : Infinity;
}

/** All contributions at one instant, with traffic multiplied, by their steady laws. */
export function connectionsAt(weighted: readonly Weighted[], atSeconds: number, factor = 1): PoolLoad {
  let connectionsPerSecond = 0;
  let offeredLoad = 0;
  for (const { contribution, rate } of weighted) {
    const requests = rate === null ? 0 : valueAt(rate.mix.track, atSeconds) * rate.scale * factor;
    const load = contribution.at(requests);
    connectionsPerSecond += load.connectionsPerSecond;
    offeredLoad += load.offeredLoad;
  }
  return { connectionsPerSecond, offeredLoad };
}
