import type { Demand, Forecast } from './forecast.js';
import { epochSecondsOf } from './instant.js';
import { surgeMultiplier, surgeOf, usualRate, type Surge } from './rate.js';
import { isSteady, lengthOf, surgeSpans, type Span } from './surge-spans.js';

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

/** How long surges are followed second by second after their rise, where all of them were too long to be. */
const FOLLOWED_SECONDS = 4 * 3600;

/** Points of all surge windows together: beyond, their resolution is coarsened from one second. */
const MOST_WINDOW_POINTS = 200_000;

/**
 * Lays the forecast out in time. A step that is longer than the grain of a daily or weekly profile is divided, so that
 * the busiest hour is seen. Events get windows of their own, merged where they overlap and cut at the forecast's end; where
 * they would be too many, an event that lasts gets them at its edges, and is steady between.
 */
export function timelineOf(forecast: Forecast): Timeline {
  const startSeconds = epochSecondsOf(forecast.start) ?? 0;
  const endSeconds = startSeconds + forecast.stepSeconds * forecast.steps;
  const grain = grainSeconds(forecast);
  const surges = forecast.demand.map((demand) => (demand.events ?? []).map(surgeOf));
  const within: Span = [startSeconds, endSeconds];
  const whole = surgeSpans(surges.flat(), within, Infinity);
  const followed = lengthOf(whole) <= MOST_WINDOW_POINTS ? Infinity : FOLLOWED_SECONDS;
  const spans = followed === Infinity ? whole : surgeSpans(surges.flat(), within, followed);

  const all = Array.from(
    { length: Math.ceil((endSeconds - startSeconds) / grain) },
    (_, index) => startSeconds + index * grain,
  );
  const instants = Float64Array.from(withoutSpans(all, spans));
  const rateIn = (demand: Demand, at: number, among: readonly Surge[]): number =>
    among.reduce(
      (rate, surge) => rate * surgeMultiplier(surge, at),
      usualRate(demand, startSeconds, forecast.stepSeconds, at),
    );
  const steadyRate = (demand: Demand, source: number, at: number): number =>
    rateIn(
      demand,
      at,
      (surges[source] ?? []).filter((surge) => isSteady(surge, followed, at)),
    );
  const stepSeconds = windowStepSeconds(spans);

  return {
    startSeconds,
    instants,
    rates: forecast.demand.map((demand, source) => instants.map((at) => steadyRate(demand, source, at))),
    windows: spans.map(([from, to]) => {
      // A surge in flight at the forecast's start had begun long before; before any other, demand was steady.
      const inFlight = from === startSeconds && surges.flat().every((surge) => surge.startSeconds !== from);
      const lead = inFlight ? 0 : stepSeconds;
      const steps = (to - from + lead) / stepSeconds;
      const length = 1 + (to < endSeconds ? Math.ceil(steps) : Math.floor(steps));
      const rateAt = (demand: Demand, source: number, at: number): number =>
        at < from ? steadyRate(demand, source, at) : rateIn(demand, at, surges[source] ?? []);
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
  return Math.max(1, Math.ceil(lengthOf(spans) / MOST_WINDOW_POINTS));
}
