import type { Demand, Forecast } from '../forecast/forecast.js';
import { epochSecondsOf } from '../forecast/instant.js';
import { surgeMultiplier, surgeOf, usualRates } from '../forecast/rate.js';
import type { Leg } from '../topology/leg.js';
import type { PickQuantity } from '../topology/resolved.js';
import type { Contribution } from './contribution.js';
import { figure } from './figure.js';
import type { LegPath } from './leg-path.js';
import type { PoolContext } from './pool-recipe.js';

/** Sources that are told one by one; a pool of a shared gateway may have hundreds. */
const MOST_SOURCES = 8;

/** Factors of one way through the topology that are told one by one. */
const MOST_FACTORS = 24;

/** Legs of it that are followed, whether they have a factor or not. */
const MOST_HOPS = 200;

/** The demand that a pool's requests came from: at which instant, and at which level of it. */
export interface DemandAtPeak {
  readonly forecast: Forecast;
  readonly atSeconds: number;
  readonly quantile: number;
  readonly levels: Float64Array;
}

/** A source of demand at the peak. */
interface SourceRate {
  readonly index: number;
  readonly id: string;
  readonly requestsPerSecond: number;
  readonly text: string;
}

/**
 * From the forecast to the requests of each leg, a line each: what makes the demand of a source at the peak, what of it
 * comes to the leg, and their product.
 */
export function demandSteps(
  contributions: readonly Contribution[],
  context: PoolContext,
  atPeak: DemandAtPeak,
): { readonly demand: readonly string[]; readonly ofLeg: (contribution: Contribution) => readonly string[] } {
  const rates = atPeak.forecast.demand.flatMap((demand, index): readonly SourceRate[] =>
    contributions.some(({ coefficients }) => (coefficients[index] ?? 0) > 0)
      ? [rateOf(demand, index, atPeak)]
      : [],
  );
  const few = rates.length <= MOST_SOURCES;
  return {
    demand: few ? rates.map(({ text }) => text) : [],
    ofLeg: ({ leg, coefficients }) => {
      const reaching = rates.filter(({ index }) => (coefficients[index] ?? 0) > 0);
      const sum = reaching.reduce(
        (total, { index, requestsPerSecond }) => total + requestsPerSecond * (coefficients[index] ?? 0),
        0,
      );
      if (reaching.length === 0) return [];
      if (!few) return [`leg ${leg}: ${figure(sum)} requests/s of ${String(reaching.length)} sources`];
      const parts = reaching.map(
        ({ index, requestsPerSecond }) =>
          `${figure(requestsPerSecond)} × ${figure(coefficients[index] ?? 0)}`,
      );
      return [
        ...reaching.map(
          ({ index, id }) =>
            `leg ${leg}: ${wayOf(leg, index, context)}${requests(coefficients[index] ?? 0)} for each of ${id}`,
        ),
        `leg ${leg}: ${parts.join(' + ')} = ${figure(sum)} requests/s`,
      ];
    },
  };
}

function requests(count: number): string {
  return `${figure(count)} ${count === 1 ? 'request' : 'requests'}`;
}

function rateOf(demand: Demand, index: number, atPeak: DemandAtPeak): SourceRate {
  const { forecast, atSeconds, quantile, levels } = atPeak;
  const { source, requestsPerSecond, series, quantiles, growthPerMonth, dailyProfile, weeklyProfile } =
    demand;
  const instant = Float64Array.of(atSeconds);
  const alone = (part: Omit<Demand, 'source'>): number =>
    usualRates({ source, ...part }, epochSecondsOf(forecast.start) ?? 0, forecast.stepSeconds, instant)[0] ??
    0;
  const base = alone({
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    ...(series === undefined ? {} : { series }),
    ...(quantiles === undefined ? {} : { quantiles }),
  });
  const factors: readonly (readonly [number, string])[] = [
    [growthPerMonth === undefined ? 1 : alone({ requestsPerSecond: 1, growthPerMonth }), 'of growth'],
    [dailyProfile === undefined ? 1 : alone({ requestsPerSecond: 1, dailyProfile }), 'by the hour'],
    [weeklyProfile === undefined ? 1 : alone({ requestsPerSecond: 1, weeklyProfile }), 'by the weekday'],
    ...(demand.events ?? []).map(
      (event) => [surgeMultiplier(surgeOf(event), atSeconds), `in ${event.name}`] as const,
    ),
    [levels[index] ?? 1, `at quantile ${figure(quantile)}`],
  ];
  const all = factors.reduce((product, [factor]) => product * factor, base);
  const told = factors.flatMap(([factor, what]) => (factor === 1 ? [] : [` × ${figure(factor)} ${what}`]));
  const equals = told.length === 0 ? '' : ` = ${figure(all)}`;
  return {
    index,
    id: source,
    requestsPerSecond: all,
    text: `demand of ${source}: ${figure(base)}${told.join('')}${equals} requests/s`,
  };
}

/** The factors between a source and a leg along the only way there is, or from where several meet; empty where all are 1. */
function wayOf(legId: string, source: number, { pathOf, pathsTo, coefficients, pick }: PoolContext): string {
  const factors: string[] = [];
  let path = pathOf.get(legId);
  let hops = 0;
  while (path !== undefined) {
    factors.unshift(...factorsOf(path, pick));
    const before: readonly LegPath[] = (pathsTo.get(path.leg.from) ?? []).filter(
      ({ leg }) => (coefficients.get(leg.id)?.[source] ?? 0) > 0,
    );
    const arriving = before.map(({ leg }) => [leg.id, coefficients.get(leg.id)?.[source] ?? 0] as const);
    if (before.length > 1 || (before.length === 1 && (factors.length >= MOST_FACTORS || hops >= MOST_HOPS))) {
      const sum = arriving.map(([id, share]) => `${figure(share)} by ${id}`).join(' + ');
      const total = arriving.reduce((all, [, share]) => all + share, 0);
      const many = `${figure(total)} by ${String(before.length)} legs`;
      factors.unshift(before.length > MOST_SOURCES ? many : before.length > 1 ? `(${sum})` : sum);
      break;
    }
    path = before[0];
    hops += 1;
  }
  return factors.length === 0 ? '' : `${factors.join(' × ')} = `;
}

/** What one leg multiplies the requests that reach its initiator by, where that is not 1. */
function factorsOf({ leg, from }: LegPath, pick: PickQuantity): readonly string[] {
  const hit = from.cacheHitRatio;
  const { callsPerRequest: calls, share, retriesPerRequest: retries }: Leg = leg;
  const parts = [
    calls === undefined ? [] : [figure(pick(calls))],
    share === undefined ? [] : [figure(pick(share))],
    retries === undefined || pick(retries) === 0 ? [] : [`(1 + ${figure(pick(retries))} retried)`],
  ].flat();
  const own = parts.filter((part) => part !== '1');
  return [
    ...(hit > 0 ? [`(1 − ${figure(hit)} from the cache of ${leg.from})`] : []),
    ...own.map((part, index) => (index === own.length - 1 ? `${part} on ${leg.id}` : part)),
  ];
}
