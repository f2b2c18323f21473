import { normalQuantile } from '../numeric/index.js';
import type { Demand, DemandQuantiles } from './forecast.js';

/**
 * What the median demand is multiplied by at a quantile: `exp(sigma × z)` for a lognormal level, the given quantiles
 * over their median where the forecast has those, 1 where it is certain. Between given quantiles the logarithm is
 * linear in the normal deviate; beyond the outermost it goes on at the last slope.
 *
 * @param quantile strictly between 0 and 1
 * @see Johnson, Kotz, Balakrishnan: Continuous Univariate Distributions 1, ch. 14 (lognormal quantiles)
 */
export function levelAt(demand: Demand, quantile: number): number {
  if (demand.quantiles !== undefined) return levelBetween(demand.quantiles, quantile);
  return demand.sigma === undefined ? 1 : Math.exp(demand.sigma * normalQuantile(quantile));
}

function levelBetween(quantiles: DemandQuantiles, quantile: number): number {
  const given = [
    { deviate: normalQuantile(0.5), value: quantiles.p50 },
    { deviate: normalQuantile(0.9), value: quantiles.p90 },
    { deviate: normalQuantile(0.95), value: quantiles.p95 },
    { deviate: normalQuantile(0.99), value: quantiles.p99 },
  ].filter(
    (point): point is { deviate: number; value: number } => point.value !== undefined && point.value > 0,
  );
  const first = given[0];
  const second = given[1];
  if (first === undefined || second === undefined) return 1;

  const deviate = normalQuantile(quantile);
  let left = first;
  let right = second;
  for (const point of given.slice(2)) {
    if (deviate <= right.deviate) break;
    left = right;
    right = point;
  }
  const slope = Math.log(right.value / left.value) / (right.deviate - left.deviate);
  return (left.value / first.value) * Math.exp(slope * (deviate - left.deviate));
}
