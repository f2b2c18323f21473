import type { Demand, Forecast } from './forecast.js';
import { epochSecondsOf } from './instant.js';
import { surgeEndSeconds, surgeMultiplier, surgeOf, usualRate, type Surge } from './rate.js';

/** A stretch of time around events, at one-second resolution, in which load is not steady. */
export interface SurgeWindow {
  readonly startSeconds: number;
  readonly stepSeconds: number;
  /** Median requests per second of each source at `startSeconds + k × stepSeconds`, events included; from before they begin until they are over. */
  readonly rates: readonly Float64Array[];
}

/** The demand of every source over the whole forecast, at its median. */
export interface Timeline {
  readonly startSeconds: number;
  /** Instants outside all surge windows, ascending. */
  readonly instants: Float64Array;
  /** Median requests per second of each source at those instants. */
  readonly rates: readonly Float64Array[];
  readonly windows: readonly SurgeWindow[];
}

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;

/** Points of all surge windows together: beyond, their resolution is coarsened from one second. */
const MOST_WINDOW_POINTS = 200_000;

/**
 * Lays the forecast out in time. A step that is longer than the grain of a daily or weekly profile is divided, so that
 * the busiest hour is seen. Events get windows of their own, merged where they overlap and cut at the forecast's end.
 */
export function timelineOf(forecast: Forecast): Timeline {
  const startSeconds = epochSecondsOf(forecast.start) ?? 0;
  const endSeconds = startSeconds + forecast.stepSeconds * forecast.steps;
  const grain = grainSeconds(forecast);
  const surges = forecast.demand.map((demand) => (demand.events ?? []).map(surgeOf));
  const spans = mergedSpans(surges.flat(), startSeconds, endSeconds);

  const all = Array.from(
    { length: Math.ceil((endSeconds - startSeconds) / grain) },
    (_, index) => startSeconds + index * grain,
  );
  const instants = Float64Array.from(withoutSpans(all, spans));
  const usual = (demand: Demand, at: number): number =>
    usualRate(demand, startSeconds, forecast.stepSeconds, at);
  const stepSeconds = windowStepSeconds(spans);

  return {
    startSeconds,
    instants,
    rates: forecast.demand.map((demand) => instants.map((at) => usual(demand, at))),
    windows: spans.map(([from, to]) => {
      // A surge in flight at the forecast's start had begun long before; before any other, demand was as usual.
      const inFlight = from === startSeconds && surges.flat().every((surge) => surge.startSeconds !== from);
      const lead = inFlight ? 0 : stepSeconds;
      const steps = (to - from + lead) / stepSeconds;
      const length = 1 + (to < endSeconds ? Math.ceil(steps) : Math.floor(steps));
      const rateAt = (demand: Demand, source: number, at: number): number =>
        (at < from ? [] : (surges[source] ?? [])).reduce(
          (rate, surge) => rate * surgeMultiplier(surge, at),
          usual(demand, at),
        );
      return {
        startSeconds: from - lead,
        stepSeconds,
        rates: forecast.demand.map((demand, source) =>
          Float64Array.from({ length }, (_, index) =>
            rateAt(demand, source, from - lead + index * stepSeconds),
          ),
        ),
      };
    }),
  };
}

function grainSeconds(forecast: Forecast): number {
  const hourly = forecast.demand.some((demand) => demand.dailyProfile !== undefined);
  const daily = forecast.demand.some((demand) => demand.weeklyProfile !== undefined);
  const finest = hourly ? SECONDS_PER_HOUR : daily ? SECONDS_PER_DAY : forecast.stepSeconds;
  if (forecast.stepSeconds <= finest) return forecast.stepSeconds;
  return forecast.stepSeconds / Math.ceil(forecast.stepSeconds / finest);
}

type Span = readonly [from: number, to: number];

function mergedSpans(surges: readonly Surge[], startSeconds: number, endSeconds: number): readonly Span[] {
  const spans = surges
    .map((surge): Span => [
      Math.max(surge.startSeconds, startSeconds),
      Math.min(surgeEndSeconds(surge), endSeconds),
    ])
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

/** Those instants that lie in no span; both lists ascend, so one pass is enough. */
function withoutSpans(instants: readonly number[], spans: readonly Span[]): readonly number[] {
  let next = 0;
  return instants.filter((at) => {
    while (next < spans.length && (spans[next]?.[1] ?? 0) <= at) next += 1;
    const span = spans[next];
    return span === undefined || at < span[0];
  });
}

function windowStepSeconds(spans: readonly Span[]): number {
  const total = spans.reduce((sum, [from, to]) => sum + (to - from), 0);
  return Math.max(1, Math.ceil(total / MOST_WINDOW_POINTS));
}
