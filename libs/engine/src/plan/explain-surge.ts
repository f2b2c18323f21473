import { epochSecondsOf } from '../forecast/instant.js';
import { surgeMultiplier, surgeOf, usualRates } from '../forecast/rate.js';
import type { Assessment } from './assess.js';
import type { Contribution } from './contribution.js';
import type { DemandAtPeak } from './explain-demand.js';
import { figure } from './figure.js';
import type { RequestsOf } from './load-curve.js';

/** Seconds of a slice of the time before the peak, and the most slices. */
const SLICE_SECONDS = 0.1;
const MOST_SLICES = 20_000;

/** Below this share of the load a rate counts as steady. */
const NEGLIGIBLE = 1e-6;

/**
 * What is held within a surge, a line for each leg: not rate × hold, but what was opened during the last hold. Where every
 * hold is alike that is just the load, and can be added up by hand; nothing where the rate was steady.
 */
export function surgeSteps(
  { pool, peak }: Assessment,
  requestsAtPeak: RequestsOf,
  atPeak: DemandAtPeak,
): readonly string[] {
  const steady = pool.contributions.reduce(
    (sum, { coefficients, linear }) =>
      sum +
      (linear === null ? NaN : requestsAtPeak(coefficients) * linear.connectionsPerRequest * held(linear)),
    0,
  );
  // With a law that is no straight line a pool follows its steady load.
  if (Number.isNaN(steady) || Math.abs(steady - peak.offeredLoad) <= NEGLIGIBLE * peak.offeredLoad) return [];
  return pool.contributions.flatMap(({ leg, coefficients, linear }) => {
    if (linear === null || held(linear) <= 0) return [];
    const seconds = held(linear);
    const opened = requestsWithin(seconds, coefficients, atPeak) * linear.connectionsPerRequest;
    return [
      `leg ${leg}: the rate was not steady: ${figure(opened)} connections were opened in the ${figure(seconds)} s before the peak, and as many are held where every hold is alike (open times are taken as exponential: M(t)/G/∞)`,
    ];
  });
}

function held({ openSeconds, quarantineSeconds }: NonNullable<Contribution['linear']>): number {
  return openSeconds + quarantineSeconds;
}

/** Requests of a leg in the seconds before the peak; before the forecast begins the rate is that of its beginning. */
function requestsWithin(
  seconds: number,
  coefficients: Float64Array,
  { forecast, atSeconds, levels }: DemandAtPeak,
): number {
  const start = epochSecondsOf(forecast.start) ?? 0;
  const slice = Math.max(SLICE_SECONDS, seconds / MOST_SLICES);
  const slices = Math.ceil(seconds / slice - 1e-9);
  const widths = Float64Array.from({ length: slices }, (_, index) =>
    Math.min(slice, seconds - index * slice),
  );
  const middles = widths.map((width, index) => Math.max(start, atSeconds - index * slice - width / 2));
  return forecast.demand.reduce((sum, demand, source) => {
    const coefficient = (coefficients[source] ?? 0) * (levels[source] ?? 1);
    if (coefficient === 0) return sum;
    const surges = (demand.events ?? []).map(surgeOf);
    const rates = usualRates(demand, start, forecast.stepSeconds, middles);
    const all = rates.reduce((requests, rate, index) => {
      const at = middles[index] ?? 0;
      const times = surges.reduce((product, surge) => product * surgeMultiplier(surge, at), 1);
      return requests + rate * times * (widths[index] ?? 0);
    }, 0);
    return sum + coefficient * all;
  }, 0);
}
