import {
  firstAtOrAbove,
  peakOf,
  trackOf,
  valueAt,
  weightedTrack,
  type Track,
  type TrackPoint,
} from '../forecast/track.js';
import type { SurgeHold } from '../forecast/surge-load.js';
import { surgeLoad } from '../forecast/surge-load.js';
import type { Timeline } from '../forecast/timeline.js';
import { largestAdmissible } from '../numeric/index.js';
import type { Contribution, PoolLoad } from './contribution.js';

/** A pool's offered load over the forecast at one quantile of demand. */
export interface LoadCurve {
  readonly peak: TrackPoint;
  /** Connections per second at the peak's instant. */
  readonly connectionsPerSecondAtPeak: number;
  /** The first instant at which the load reaches a value, in seconds since 1970; null when never. */
  readonly firstAtOrAbove: (offeredLoad: number) => number | null;
  /** The load at the peak's instant if all traffic were `factor` times as much. */
  readonly loadAtPeakTimes: (factor: number) => number;
}

/** Tracks that several pools share: one for each mix of sources, and one for each mix and hold within surges. */
export interface TrackCache {
  readonly timeline: Timeline;
  readonly mixes: Map<string, Track>;
  readonly held: Map<string, Track>;
}

export function newTrackCache(timeline: Timeline): TrackCache {
  return { timeline, mixes: new Map(), held: new Map() };
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

interface Weighted {
  readonly contribution: Contribution;
  readonly weights: Float64Array;
}

function linearCurve(weighted: readonly Weighted[], cache: TrackCache): LoadCurve {
  const parts = mergeSameTracks(weighted);
  const only = parts.length === 1 ? parts[0] : undefined;
  const [track, scale] =
    only === undefined
      ? [sumOfTracks(parts.map(({ key, hold, scale: by }) => [heldTrack(key, hold, cache), by])), 1]
      : [heldTrack(only.key, only.hold, cache), only.scale];
  const top = peakOf(track);
  return {
    peak: { atSeconds: top.atSeconds, value: top.value * scale },
    connectionsPerSecondAtPeak: connectionsAt(weighted, top.atSeconds, 1, cache).connectionsPerSecond,
    firstAtOrAbove: (offeredLoad) => (scale === 0 ? null : firstAtOrAbove(track, offeredLoad / scale)),
    loadAtPeakTimes: (factor) => factor * top.value * scale,
  };
}

interface TrackPart {
  readonly key: MixKey;
  readonly hold: SurgeHold;
  scale: number;
}

/** Contributions with the same mix of sources and the same hold differ by a factor only. */
function mergeSameTracks(weighted: readonly Weighted[]): readonly TrackPart[] {
  const parts = new Map<string, TrackPart>();
  for (const { contribution, weights } of weighted) {
    const law = contribution.linear;
    const key = mixOf(weights);
    if (law === null || key === null) continue;
    const hold = { openSeconds: law.openSeconds, quarantineSeconds: law.quarantineSeconds };
    const id = `${key.text}|${String(hold.openSeconds)}|${String(hold.quarantineSeconds)}`;
    const part = parts.get(id) ?? { key, hold, scale: 0 };
    part.scale += key.scale * law.connectionsPerRequest;
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
        (sum, { contribution }, index) => sum + contribution.at(value * (mixes[index]?.scale ?? 0)).offeredLoad,
        0,
      );
    const top = peakOf(track);
    return {
      peak: { atSeconds: top.atSeconds, value: loadOf(top.value) },
      connectionsPerSecondAtPeak: connectionsAt(weighted, top.atSeconds, 1, cache).connectionsPerSecond,
      firstAtOrAbove: (offeredLoad) => {
        if (loadOf(top.value) < offeredLoad) return null;
        const value = largestAdmissible((candidate) => loadOf(candidate) < offeredLoad, 0, top.value);
        return firstAtOrAbove(track, value);
      },
      loadAtPeakTimes: (factor) => loadOf(top.value * factor),
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
  };
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

/** A mix of sources up to its size, so that legs which differ only by a factor share one track. */
interface MixKey {
  readonly text: string;
  readonly unit: Float64Array;
  readonly scale: number;
}

function mixOf(weights: Float64Array): MixKey | null {
  const scale = weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  if (scale === 0) return null;
  const unit = weights.map((weight) => weight / scale);
  // Twelve digits: the same mix reached along two paths may differ in the last bits.
  return { text: Array.from(unit, (weight) => weight.toPrecision(12)).join(','), unit, scale };
}

function mixTrack(mix: MixKey, cache: TrackCache): Track {
  const known = cache.mixes.get(mix.text);
  if (known !== undefined) return known;
  const track = weightedTrack(cache.timeline, mix.unit);
  cache.mixes.set(mix.text, track);
  return track;
}

function heldTrack(mix: MixKey, hold: SurgeHold, cache: TrackCache): Track {
  const key = `${mix.text}|${String(hold.openSeconds)}|${String(hold.quarantineSeconds)}`;
  const known = cache.held.get(key);
  if (known !== undefined) return known;
  const rates = mixTrack(mix, cache);
  const seconds = hold.openSeconds + hold.quarantineSeconds;
  const track = trackOf(
    rates.instants,
    rates.values.map((rate) => rate * seconds),
    rates.windows.map((window) => ({
      startSeconds: window.startSeconds,
      stepSeconds: window.stepSeconds,
      values: surgeLoad(window.values, window.stepSeconds, hold),
    })),
  );
  cache.held.set(key, track);
  return track;
}

function sumOfTracks(parts: readonly (readonly [Track, number])[]): Track {
  const first = parts[0]?.[0];
  if (first === undefined) return trackOf(new Float64Array(0), new Float64Array(0), []);
  const sum = (pick: (track: Track) => Float64Array | undefined, length: number): Float64Array => {
    const total = new Float64Array(length);
    for (const [track, scale] of parts) {
      pick(track)?.forEach((value, index) => {
        total[index] = (total[index] ?? 0) + scale * value;
      });
    }
    return total;
  };
  return trackOf(
    first.instants,
    sum((track) => track.values, first.values.length),
    first.windows.map((window, index) => ({
      startSeconds: window.startSeconds,
      stepSeconds: window.stepSeconds,
      values: sum((track) => track.windows[index]?.values, window.values.length),
    })),
  );
}

function mapTrack(track: Track, law: (value: number) => number): Track {
  return trackOf(
    track.instants,
    track.values.map(law),
    track.windows.map(({ startSeconds, stepSeconds, values }) => ({
      startSeconds,
      stepSeconds,
      values: values.map(law),
    })),
  );
}
