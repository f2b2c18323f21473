import { surgeLoad, type SurgeHold } from '../forecast/surge-load.js';
import type { Timeline } from '../forecast/timeline.js';
import { trackOf, weightedTrack, type Track } from '../forecast/track.js';

/** Tracks that several pools share: one for each mix of sources, and one for each mix and hold within surges. */
export interface TrackCache {
  readonly timeline: Timeline;
  readonly mixes: Map<string, Track>;
  readonly held: Map<string, Track>;
}

export function newTrackCache(timeline: Timeline): TrackCache {
  return { timeline, mixes: new Map(), held: new Map() };
}

/** A mix of sources up to its size, so that legs which differ only by a factor share one track. */
export interface MixKey {
  readonly text: string;
  readonly unit: Float64Array;
  readonly scale: number;
}

/** The mix of a vector of weights; null where all are zero. */
export function mixOf(weights: Float64Array): MixKey | null {
  const scale = weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  if (scale === 0) return null;
  const unit = weights.map((weight) => weight / scale);
  // Twelve digits: the same mix reached along two paths may differ in the last bits.
  return { text: Array.from(unit, (weight) => weight.toPrecision(12)).join(','), unit, scale };
}

/** The rate of a mix over time, for a largest weight of one. */
export function mixTrack(mix: MixKey, cache: TrackCache): Track {
  const known = cache.mixes.get(mix.text);
  if (known !== undefined) return known;
  const track = weightedTrack(cache.timeline, mix.unit);
  cache.mixes.set(mix.text, track);
  return track;
}

/** The load of a mix over time when each connection is held so long: steady outside surges, M(t)/G/∞ within. */
export function heldTrack(mix: MixKey, hold: SurgeHold, cache: TrackCache): Track {
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
