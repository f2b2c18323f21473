import type { Sample } from './fit-holding-time.js';

const HOURS = 24;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = HOURS * SECONDS_PER_HOUR;
/** Fewer days say too little of a day. */
const LEAST_DAYS = 2;

export function meanRate(samples: readonly Sample[]): number {
  return (
    samples.reduce((sum, { connectionsPerSecond }) => sum + connectionsPerSecond, 0) /
    Math.max(1, samples.length)
  );
}

/**
 * How the rate of new connections goes through the day: 24 multipliers of its mean, in UTC.
 *
 * @returns null where fewer than two days were measured, or an hour of the day never was
 */
export function dailyProfileOf(samples: readonly Sample[]): readonly number[] | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (last.atSeconds - first.atSeconds < (LEAST_DAYS - 1 / HOURS) * SECONDS_PER_DAY) return null;
  const mean = meanRate(samples);
  const byHour = Array.from({ length: HOURS }, (_, hour) =>
    samples.filter(({ atSeconds }) => Math.floor((atSeconds % SECONDS_PER_DAY) / SECONDS_PER_HOUR) === hour),
  );
  if (mean <= 0 || byHour.some(({ length }) => length === 0)) return null;
  const profile = byHour.map(meanRate);
  // Hours that were measured more often do not count for more.
  const level = profile.reduce((sum, rate) => sum + rate, 0) / HOURS;
  return profile.map((rate) => Number((rate / level).toFixed(4)));
}
