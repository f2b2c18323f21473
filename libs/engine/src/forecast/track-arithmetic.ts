import { trackOf, type Track } from './track.js';

/** Σ scale × track, over tracks of one timeline. */
export function sumOfTracks(parts: readonly (readonly [Track, number])[]): Track {
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

/** A law applied at every instant. */
export function mapTrack(track: Track, law: (value: number) => number): Track {
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
