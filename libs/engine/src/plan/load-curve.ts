import { sumOfTracks, mapTrack } from '../forecast/track-arithmetic.js';
import { sampleTrack, type Stretch } from '../forecast/track-sample.js';
import { firstAtOrAbove, valueAt, weightedTrack, type Track, type TrackPoint } from '../forecast/track.js';
import type { SurgeHold } from '../forecast/surge-load.js';
import { risingCrossingFrom } from '../numeric/index.js';
import type { Contribution, PoolLoad } from './contribution.js';
import { heldTrack, mixOfLeg, type MixedRate, type SourceMix, type TrackCache } from './source-mix.js';

/** A pool's offered load over the forecast at one quantile of demand. */
export interface LoadCurve {
  readonly peak: TrackPoint;
  /** Connections per second at the peak's instant. */
  readonly connectionsPerSecondAtPeak: number;
  /** The first instant at which the load reaches a value, in seconds since 1970; null when never. */
  readonly firstAtOrAbove: (offeredLoad: number) => number | null;
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
}

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

interface Weighted {
  readonly contribution: Contribution;
  readonly rate: MixedRate | null;
}

function straightCurve(weighted: readonly Weighted[], cache: TrackCache): LoadCurve {
  // Outside surges a hold only multiplies: all holds then share the track of their mix.
  const surges = cache.timeline.windows.length > 0;
  const parts = mergeSameTracks(weighted, surges);
  const trackOf = ({ mix, hold }: TrackPart): Track => (surges ? heldTrack(mix, hold, cache) : mix.track);
  const only = parts.length === 1 ? parts[0] : undefined;
  const [track, scale] =
    only === undefined
      ? [
          sumOrIdle(
            parts.map((part) => [trackOf(part), part.scale]),
            cache,
          ),
          1,
        ]
      : [trackOf(only), only.scale];
  return new StraightCurve(track, scale, weighted);
}

/** A load that is a multiple of a track, whatever the traffic. A class, for a plan has several of each pool. */
class StraightCurve implements LoadCurve {
  readonly straight = true;
  readonly peak: TrackPoint;

  constructor(
    private readonly track: Track,
    private readonly scale: number,
    private readonly weighted: readonly Weighted[],
  ) {
    this.peak = { atSeconds: track.peak.atSeconds, value: track.peak.value * scale };
  }

  get connectionsPerSecondAtPeak(): number {
    return connectionsAt(this.weighted, this.peak.atSeconds).connectionsPerSecond;
  }

  firstAtOrAbove(offeredLoad: number): number | null {
    return this.scale === 0 ? null : firstAtOrAbove(this.track, offeredLoad / this.scale);
  }

  loadAtPeakTimes(factor: number): number {
    return factor * this.peak.value;
  }

  sample(most: number, stretch: Stretch): readonly LoadPoint[] {
    return sampleTrack(this.track, most, stretch).map(({ atSeconds, value }) => ({
      atSeconds,
      value: value * this.scale,
      peakOverThis: ratio(this.track.peak.value, value),
    }));
  }
}

interface TrackPart {
  readonly mix: SourceMix;
  readonly hold: SurgeHold;
  scale: number;
}

/** Contributions with the same mix of sources, and within surges the same hold, differ by a factor only. */
function mergeSameTracks(weighted: readonly Weighted[], surges: boolean): readonly TrackPart[] {
  const parts = new Map<string, TrackPart>();
  for (const { contribution, rate } of weighted) {
    const hold = contribution.linear;
    if (hold === null || rate === null) continue;
    const { mix, scale } = rate;
    const id = surges
      ? `${mix.text}|${String(hold.openSeconds)}|${String(hold.quarantineSeconds)}`
      : mix.text;
    const seconds = surges ? 1 : hold.openSeconds + hold.quarantineSeconds;
    const part = parts.get(id) ?? { mix, hold, scale: 0 };
    part.scale += scale * hold.connectionsPerRequest * seconds;
    parts.set(id, part);
  }
  return [...parts.values()];
}

/** No demand, over the whole forecast. */
function idleTrack({ timeline }: TrackCache): Track {
  return weightedTrack(timeline, new Float64Array(0));
}

function sumOrIdle(parts: readonly (readonly [Track, number])[], cache: TrackCache): Track {
  return parts.length === 0 ? idleTrack(cache) : sumOfTracks(parts);
}

/** A load whose legs all follow one mix of sources, at each instant by its rate there. */
class OneMixCurve implements LoadCurve {
  readonly straight = false;
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

  loadAtPeakTimes(factor: number): number {
    return this.loadAt(this.track.peak.value * factor);
  }

  /** The load rises with the rate, so that the rate's lows and highs are the load's. */
  sample(most: number, stretch: Stretch): readonly LoadPoint[] {
    return sampleTrack(this.track, most, stretch).map(({ atSeconds, value }) => ({
      atSeconds,
      value: this.loadAt(value),
      peakOverThis: ratio(this.track.peak.value, value),
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
    firstAtOrAbove: (offeredLoad) => firstAtOrAbove(track, offeredLoad),
    loadAtPeakTimes: (factor) => connectionsAt(weighted, top.atSeconds, factor).offeredLoad,
    straight: false,
    sample: (most, stretch) =>
      sampleTrack(track, most, stretch).map(({ atSeconds, value }) => ({
        atSeconds,
        value,
        peakOverThis: ratio(top.value, value),
      })),
  };
}

function ratio(peak: number, value: number): number {
  return value > 0 ? peak / value : Infinity;
}

/** All contributions at one instant, with traffic multiplied, by their steady laws. */
function connectionsAt(weighted: readonly Weighted[], atSeconds: number, factor = 1): PoolLoad {
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
