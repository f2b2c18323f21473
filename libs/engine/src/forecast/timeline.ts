import type { Forecast } from './forecast.js';
import { epochSecondsOf } from './instant.js';
import { surgeMultiplier, surgeOf, usualRates, type Surge } from './rate.js';
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

  const instants = instantsOutside(spans, within, grain);
  const stepSeconds = windowStepSeconds(spans);
  const isLasting = (surge: Surge, at: number): boolean => isSteady(surge, followed, at);
  // None lasts where all are followed from their beginning to their end.
  const lasting = followed === Infinity ? [] : surges;
  const ratesAt = (at: Float64Array, among: readonly (readonly Surge[])[], counts: Counts): Float64Array[] =>
    forecast.demand.map((demand, source) => {
      const rates = usualRates(demand, startSeconds, forecast.stepSeconds, at);
      for (const surge of among[source] ?? []) multiply(rates, at, surge, counts);
      return rates;
    });

  return {
    startSeconds,
    instants,
    rates: ratesAt(instants, lasting, isLasting),
    windows: spans.map(([from, to]) => {
      // A surge in flight at the forecast's start had begun long before; before any other, demand was steady.
      const inFlight = from === startSeconds && surges.flat().every((surge) => surge.startSeconds !== from);
      const lead = inFlight ? 0 : stepSeconds;
      const steps = (to - from + lead) / stepSeconds;
      const length = 1 + (to < endSeconds ? Math.ceil(steps) : Math.floor(steps));
      const seconds = new Float64Array(length).map((_, index) => from - lead + index * stepSeconds);
      return {
        startSeconds: from - lead,
        stepSeconds,
        rates: ratesAt(seconds, surges, (surge, at) => at >= from || isLasting(surge, at)),
      };
    }),
  };
}

/** Whether a surge counts at an instant. */
type Counts = (surge: Surge, atSeconds: number) => boolean;

function multiply(rates: Float64Array, instants: Float64Array, surge: Surge, counts: Counts): void {
  for (let index = 0; index < rates.length; index += 1) {
    const at = instants[index] ?? 0;
    if (counts(surge, at)) rates[index] = (rates[index] ?? 0) * surgeMultiplier(surge, at);
  }
}

function grainSeconds(forecast: Forecast): number {
  const hourly = forecast.demand.some((demand) => demand.dailyProfile !== undefined);
  const daily = forecast.demand.some((demand) => demand.weeklyProfile !== undefined);
  const finest = hourly ? SECONDS_PER_HOUR : daily ? SECONDS_PER_DAY : forecast.stepSeconds;
  if (forecast.stepSeconds <= finest) return forecast.stepSeconds;
  return forecast.stepSeconds / Math.ceil(forecast.stepSeconds / finest);
}

/** Every grain of the forecast that lies in no span; both ascend, so one pass is enough. */
function instantsOutside(
  spans: readonly Span[],
  [startSeconds, endSeconds]: Span,
  grain: number,
): Float64Array {
  const count = Math.ceil((endSeconds - startSeconds) / grain);
  const instants: number[] = [];
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const at = startSeconds + index * grain;
    while (next < spans.length && (spans[next]?.[1] ?? 0) <= at) next += 1;
    const span = spans[next];
    if (span === undefined || at < span[0]) instants.push(at);
  }
  return new Float64Array(instants);
}

function windowStepSeconds(spans: readonly Span[]): number {
  return Math.max(1, Math.ceil(lengthOf(spans) / MOST_WINDOW_POINTS));
}
