import { surgeEndSeconds, type Surge } from './rate.js';

/** A stretch of time, in seconds since 1970. */
export type Span = readonly [from: number, to: number];

/** Where the steady part of a surge's plateau begins; never, where it is too short to have one. */
function steadyFrom(surge: Surge, followedSeconds: number): number {
  const from = surge.startSeconds + surge.rampSeconds + followedSeconds;
  return surge.plateauEndSeconds - from > followedSeconds ? from : Infinity;
}

/** Whether an instant lies in the steady part of a surge that is followed for so long after its rise. */
export function isSteady(surge: Surge, followedSeconds: number, epochSeconds: number): boolean {
  return epochSeconds >= steadyFrom(surge, followedSeconds) && epochSeconds < surge.plateauEndSeconds;
}

/**
 * The stretches in which surges rise, stand or fall, but for their steady parts: merged where they overlap.
 *
 * @param followedSeconds how long a surge that lasts is followed after its rise; Infinity for all of it
 */
export function surgeSpans(
  surges: readonly Surge[],
  [startSeconds, endSeconds]: Span,
  followedSeconds: number,
): readonly Span[] {
  const spans = surges
    .flatMap((surge) => unsteadySpans(surge, followedSeconds))
    .map(([from, to]): Span => [Math.max(from, startSeconds), Math.min(to, endSeconds)])
    .filter(([from, to]) => to > from)
    .sort((left, right) => left[0] - right[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of spans) {
    const last = merged[merged.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Seconds in all. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [from, to]) => sum + (to - from), 0);
}

function unsteadySpans(surge: Surge, followedSeconds: number): readonly Span[] {
  const { startSeconds, plateauEndSeconds } = surge;
  const steady = steadyFrom(surge, followedSeconds);
  if (steady === Infinity) return [[startSeconds, surgeEndSeconds(surge)]];
  return [
    [startSeconds, steady],
    // A second at least, so that what is left when it falls is seen.
    [plateauEndSeconds, Math.max(surgeEndSeconds(surge), plateauEndSeconds + 1)],
  ];
}
