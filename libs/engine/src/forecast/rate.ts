import type { Demand, ForecastEvent } from './forecast.js';
import { epochSecondsOf } from './instant.js';

/** Mean month of the Gregorian calendar: 365.2425 days / 12. */
export const SECONDS_PER_MONTH = (365.2425 * 86_400) / 12;

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;

/** An event with its instants as numbers. */
export interface Surge {
  readonly startSeconds: number;
  readonly plateauEndSeconds: number;
  readonly rampSeconds: number;
  readonly multiplier: number;
}

/** Reads an event's instants. The fall after its plateau takes as long as the rise. */
export function surgeOf(event: ForecastEvent): Surge {
  const startSeconds = epochSecondsOf(event.start) ?? 0;
  return {
    startSeconds,
    plateauEndSeconds: startSeconds + event.durationSeconds,
    rampSeconds: Math.min(event.rampSeconds ?? 0, event.durationSeconds),
    multiplier: event.multiplier,
  };
}

/** The instant at which demand is back at its usual level. */
export function surgeEndSeconds(surge: Surge): number {
  return surge.plateauEndSeconds + surge.rampSeconds;
}

/** What a surge multiplies demand by at an instant: 1 before and after, a straight line up and down its ramps. */
export function surgeMultiplier(surge: Surge, epochSeconds: number): number {
  if (epochSeconds < surge.startSeconds || epochSeconds >= surgeEndSeconds(surge)) return 1;
  const sinceStart = epochSeconds - surge.startSeconds;
  const sinceFall = epochSeconds - surge.plateauEndSeconds;
  const height = surge.multiplier - 1;
  if (sinceStart < surge.rampSeconds) return 1 + height * (sinceStart / surge.rampSeconds);
  if (sinceFall > 0) return 1 + height * (1 - sinceFall / surge.rampSeconds);
  return surge.multiplier;
}

/**
 * Median requests per second of a source at each of some instants, without its events: base × growth × day × week. The base
 * is the series' value in the instant's step where there is a series; the growth compounds continuously from the forecast's
 * start at `growthPerMonth` a mean month. One loop, for a forecast has thousands of instants.
 */
export function usualRates(
  demand: Demand,
  startSeconds: number,
  stepSeconds: number,
  instants: Float64Array,
): Float64Array {
  const { dailyProfile, weeklyProfile, series } = demand;
  const base = demand.requestsPerSecond ?? demand.quantiles?.p50 ?? 0;
  const monthly = 1 + (demand.growthPerMonth ?? 0);
  const rates = new Float64Array(instants.length);
  for (let index = 0; index < instants.length; index += 1) {
    const at = instants[index] ?? 0;
    const elapsed = at - startSeconds;
    let level = base;
    if (series !== undefined)
      level = series[Math.min(Math.floor(elapsed / stepSeconds), series.length - 1)] ?? 0;
    const growth = Math.pow(monthly, elapsed / SECONDS_PER_MONTH);
    let multiplier = 1;
    if (dailyProfile !== undefined)
      multiplier *= dailyProfile[Math.floor(modulo(at, SECONDS_PER_DAY) / SECONDS_PER_HOUR)] ?? 1;
    // 1970-01-01 was a Thursday: three days after Monday.
    if (weeklyProfile !== undefined)
      multiplier *= weeklyProfile[modulo(Math.floor(at / SECONDS_PER_DAY) + 3, 7)] ?? 1;
    rates[index] = level * growth * multiplier;
  }
  return rates;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
