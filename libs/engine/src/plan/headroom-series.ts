import { DomainError } from '../errors.js';
import type { Forecast } from '../forecast/forecast.js';
import { epochSecondsOf, instantOf } from '../forecast/instant.js';
import { levelAt } from '../forecast/level.js';
import { ALWAYS, type Stretch } from '../forecast/track-sample.js';
import type { Topology } from '../topology/topology.js';
import { requiredTuples } from './admission.js';
import { trafficFactor, utilizationOf, type Assessment } from './assess.js';
import type { LoadPoint } from './curve.js';
import { loadCurve } from './load-curve.js';
import { assessPools } from './plan.js';
import type { CompletePolicy, Policy } from './policy.js';
import { capacityOf } from './pool.js';
import type { ResourceKind } from './result.js';

/** One pool at one instant. */
export interface HeadroomPoint {
  /** ISO 8601 instant. */
  readonly at: string;
  /** Erlangs. */
  readonly offeredLoad: number;
  readonly utilization: number;
  /** The smallest number of tuples that meets the policy. */
  readonly required: number;
  /** How many times the traffic of this instant meets the policy; null where there is none, or no end to it. */
  readonly headroomFactor: number | null;
}

/** One pool over the forecast. */
export interface PoolSeries {
  /** Id of the resource. */
  readonly id: string;
  readonly node: string;
  readonly kind: ResourceKind;
  readonly destination: string | null;
  readonly capacity: number;
  /** Ascending in time. */
  readonly points: readonly HeadroomPoint[];
}

export interface SeriesQuestion {
  /** Of demand, between 0 and 1; the policy's planning quantile where not given. */
  readonly quantile?: number;
  /** About so many points a pool at most, 4 to 100,000; lows and highs stay. 500 where not given. */
  readonly points?: number;
  /** ISO 8601 instants between which to look, both included; the whole forecast where not given. */
  readonly from?: string;
  readonly to?: string;
  /** Ids of resources; all where not given. */
  readonly resources?: readonly string[];
}

const POINTS = { usual: 500, least: 4, most: 100_000 };

/**
 * Utilization, required tuples and headroom of every pool over time: what a dashboard draws. The pools and their laws are
 * those of {@link plan}, in the case of failure that decides there.
 *
 * @throws PlanError where the documents do not fit together
 * @throws DomainError where the quantile, the number of points or an instant is out of range
 */
export function headroomSeries(
  topology: Topology,
  forecast: Forecast,
  policy: Policy = {},
  question: SeriesQuestion = {},
): readonly PoolSeries[] {
  const { quantile, points = POINTS.usual, resources } = question;
  if (quantile !== undefined && !(quantile > 0 && quantile < 1))
    throw new DomainError('out-of-range', 'quantile', quantile, 'a number between 0 and 1, both excluded');
  if (!Number.isInteger(points) || points < POINTS.least || points > POINTS.most)
    throw new DomainError(
      'out-of-range',
      'points',
      points,
      `a whole number from ${String(POINTS.least)} to ${String(POINTS.most)}`,
    );
  const stretch = stretchOf(question);

  const { assessments, cache, complete, levels } = assessPools(topology, forecast, policy);
  const level =
    quantile === undefined
      ? levels.planning
      : Float64Array.from(forecast.demand, (demand) => levelAt(demand, quantile));
  return assessments
    .filter(({ pool }) => resources === undefined || resources.includes(pool.id))
    .map((assessment) => {
      const { pool, limits } = assessment;
      const curve = loadCurve(pool.contributions, level, cache);
      const peakFactor = trafficFactor(curve, Math.min(limits.blocking, limits.target));
      return {
        id: pool.id,
        node: pool.node,
        kind: pool.kind,
        destination: pool.destination,
        capacity: capacityOf(pool),
        points: curve
          .sample(points, stretch)
          .map((point) => pointOf(point, assessment, peakFactor, complete)),
      };
    });
}

function stretchOf({ from, to }: SeriesQuestion): Stretch {
  const stretch = {
    fromSeconds: from === undefined ? ALWAYS.fromSeconds : secondsOf('from', from),
    toSeconds: to === undefined ? ALWAYS.toSeconds : secondsOf('to', to),
  };
  if (stretch.fromSeconds <= stretch.toSeconds) return stretch;
  throw new DomainError('out-of-range', 'to', to, `no earlier than from, which is ${String(from)}`);
}

function secondsOf(field: string, instant: string): number {
  const seconds = epochSecondsOf(instant);
  if (seconds !== null) return seconds;
  throw new DomainError('out-of-range', field, instant, 'an ISO 8601 instant such as 2026-12-01T00:00:00Z');
}

function pointOf(
  { atSeconds, value, peakOverThis, rising }: LoadPoint,
  { pool, limits }: Assessment,
  peakFactor: number | null,
  policy: CompletePolicy,
): HeadroomPoint {
  const steady = peakFactor === null ? Infinity : peakFactor * peakOverThis;
  const factor = rising > 0 ? Math.min(steady, limits.blockingOnRise(rising) / value) : steady;
  return {
    at: instantOf(atSeconds),
    offeredLoad: value,
    utilization: utilizationOf(value, capacityOf(pool)),
    required: requiredTuples(pool, value, policy, rising),
    headroomFactor: Number.isFinite(factor) ? factor : null,
  };
}
