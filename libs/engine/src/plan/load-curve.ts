import { mapTrack, sumOfTracks } from '../forecast/track-arithmetic.js';
import { sampleTrack, type Stretch } from '../forecast/track-sample.js';
import { firstAtOrAbove, valueAt, type Track, type TrackPoint } from '../forecast/track.js';
import { risingCrossingFrom } from '../numeric/index.js';
import type { Contribution } from './contribution.js';
import { connectionsAt, NO_RISES, ratio, type LoadCurve, type LoadPoint, type Weighted } from './curve.js';
import { mixOfLeg, type TrackCache } from './source-mix.js';
import { idleTrack, straightCurve } from './straight-curve.js';

/**
 * The load of a pool over time at one quantile.
 *
 * Where every leg's law is a straight line, steady stretches follow `λ × (open + quarantine)` and surges follow
 * M(t)/G/∞, so that a ramp of seconds against a hold of minutes is not taken for steady. A pool with a law that is no
 * straight line follows its steady load at every instant, which in a short surge is an upper bound.
 *
 * @param levels what each source's median is multiplied by at the quantile
 */
export function loadCurve(
  contributions: readonly Contribution[],
  levels: Float64Array,
  cache: TrackCache,
): LoadCurve {
  const weighted = contributions.map((contribution) => ({
    contribution,
    rate: mixOfLeg(contribution.coefficients, levels, cache),
  }));
  const linear = weighted.every(({ contribution }) => contribution.linear !== null);
  return linear ? straightCurve(weighted, cache) : steadyCurve(weighted, cache);
}

/** The most requests per second that a leg carries at a quantile of demand. */
export function peakRequestsPerSecond(
  coefficients: Float64Array,
  levels: Float64Array,
  cache: TrackCache,
): number {
  const rate = mixOfLeg(coefficients, levels, cache);
  return rate === null ? 0 : rate.mix.track.peak.value * rate.scale;
}

/** Requests per second of a leg with such coefficients. */
export type RequestsOf = (coefficients: Float64Array) => number;

/** The requests per second that a leg carries at an instant, at a quantile of demand. */
export function requestsPerSecondAt(
  atSeconds: number,
  coefficients: Float64Array,
  levels: Float64Array,
  cache: TrackCache,
): number {
  const rate = mixOfLeg(coefficients, levels, cache);
  return rate === null ? 0 : valueAt(rate.mix.track, atSeconds) * rate.scale;
}

/** A load whose legs all follow one mix of sources, at each instant by its rate there. */
class OneMixCurve implements LoadCurve {
  readonly straight = false;
  readonly surges = false;
  readonly steepest = NO_RISES;
  readonly peak: TrackPoint;

  constructor(
    private readonly track: Track,
    private readonly weighted: readonly Weighted[],
  ) {
    const { atSeconds, value } = track.peak;
    this.peak = { atSeconds, value: this.loadAt(value) };
  }

  get connectionsPerSecondAtPeak(): number {
    return connectionsAt(this.weighted, this.peak.atSeconds).connectionsPerSecond;
  }

  firstAtOrAbove(offeredLoad: number): number | null {
    if (this.peak.value < offeredLoad) return null;
    const top = this.track.peak.value;
    const value = risingCrossingFrom(
      (rate) => this.loadAt(rate),
      offeredLoad,
      { argument: top, value: this.peak.value },
      top * 1e-9,
      top,
    );
    return firstAtOrAbove(this.track, value);
  }

  firstRiseAtOrAbove(): null {
    return null;
  }

  loadAtPeakTimes(factor: number): number {
    return this.loadAt(this.track.peak.value * factor);
  }

  /** The load rises with the rate, so that the rate's lows and highs are the load's. */
  sample(most: number, stretch: Stretch): readonly LoadPoint[] {
    return sampleTrack(this.track, most, stretch).map(({ atSeconds, value }) => ({
      atSeconds,
      value: this.loadAt(value),
      peakOverThis: ratio(this.track.peak.value, value),
      rising: 0,
    }));
  }

  /** @param rate of the mix */
  private loadAt(rate: number): number {
    let sum = 0;
    for (const { contribution, rate: mixed } of this.weighted)
      sum += contribution.at(rate * (mixed?.scale ?? 0)).offeredLoad;
    return sum;
  }
}

function steadyCurve(weighted: readonly Weighted[], cache: TrackCache): LoadCurve {
  const first = weighted.find(({ rate }) => rate !== null)?.rate?.mix;
  if (first !== undefined && weighted.every(({ rate }) => rate === null || rate.mix === first))
    return new OneMixCurve(first.track, weighted);

  const track = sumOfTracks(
    weighted.map(({ contribution, rate }) => {
      const scale = rate?.scale ?? 0;
      const rates = rate?.mix.track ?? idleTrack(cache);
      return [mapTrack(rates, (value) => contribution.at(value * scale).offeredLoad), 1];
    }),
  );
  const top = track.peak;
  return {
    peak: top,
    get connectionsPerSecondAtPeak() {
      return connectionsAt(weighted, top.atSeconds).connectionsPerSecond;
    },
    surges: false,
    steepest: NO_RISES,
    firstAtOrAbove: (offeredLoad) => firstAtOrAbove(track, offeredLoad),
    firstRiseAtOrAbove: () => null,
    loadAtPeakTimes: (factor) => connectionsAt(weighted, top.atSeconds, factor).offeredLoad,
    straight: false,
    sample: (most, stretch) =>
      sampleTrack(track, most, stretch).map(({ atSeconds, value }) => ({
        atSeconds,
        value,
        peakOverThis: ratio(top.value, value),
        rising: 0,
      })),
  };
}
