import type { Metric } from '../catalog/profile.js';
import type { Assessment } from '../plan/assess.js';
import type { CompletePolicy } from '../plan/policy.js';
import type { PoolLoad } from '../plan/contribution.js';
import type { RequestsOf } from '../plan/load-curve.js';
import { capacityOf } from '../plan/pool.js';

/** Length of the periods that counts are summed over. */
export const PERIOD_SECONDS = 60;

/** A value to alert above, and what it stands for. */
export interface Threshold {
  readonly value: number;
  readonly because: string;
}

/** The pool that is watched, and what else the metric counts. */
export interface Measured {
  readonly pool: Assessment;
  /** All pools of the node that it counts, the watched one among them. */
  readonly beside: readonly Assessment[];
  readonly policy: CompletePolicy;
  /** At the peak of the watched pool. */
  readonly requestsOf: RequestsOf;
}

type ThresholdOf = (metric: Metric, measured: Measured) => Threshold | null;

/** What a metric may rise to, by what it counts. */
export const THRESHOLDS: Readonly<Record<Metric['counts'], ThresholdOf>> = {
  refused: (_metric, { pool: { pool } }) => ({
    value: 0,
    because: `a connection that ${pool.node} refused found no port`,
  }),
  held: heldThreshold,
  opened: openedThreshold,
};

/** The largest load that meets the policy, in tuples of the pool. */
function admissible({ limits }: Assessment): number {
  return Math.min(limits.blocking, limits.target);
}

function heldThreshold({ unit }: Metric, { pool: assessment, policy }: Measured): Threshold | null {
  const most = admissible(assessment);
  const capacity = capacityOf(assessment.pool);
  if (most <= 0 || capacity <= 0) return null;
  const value = unit === 'percent' ? floored((most / capacity) * 100) : Math.floor(most);
  return {
    value,
    because: `${String(Math.floor(most))} of ${String(Math.floor(capacity))} is what the policy admits (blocking ${String(policy.blockingProbability)}, ${String(policy.targetUtilization * 100)} % filled)`,
  };
}

/**
 * Connections opened in a period, over all destinations, at the traffic that fills this pool as far as the policy admits
 * if it goes on: in a surge, or behind one, the pool holds more or less than the connections of the moment make of it.
 * Only where connections follow the traffic in a straight line.
 */
function openedThreshold(
  { statistic }: Metric,
  { pool: assessment, beside, requestsOf }: Measured,
): Threshold | null {
  const { pool, peak, headroom } = assessment;
  // No factor: no traffic, or so little that no rate of it would be a warning.
  if (headroom.factor === null || pool.contributions.some(({ linear }) => linear === null)) return null;
  const over = (pools: readonly Assessment[], figure: keyof PoolLoad): number =>
    pools
      .flatMap(({ pool: { contributions } }) => contributions)
      .reduce((sum, { at, coefficients }) => sum + at(requestsOf(coefficients))[figure], 0);
  const held = over([assessment], 'offeredLoad');
  if (held <= 0) return null;
  const perSecond = (over(beside, 'connectionsPerSecond') * admissible(assessment)) / held;
  const factor = admissible(assessment) / peak.offeredLoad;
  return {
    value: statistic === 'rate' ? floored(perSecond) : Math.floor(perSecond * PERIOD_SECONDS),
    because: `${String(floored(perSecond))} new connections a second over all destinations fill ${pool.id} as far as the policy admits (${String(Number(factor.toPrecision(3)))} times the planned peak)`,
  };
}

/** One digit behind the point, never above. */
function floored(value: number): number {
  return Math.floor(value * 10) / 10;
}
