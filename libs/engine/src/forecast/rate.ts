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
 * Median requests per second of a source at an instant, without its events: base × growth × day × week.
 * The growth compounds continuously from the forecast's start at `growthPerMonth` a mean month.
 */
export function usualRate(
  demand: Demand,
  startSeconds: number,
  stepSeconds: number,
  epochSeconds: number,
): number {
  const elapsed = epochSeconds - startSeconds;
  const growth = Math.pow(1 + (demand.growthPerMonth ?? 0), elapsed / SECONDS_PER_MONTH);
  return baseRate(demand, Math.floor(elapsed / stepSeconds)) * growth * dayAndWeek(demand, epochSeconds);
}

/** The level that growth, profiles and events multiply: the series' value in that step, or the base. */
function baseRate(demand: Demand, step: number): number {
  if (demand.series !== undefined) return demand.series[Math.min(step, demand.series.length - 1)] ?? 0;
  return demand.requestsPerSecond ?? demand.quantiles?.p50 ?? 0;
}

function dayAndWeek(demand: Demand, epochSeconds: number): number {
  let multiplier = 1;
  if (demand.dailyProfile !== undefined) {
    const hour = Math.floor(modulo(epochSeconds, SECONDS_PER_DAY) / SECONDS_PER_HOUR);
    multiplier *= demand.dailyProfile[hour] ?? 1;
  }
  if (demand.weeklyProfile !== undefined) {
    // 1970-01-01 was a Thursday: three days after Monday.
    const day = modulo(Math.floor(epochSeconds / SECONDS_PER_DAY) + 3, 7);
    multiplier *= demand.weeklyProfile[day] ?? 1;
  }
  return multiplier;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
