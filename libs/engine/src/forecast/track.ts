import type { Timeline } from './timeline.js';

/** One quantity over the forecast: at the steady instants, and through each surge window. */
export interface Track {
  readonly instants: Float64Array;
  readonly values: Float64Array;
  /** Largest value up to and including each steady instant, so that a first crossing is found by halving. */
  readonly runningMaximum: Float64Array;
  readonly windows: readonly TrackWindow[];
  /** Where it is largest; the earliest such instant. */
  readonly peak: TrackPoint;
}

export interface TrackWindow {
  readonly startSeconds: number;
  readonly stepSeconds: number;
  readonly values: Float64Array;
  readonly maximum: number;
}

/** A value and when it stands, in seconds since 1970. */
export interface TrackPoint {
  readonly atSeconds: number;
  readonly value: number;
}

/** Σ weight × rate over the sources, at every instant of the timeline. O(instants × sources with weight). */
export function weightedTrack(timeline: Timeline, weights: Float64Array): Track {
  return trackOf(
    timeline.instants,
    weightedSum(timeline.rates, weights, timeline.instants.length),
    timeline.windows.map((window) => ({
      startSeconds: window.startSeconds,
      stepSeconds: window.stepSeconds,
      values: weightedSum(window.rates, weights, window.rates[0]?.length ?? 0),
    })),
  );
}

/** A track from its values; finds the maxima that crossings are searched by. */
export function trackOf(
  instants: Float64Array,
  values: Float64Array,
  windows: readonly Omit<TrackWindow, 'maximum'>[],
): Track {
  let largest = -Infinity;
  const runningMaximum = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1)
    runningMaximum[index] = largest = Math.max(largest, values[index] ?? 0);
  const withMaxima = windows.map((window) => ({ ...window, maximum: maximumOf(window.values) }));
  const track = { instants, values, runningMaximum, windows: withMaxima };
  return { ...track, peak: peakOf(track) };
}

function peakOf(track: Omit<Track, 'peak'>): TrackPoint {
  const value = track.windows.reduce(
    (largest, window) => Math.max(largest, window.maximum),
    track.runningMaximum[track.runningMaximum.length - 1] ?? 0,
  );
  return { atSeconds: firstAtOrAbove(track, value) ?? 0, value };
}

/** The first instant at which the track reaches a value, in seconds since 1970; null when never. */
export function firstAtOrAbove(track: Omit<Track, 'peak'>, value: number): number | null {
  const steady = firstIndexAtOrAbove(track.runningMaximum, value);
  let earliest = steady === null ? null : (track.instants[steady] ?? null);
  for (const window of track.windows) {
    if (window.maximum < value || (earliest !== null && window.startSeconds >= earliest)) continue;
    const index = window.values.findIndex((entry) => entry >= value);
    earliest = window.startSeconds + index * window.stepSeconds;
  }
  return earliest;
}

/** The track's value at one of its instants; 0 where there is none. */
export function valueAt(track: Track, atSeconds: number): number {
  for (const window of track.windows) {
    const index = Math.round((atSeconds - window.startSeconds) / window.stepSeconds);
    if (index >= 0 && index < window.values.length) return window.values[index] ?? 0;
  }
  const index = firstIndexAtOrAbove(track.instants, atSeconds);
  return index === null || track.instants[index] !== atSeconds ? 0 : (track.values[index] ?? 0);
}

function weightedSum(rates: readonly Float64Array[], weights: Float64Array, length: number): Float64Array {
  const sum = new Float64Array(length);
  rates.forEach((series, source) => {
    const weight = weights[source] ?? 0;
    if (weight === 0) return;
    for (let index = 0; index < length; index += 1)
      sum[index] = (sum[index] ?? 0) + weight * (series[index] ?? 0);
  });
  return sum;
}

function maximumOf(values: Float64Array): number {
  let largest = -Infinity;
  for (const value of values) largest = Math.max(largest, value);
  return largest;
}

/** Of ascending values, the index of the first that reaches a value; null where none does. */
export function firstIndexAtOrAbove(ascending: Float64Array, value: number): number | null {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) >= value) high = middle;
    else low = middle + 1;
  }
  return low < ascending.length ? low : null;
}
