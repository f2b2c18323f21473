import type { Forecast } from '../forecast/forecast.js';
import type { LegGraph } from './graph.js';
import type { Leg } from './leg.js';
import { midOf } from './quantity.js';
import type { PickQuantity, ResolvedTopology } from './resolved.js';

/**
 * What each leg carries for one request per second of each source of demand, in the order of the forecast's `demand`:
 * `requestsPerSecond(leg, t) = Σ coefficients[source] × rate(source, t)`.
 */
export type LegCoefficients = ReadonlyMap<string, Float64Array>;

/** Requests sent on a leg for each request that reaches its initiator and is not answered there, retries included. */
export function callsPerRequest(leg: Leg, pick: PickQuantity = midOf): number {
  const calls = leg.callsPerRequest === undefined ? 1 : pick(leg.callsPerRequest);
  const share = leg.share === undefined ? 1 : pick(leg.share);
  const retries = leg.retriesPerRequest === undefined ? 0 : pick(leg.retriesPerRequest);
  return calls * share * (1 + retries);
}

/**
 * Lets rates flow along the legs: calls per request, shares, retries, and what a cache answers itself. Linear in the
 * demand, so one pass serves every instant and quantile of the forecast. O(legs × sources).
 * The graph must have an order (no cycle); a source that is no node contributes nothing.
 */
export function propagateRates(
  resolved: ResolvedTopology,
  graph: LegGraph,
  demand: Forecast['demand'],
  pick: PickQuantity = midOf,
): LegCoefficients {
  const arriving = new Map<string, Float64Array>();
  for (const id of resolved.nodes.keys()) arriving.set(id, new Float64Array(demand.length));
  demand.forEach((item, source) => {
    const vector = arriving.get(item.source);
    if (vector !== undefined) vector[source] = 1;
  });

  const coefficients = new Map<string, Float64Array>();
  for (const id of graph.order ?? []) {
    const rates = arriving.get(id);
    const missRatio = 1 - (resolved.nodes.get(id)?.cacheHitRatio ?? 0);
    if (rates === undefined) continue;
    for (const leg of graph.legsFrom.get(id) ?? []) {
      const factor = missRatio * callsPerRequest(leg, pick);
      const onLeg = rates.map((rate) => rate * factor);
      coefficients.set(leg.id, onLeg);
      const target = arriving.get(leg.to);
      onLeg.forEach((rate, source) => {
        if (target !== undefined) target[source] = (target[source] ?? 0) + rate;
      });
    }
  }
  return coefficients;
}
