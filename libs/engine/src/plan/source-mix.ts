import { heldThrough } from '../forecast/held-through.js';
import type { Rises } from '../forecast/rises.js';
import type { SurgeHold } from '../forecast/surge-load.js';
import type { Timeline } from '../forecast/timeline.js';
import { weightedTrack, type Track } from '../forecast/track.js';
import type { KnownLimits } from './admission.js';
import type { KnownRates } from './known-rates.js';

/** The shares of demand's sources in what a leg carries, up to its size: legs which differ only by a factor share it. */
export interface SourceMix {
  readonly text: string;
  /** Its rate over time, for a largest weight of one. */
  readonly track: Track;
}

/** How much of a mix. */
export interface MixedRate {
  readonly mix: SourceMix;
  readonly scale: number;
}

/**
 * What the pools of one plan share: each mix of sources with its track, and the track of each mix and hold within
 * surges; the mix of each leg at each level of demand; the limits of each shape of pool; and the rates of each law.
 */
export interface TrackCache {
  readonly timeline: Timeline;
  readonly mixes: Map<string, SourceMix>;
  readonly held: Map<string, Track>;
  /** How steeply tracks of held load rise. */
  readonly rises: Map<Track, Rises>;
  /** By levels, then by the leg's coefficients. */
  readonly ofLegs: Map<Float64Array, Map<Float64Array, MixedRate | null>>;
  readonly limits: KnownLimits;
  readonly rates: KnownRates;
}

export function newTrackCache(timeline: Timeline): TrackCache {
  return {
    timeline,
    mixes: new Map(),
    held: new Map(),
    rises: new Map(),
    ofLegs: new Map(),
    limits: new Map(),
    rates: new Map(),
  };
}

/**
 * What a leg carries at the levels of demand of a quantile; null where no source reaches it.
 *
 * @param coefficients the leg's own, the same array in all its pools
 */
export function mixOfLeg(
  coefficients: Float64Array,
  levels: Float64Array,
  cache: TrackCache,
): MixedRate | null {
  const ofLegs = cache.ofLegs.get(levels) ?? new Map<Float64Array, MixedRate | null>();
  cache.ofLegs.set(levels, ofLegs);
  const known = ofLegs.get(coefficients);
  if (known !== undefined) return known;
  const mixed = mixedRate(coefficients, levels, cache);
  ofLegs.set(coefficients, mixed);
  return mixed;
}

function mixedRate(coefficients: Float64Array, levels: Float64Array, cache: TrackCache): MixedRate | null {
  const weight = (source: number): number => (coefficients[source] ?? 0) * (levels[source] ?? 1);
  let scale = 0;
  for (let source = 0; source < coefficients.length; source += 1) scale = Math.max(scale, weight(source));
  if (scale === 0) return null;
  // Twelve digits: the same mix reached along two paths may differ in the last bits.
  const text =
    coefficients.length === 1
      ? 'only'
      : Array.from(coefficients, (_, source) => (weight(source) / scale).toPrecision(12)).join(',');
  const known = cache.mixes.get(text);
  if (known !== undefined) return { mix: known, scale };
  const unit = coefficients.map((_, source) => weight(source) / scale);
  const mix = { text, track: weightedTrack(cache.timeline, unit) };
  cache.mixes.set(text, mix);
  return { mix, scale };
}

/**
 * The load of a mix over time when each connection is held so long: M(t)/G/∞ within surges; outside them steady, with what
 * the surges before left behind.
 */
export function heldTrack(mix: SourceMix, hold: SurgeHold, cache: TrackCache): Track {
  const key = `${mix.text}|${String(hold.openSeconds)}|${String(hold.quarantineSeconds)}`;
  const known = cache.held.get(key);
  if (known !== undefined) return known;
  const track = heldThrough(mix.track, hold);
  cache.held.set(key, track);
  return track;
}
