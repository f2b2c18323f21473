import { findProfile } from '../catalog/catalog.js';
import type { Metric, Sourced } from '../catalog/profile.js';
import type { Assessment } from '../plan/assess.js';
import type { RequestsOf } from '../plan/load-curve.js';
import { groupPaths } from '../plan/pool-recipe.js';
import type { CompletePolicy } from '../plan/policy.js';
import type { ResolvedNode, ResolvedTopology } from '../topology/resolved.js';
import type { Alert } from './alert.js';
import { PERIOD_SECONDS, THRESHOLDS, type Measured } from './thresholds.js';

/**
 * Thresholds for what measures the pools: the provider's count of refused connections, and counts of opened and held
 * ones at the load up to which the policy admits. For each node and metric the pool that fills first decides.
 *
 * @param requestsAtPeak requests per second of legs at a pool's peak
 */
export function alertsFor(
  { nodes }: ResolvedTopology,
  assessments: readonly Assessment[],
  policy: CompletePolicy,
  requestsAtPeak: (assessment: Assessment) => RequestsOf,
): readonly Alert[] {
  const byNode = groupPaths(assessments, ({ pool }) => pool.node);
  return [...nodes.values()].flatMap((node) =>
    metricsOf(node).flatMap(([name, sourced]): readonly Alert[] => {
      const pools = (byNode.get(node.node.id) ?? []).filter(
        ({ pool }) => pool.kind === sourced.value.pool && pool.protocol === 'tcp',
      );
      const [tightest] = [...pools].sort((left, right) => fill(right) - fill(left));
      return tightest === undefined
        ? []
        : alertOn(name, sourced, {
            pool: tightest,
            beside: pools,
            policy,
            requestsOf: requestsAtPeak(tightest),
          });
    }),
  );
}

/** What is measured of a node, and of the host that it runs on. */
function metricsOf({ profile, host }: ResolvedNode): readonly (readonly [string, Sourced<Metric>])[] {
  // Hosts of a provider's own are not ours to look into.
  const below = profile?.host === undefined && host !== null ? findProfile(host.profileId)?.metrics : {};
  return Object.entries({ ...below, ...profile?.metrics });
}

/** How full a pool is, in terms of what the policy admits. */
function fill({ peak, limits }: Assessment): number {
  return peak.offeredLoad / Math.max(Number.MIN_VALUE, Math.min(limits.blocking, limits.target));
}

function alertOn(
  name: string,
  { value: metric, source }: Sourced<Metric>,
  measured: Measured,
): readonly Alert[] {
  const threshold = THRESHOLDS[metric.counts](metric, measured);
  if (threshold === null) return [];
  const { id, node } = measured.pool.pool;
  return [
    {
      id: `${id}:${name}`,
      resource: id,
      node,
      severity: metric.counts === 'refused' ? 'critical' : 'warning',
      counts: metric.counts,
      system: metric.kind,
      namespace: metric.namespace,
      metric: metric.name,
      statistic: metric.statistic,
      dimension: metric.dimension,
      filter: metric.filter ?? {},
      periodSeconds: PERIOD_SECONDS,
      threshold: threshold.value,
      expression: expressionOf(metric, node, threshold.value),
      because: threshold.because,
      sources: [source],
    },
  ];
}

/** PromQL, with the node's id as the job; elsewhere the same in words. */
function expressionOf(metric: Metric, node: string, threshold: number): string {
  const { kind, name, statistic, filter = {} } = metric;
  const labels = Object.entries(filter).map(([key, value]) => `${key}="${value}"`);
  if (kind !== 'prometheus') {
    return `${statistic}(${name}${labels.length === 0 ? '' : `{${labels.join(',')}}`}) over ${String(PERIOD_SECONDS)} s > ${String(threshold)}`;
  }
  const selector = `${name}{${[`${metric.dimension}="${node}"`, ...labels].join(',')}}`;
  return `${statistic === 'rate' ? `rate(${selector}[5m])` : selector} > ${String(threshold)}`;
}
