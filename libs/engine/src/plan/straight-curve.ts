import { firstRiseAtOrAbove, risesOf, risingAt, type Rise, type Rises } from '../forecast/rises.js';
import type { SurgeHold } from '../forecast/surge-load.js';
import { sumOfTracks } from '../forecast/track-arithmetic.js';
import { sampleTrack, type Stretch } from '../forecast/track-sample.js';
import { firstAtOrAbove, weightedTrack, type Track, type TrackPoint } from '../forecast/track.js';
import { connectionsAt, NO_RISES, ratio, type LoadCurve, type LoadPoint, type Weighted } from './curve.js';
import { heldTrack, type SourceMix, type TrackCache } from './source-mix.js';

/** The load of a pool whose legs all have laws that are straight lines. */
export function straightCurve(weighted: readonly Weighted[], cache: TrackCache): LoadCurve {
  // Outside surges a hold only multiplies: all holds then share the track of their mix.
  const surges = cache.timeline.windows.length > 0;
  const parts = mergeSameTracks(weighted, surges);
  const trackOf = ({ mix, hold }: TrackPart): Track => (surges ? heldTrack(mix, hold, cache) : mix.track);
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only !== undefined) {
    const track = trackOf(only);
    return new StraightCurve(track, only.scale, weighted, () => cachedRises(track, only.mix.track, cache));
  }
  const sumOf = (trackOfPart: (part: TrackPart) => Track): Track =>
    sumOrIdle(
      parts.map((part) => [trackOfPart(part), part.scale]),
      cache,
    );
  const track = sumOf(trackOf);
  return new StraightCurve(track, 1, weighted, () =>
    risesOf(
      track,
      sumOf(({ mix }) => mix.track),
    ),
  );
}

/** A load that is a multiple of a track, whatever the traffic. A class, for a plan has several of each pool. */
class StraightCurve implements LoadCurve {
  readonly straight = true;
  readonly peak: TrackPoint;
  #rises: Rises | undefined;
  #steepest: readonly Rise[] | undefined;

  constructor(
    private readonly track: Track,
    private readonly scale: number,
    private readonly weighted: readonly Weighted[],
    private readonly findRises: () => Rises,
  ) {
    this.peak = { atSeconds: track.peak.atSeconds, value: track.peak.value * scale };
  }

  get rises(): Rises {
    return (this.#rises ??= this.findRises());
  }

  get surges(): boolean {
    return this.track.windows.length > 0 && this.scale > 0;
  }

  get steepest(): readonly Rise[] {
    if (!this.surges) return NO_RISES;
    return (this.#steepest ??= this.rises.steepest.map((rise) => ({
      ...rise,
      value: rise.value * this.scale,
    })));
  }

  get connectionsPerSecondAtPeak(): number {
    return connectionsAt(this.weighted, this.peak.atSeconds).connectionsPerSecond;
  }

  firstAtOrAbove(offeredLoad: number): number | null {
    return this.scale === 0 ? null : firstAtOrAbove(this.track, offeredLoad / this.scale);
  }

  firstRiseAtOrAbove(limitAt: (rising: number) => number): number | null {
    if (!this.surges) return null;
    return firstRiseAtOrAbove(this.track, this.rises, (rising) => limitAt(rising) / this.scale);
  }

  loadAtPeakTimes(factor: number): number {
    return factor * this.peak.value;
  }

  sample(most: number, stretch: Stretch): readonly LoadPoint[] {
    return sampleTrack(this.track, most, stretch).map(({ atSeconds, value }) => ({
      atSeconds,
      value: value * this.scale,
      peakOverThis: ratio(this.track.peak.value, value),
      rising: !this.surges ? 0 : risingAt(this.track, this.rises, atSeconds),
    }));
  }
}

/** The rises of a track that pools share, found once. */
function cachedRises(track: Track, rates: Track, { rises }: TrackCache): Rises {
  const known = rises.get(track) ?? risesOf(track, rates);
  rises.set(track, known);
  return known;
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
export function idleTrack({ timeline }: TrackCache): Track {
  return weightedTrack(timeline, new Float64Array(0));
}

function sumOrIdle(parts: readonly (readonly [Track, number])[], cache: TrackCache): Track {
  return parts.length === 0 ? idleTrack(cache) : sumOfTracks(parts);
}
