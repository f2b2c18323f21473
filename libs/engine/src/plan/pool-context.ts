import type { Demand, Forecast } from '../forecast/forecast.js';
import { legGraph } from '../topology/graph.js';
import { propagateRates } from '../topology/propagation.js';
import type { PickQuantity, ResolvedTopology } from '../topology/resolved.js';
import { hotFactorOf } from './hot-share.js';
import type { KnownRates } from './known-rates.js';
import { legConnections } from './leg-connections.js';
import type { LegPath } from './leg-path.js';
import { groupPaths, type PoolContext } from './pool-recipe.js';

/** What every kind of pool is found from: the legs with their rates and laws under a forecast. O(nodes + legs). */
export function poolContext(
  resolved: ResolvedTopology,
  forecast: Forecast,
  pick: PickQuantity,
  known: KnownRates,
): PoolContext {
  const { topology, nodes } = resolved;
  const coefficients = propagateRates(resolved, legGraph(topology), forecast.demand, pick);
  const paths = topology.legs.flatMap((leg): readonly LegPath[] => {
    const from = nodes.get(leg.from);
    const to = nodes.get(leg.to);
    const via = (leg.via ?? []).flatMap((id) => nodes.get(id) ?? []);
    return from === undefined || to === undefined ? [] : [{ leg, from, to, via }];
  });
  const base = Float64Array.from(forecast.demand, baseRequestsPerSecond);
  const busiest = Float64Array.from(forecast.demand, busiestRequestsPerSecond);
  const weigh = (leg: string, weights: Float64Array): number =>
    (coefficients.get(leg) ?? new Float64Array(0)).reduce(
      (sum, coefficient, source) => sum + coefficient * (weights[source] ?? 0),
      0,
    );
  const pathsTo = groupPaths(paths, ({ leg }) => leg.to);
  return {
    paths,
    pathOf: new Map(paths.map((path) => [path.leg.id, path])),
    pathsTo,
    coefficients,
    laws: new Map(
      paths.map((path) => [path.leg.id, legConnections(path, weigh(path.leg.id, base), pick, known)]),
    ),
    hotFactors: new Map(
      [...nodes].map(([id, node]) => [
        id,
        hotFactorOf(
          node,
          (pathsTo.get(id) ?? []).map(({ leg }) => leg),
        ),
      ]),
    ),
    busiest: new Map(paths.map(({ leg }) => [leg.id, weigh(leg.id, busiest)])),
    peakedness: new Map(
      paths.map(({ leg }) => [leg.id, peakednessOfLeg(coefficients.get(leg.id), forecast.demand)]),
    ),
    pick,
  };
}

function baseRequestsPerSecond(demand: Demand): number {
  return demand.requestsPerSecond ?? demand.quantiles?.p50 ?? demand.series?.[0] ?? 0;
}

/** Without growth, which all sources have most of at the end, and as if all their highs came together. */
function busiestRequestsPerSecond(demand: Demand): number {
  const {
    requestsPerSecond,
    quantiles,
    series = [],
    dailyProfile = [],
    weeklyProfile = [],
    events = [],
  } = demand;
  const highest = (values: readonly number[], least: number): number =>
    values.reduce((most, value) => Math.max(most, value), least);
  const base = requestsPerSecond ?? quantiles?.p50 ?? highest(series, 0);
  const profiles = (highest(dailyProfile, 0) || 1) * (highest(weeklyProfile, 0) || 1);
  return (
    base *
    profiles *
    highest(
      events.map(({ multiplier }) => multiplier),
      1,
    )
  );
}

/** The largest peakedness among the sources that reach the leg. */
function peakednessOfLeg(coefficients: Float64Array | undefined, demand: readonly Demand[]): number {
  const reaching = demand.filter((_, source) => (coefficients?.[source] ?? 0) > 0);
  return reaching.reduce((largest, { peakedness }) => Math.max(largest, peakedness ?? 1), 0) || 1;
}
