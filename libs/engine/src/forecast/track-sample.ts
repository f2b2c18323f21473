import type { Track, TrackPoint } from './track.js';

/** A stretch of time, both ends included, in seconds since 1970. */
export interface Stretch {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** All of time. */
export const ALWAYS: Stretch = { fromSeconds: -Infinity, toSeconds: Infinity };

/**
 * A track at fewer instants: from each of equal parts of its points the lowest and the highest stay, so that no peak and no
 * trough is lost; with the first and the last of all.
 *
 * @param most about so many points, at least 4
 * @param stretch only instants within it
 * @returns ascending in time; all where there are no more
 */
export function sampleTrack(
  track: Track,
  most: number,
  { fromSeconds, toSeconds }: Stretch = ALWAYS,
): readonly TrackPoint[] {
  const points = pointsOf(track).filter(
    ({ atSeconds }) => atSeconds >= fromSeconds && atSeconds <= toSeconds,
  );
  if (points.length <= most) return points;
  const parts = Math.floor((most - 2) / 2);
  const kept = new Set([0, points.length - 1]);
  for (let part = 0; part < parts; part += 1) {
    const from = Math.floor((part * points.length) / parts);
    const to = Math.floor(((part + 1) * points.length) / parts);
    let [low, high] = [from, from];
    for (let index = from + 1; index < to; index += 1) {
      const value = points[index]?.value ?? 0;
      if (value < (points[low]?.value ?? 0)) low = index;
      if (value > (points[high]?.value ?? 0)) high = index;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((one, other) => one - other).flatMap((index) => points[index] ?? []);
}

/** Steady instants and those of surges in one list, ascending in time. */
function pointsOf({ instants, values, windows }: Track): readonly TrackPoint[] {
  const steady = Array.from(instants, (atSeconds, index) => ({ atSeconds, value: values[index] ?? 0 }));
  if (windows.length === 0) return steady;
  const surges = windows.flatMap((window) =>
    Array.from(window.values, (value, index) => ({
      atSeconds: window.startSeconds + index * window.stepSeconds,
      value,
    })),
  );
  return [...steady, ...surges].sort((one, other) => one.atSeconds - other.atSeconds);
}
