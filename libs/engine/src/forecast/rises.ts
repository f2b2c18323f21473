import type { Track, TrackPoint } from './track.js';

/** A load on its way up. */
export interface Rise extends TrackPoint {
  /** Share of new connections that is more than what comes back, 0 to 1. */
  readonly rising: number;
}

/** How steeply a load rises within its surge windows. */
export interface Rises {
  /** The share at each step of each window; 0 where the load does not rise. */
  readonly shares: readonly Float64Array[];
  /** Of the steps that rise, those that no other exceeds in both load and share: the steepest first. */
  readonly steepest: readonly Rise[];
}

/** Shares are told in steps of 2 %, rounded up: a load is then as high as any only at a few of them. */
const GRAIN = Math.log(1.02);

/** Less is steady: at 60,000 ports and a loss of 1e-6 it adds a two-hundredth of that. */
const LEAST_SHARE = 1e-4;

/** All shares that are told, falling from 1. */
const SHARES = Float64Array.from({ length: Math.ceil(-Math.log(LEAST_SHARE) / GRAIN) + 1 }, (_, grains) =>
  Math.exp(-GRAIN * grains),
);

/**
 * How steeply a load rises: what is held more than a step before, over what came within it.
 *
 * @param load erlangs through surges
 * @param arrivals per second, at the same instants
 */
export function risesOf(load: Track, arrivals: Track): Rises {
  const highest = SHARES.map(() => 0);
  const instants = SHARES.map(() => 0);
  const shares = load.windows.map(({ startSeconds, stepSeconds, values }, index) => {
    const rates = arrivals.windows[index]?.values ?? new Float64Array(0);
    const told = new Float64Array(values.length);
    for (let step = 1; step < values.length; step += 1) {
      const value = values[step] ?? 0;
      const came = (((rates[step - 1] ?? 0) + (rates[step] ?? 0)) / 2) * stepSeconds;
      const share = (value - (values[step - 1] ?? 0)) / came;
      if (!(share >= LEAST_SHARE)) continue;
      const grains = share >= 1 ? 0 : Math.floor(-Math.log(share) / GRAIN);
      told[step] = SHARES[grains] ?? 0;
      if (value <= (highest[grains] ?? 0)) continue;
      highest[grains] = value;
      instants[grains] = startSeconds + step * stepSeconds;
    }
    return told;
  });
  return { shares, steepest: steepestOf(highest, instants) };
}

function steepestOf(highest: Float64Array, instants: Float64Array): readonly Rise[] {
  const kept: Rise[] = [];
  highest.forEach((value, grains) => {
    if (value > (kept.at(-1)?.value ?? 0))
      kept.push({ value, atSeconds: instants[grains] ?? 0, rising: SHARES[grains] ?? 0 });
  });
  return kept;
}

/** The share at one of the track's instants; 0 where the load does not rise. */
export function risingAt(load: Track, { shares }: Rises, atSeconds: number): number {
  for (const [index, { startSeconds, stepSeconds }] of load.windows.entries()) {
    const share = shares[index]?.[Math.round((atSeconds - startSeconds) / stepSeconds)];
    if (share !== undefined) return share;
  }
  return 0;
}

/**
 * The first step of a rise at which the load reaches what may be held there; null where none does.
 *
 * @param limitAt the least load of interest while a share of new connections is more than what comes back
 */
export function firstRiseAtOrAbove(
  load: Track,
  { shares, steepest }: Rises,
  limitAt: (rising: number) => number,
): number | null {
  if (!steepest.some(({ value, rising }) => value >= limitAt(rising))) return null;
  for (const [index, { startSeconds, stepSeconds, values }] of load.windows.entries()) {
    const step = shares[index]?.findIndex((share, at) => share > 0 && (values[at] ?? 0) >= limitAt(share));
    if (step !== undefined && step >= 0) return startSeconds + step * stepSeconds;
  }
  return null;
}
