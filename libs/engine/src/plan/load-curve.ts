import { sumOfTracks, mapTrack } from '../forecast/track-arithmetic.js';
import { sampleTrack, type Stretch } from '../forecast/track-sample.js';
import { firstAtOrAbove, peakOf, valueAt, type Track, type TrackPoint } from '../forecast/track.js';
import type { SurgeHold } from '../forecast/surge-load.js';
import { risingCrossing } from '../numeric/index.js';
import type { Contribution, PoolLoad } from './contribution.js';
import { heldTrack, mixOf, mixTrack, type MixKey, type TrackCache } from './source-mix.js';

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
    weights: contribution.coefficients.map((coefficient, source) => coefficient * (levels[source] ?? 1)),
  }));
  const linear = weighted.every(({ contribution }) => contribution.linear !== null);
  return linear ? linearCurve(weighted, cache) : steadyCurve(weighted, cache);
}

/** The most requests per second that a leg carries at a quantile of demand. */
export function peakRequestsPerSecond(
  coefficients: Float64Array,
  levels: Float64Array,
  cache: TrackCache,
): number {
  const mix = mixOf(coefficients.map((coefficient, source) => coefficient * (levels[source] ?? 1)));
  return mix === null ? 0 : peakOf(mixTrack(mix, cache)).value * mix.scale;
}

interface Weighted {
  readonly contribution: Contribution;
  readonly weights: Float64Array;
}

function linearCurve(weighted: readonly Weighted[], cache: TrackCache): LoadCurve {
  // Outside surges a hold only multiplies: all holds then share the track of their mix.
  const surges = cache.timeline.windows.length > 0;
  const parts = mergeSameTracks(weighted, surges);
  const trackOf = ({ key, hold }: TrackPart): Track =>
    surges ? heldTrack(key, hold, cache) : mixTrack(key, cache);
  const only = parts.length === 1 ? parts[0] : undefined;
  const [track, scale] =
    only === undefined
      ? [sumOfTracks(parts.map((part) => [trackOf(part), part.scale])), 1]
      : [trackOf(only), only.scale];
  const top = peakOf(track);
  return {
    peak: { atSeconds: top.atSeconds, value: top.value * scale },
    connectionsPerSecondAtPeak: connectionsAt(weighted, top.atSeconds, 1, cache).connectionsPerSecond,
    firstAtOrAbove: (offeredLoad) => (scale === 0 ? null : firstAtOrAbove(track, offeredLoad / scale)),
    loadAtPeakTimes: (factor) => factor * top.value * scale,
    straight: true,
    sample: (most, stretch) =>
      sampleTrack(track, most, stretch).map(({ atSeconds, value }) => ({
        atSeconds,
        value: value * scale,
        peakOverThis: ratio(top.value, value),
      })),
  };
}

interface TrackPart {
  readonly key: MixKey;
  readonly hold: SurgeHold;
  scale: number;
}

/** Contributions with the same mix of sources, and within surges the same hold, differ by a factor only. */
function mergeSameTracks(weighted: readonly Weighted[], surges: boolean): readonly TrackPart[] {
  const parts = new Map<string, TrackPart>();
  for (const { contribution, weights } of weighted) {
    const law = contribution.linear;
    const key = mixOf(weights);
    if (law === null || key === null) continue;
    const hold = { openSeconds: law.openSeconds, quarantineSeconds: law.quarantineSeconds };
    const id = surges
      ? `${key.text}|${String(hold.openSeconds)}|${String(hold.quarantineSeconds)}`
      : key.text;
    const seconds = surges ? 1 : hold.openSeconds + hold.quarantineSeconds;
    const part = parts.get(id) ?? { key, hold, scale: 0 };
    part.scale += key.scale * law.connectionsPerRequest * seconds;
    parts.set(id, part);
  }
  return [...parts.values()];
}

function steadyCurve(weighted: readonly Weighted[], cache: TrackCache): LoadCurve {
  const loadAt = (atSeconds: number, factor: number): number =>
    connectionsAt(weighted, atSeconds, factor, cache).offeredLoad;
  const mixes = weighted.map(({ weights }) => mixOf(weights));
  const first = mixes.find((mix) => mix !== null) ?? null;
  const oneMix = mixes.every((mix) => mix === null || mix.text === first?.text);

  if (first !== null && oneMix) {
    const track = mixTrack(first, cache);
    const loadOf = (value: number): number =>
      weighted.reduce(
        (sum, { contribution }, index) =>
          sum + contribution.at(value * (mixes[index]?.scale ?? 0)).offeredLoad,
        0,
      );
    const top = peakOf(track);
    return {
      peak: { atSeconds: top.atSeconds, value: loadOf(top.value) },
      connectionsPerSecondAtPeak: connectionsAt(weighted, top.atSeconds, 1, cache).connectionsPerSecond,
      firstAtOrAbove: (offeredLoad) => {
        if (loadOf(top.value) < offeredLoad) return null;
        const value = risingCrossing(loadOf, offeredLoad, top.value * 1e-9, top.value * (1 + 1e-9));
        return firstAtOrAbove(track, value);
      },
      loadAtPeakTimes: (factor) => loadOf(top.value * factor),
      straight: false,
      // The load rises with the rate, so that the rate's lows and highs are the load's.
      sample: (most, stretch) =>
        sampleTrack(track, most, stretch).map(({ atSeconds, value }) => ({
          atSeconds,
          value: loadOf(value),
          peakOverThis: ratio(top.value, value),
        })),
    };
  }

  const track = sumOfTracks(
    weighted.flatMap(({ contribution }, index) => {
      const mix = mixes[index];
      if (mix === null || mix === undefined) return [];
      return [[mapTrack(mixTrack(mix, cache), (value) => contribution.at(value * mix.scale).offeredLoad), 1]];
    }),
  );
  const top = peakOf(track);
  return {
    peak: top,
    connectionsPerSecondAtPeak: connectionsAt(weighted, top.atSeconds, 1, cache).connectionsPerSecond,
    firstAtOrAbove: (offeredLoad) => firstAtOrAbove(track, offeredLoad),
    loadAtPeakTimes: (factor) => loadAt(top.atSeconds, factor),
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
function connectionsAt(
  weighted: readonly Weighted[],
  atSeconds: number,
  factor: number,
  cache: TrackCache,
): PoolLoad {
  let connectionsPerSecond = 0;
  let offeredLoad = 0;
  for (const { contribution, weights } of weighted) {
    const mix = mixOf(weights);
    if (mix === null) continue;
    const requests = valueAt(mixTrack(mix, cache), atSeconds) * mix.scale * factor;
    const load = contribution.at(requests);
    connectionsPerSecond += load.connectionsPerSecond;
    offeredLoad += load.offeredLoad;
  }
  return { connectionsPerSecond, offeredLoad };
}
