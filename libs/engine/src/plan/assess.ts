import { instantOf } from '../forecast/instant.js';
import type { Rise } from '../forecast/rises.js';
import { risingCrossingFrom } from '../numeric/index.js';
import { nextAbove, poolBlocking } from './admission.js';
import {
  factorOnRises,
  limitsOf,
  requiredOverTime,
  risesInQuestion,
  worstRise,
  type Limits,
  type WorstRise,
} from './admission-over-time.js';
import type { LoadCurve } from './curve.js';
import { loadCurve } from './load-curve.js';
import type { CompletePolicy } from './policy.js';
import { capacityOf, type Pool } from './pool.js';
import type { TrackCache } from './source-mix.js';
import type { Headroom, InstantByQuantile, Peak, Status } from './result.js';

/** What each source's median is multiplied by, at the quantiles that a plan reports. */
export interface Levels {
  readonly p50: Float64Array;
  readonly planning: Float64Array;
  readonly p95: Float64Array;
  readonly p99: Float64Array;
}

/** A pool with its load over the forecast, in the worst of the cases that it must survive. */
export interface Assessment {
  readonly pool: Pool;
  /** The case that decides: `none` where all is well. */
  readonly failure: string;
  readonly curves: { readonly [Quantile in keyof Levels]: LoadCurve };
  readonly peak: Peak;
  readonly headroom: Headroom;
  readonly status: Status;
  readonly overTargetAt: InstantByQuantile;
  readonly exhaustionAt: InstantByQuantile;
  /** Largest loads that meet the policy's blocking, and its target utilization. */
  readonly limits: Limits;
  /** The rise of the load on which most is lost, where that is more than at the peak. */
  readonly worstRise: WorstRise | null;
}

/** Traffic beyond a million times today's is no question of planning. */
const LARGEST_FACTOR = 1e6;

/** How near to a limit a load must be for a last step unseen, which brings it a hundred times as near, and nearer than any law is. */
const FACTOR_TOLERANCE = 1e-5;

/**
 * Holds a pool against its load. The pool is inverted once into the largest loads that meet each part of the policy;
 * the forecast is then only compared with those.
 */
export function assess(
  pool: Pool,
  failure: string,
  levels: Levels,
  policy: CompletePolicy,
  cache: TrackCache,
): Assessment {
  const curves = new Curves(pool, levels, cache);
  const limits = limitsOf(pool, policy, cache.limits);
  const load = curves.planning.peak.value;
  const worst = worstRise(pool, curves.planning, policy.blockingProbability);
  const utilization = utilizationOf(load, capacityOf(pool));
  return {
    pool,
    failure,
    curves,
    limits,
    peak: {
      at: instantOf(curves.planning.peak.atSeconds),
      connectionsPerSecond: curves.planning.connectionsPerSecondAtPeak,
      offeredLoad: load,
      required: requiredOverTime(pool, curves.planning, policy),
      utilization,
      blockingProbability: worst?.blocking ?? poolBlocking(pool, load),
    },
    headroom: headroomOf(pool, curves.planning, limits),
    status: statusOf(curves.planning, pool, limits, policy),
    overTargetAt: new FirstInstants(curves, (curve) => curve.firstAtOrAbove(nextAbove(limits.target))),
    exhaustionAt: new FirstInstants(curves, (curve) => firstBlocked(curve, limits)),
    worstRise: worst,
  };
}

/** Each curve is made when it is asked for: what a change or a sample does to a pool shows in one of them. */
class Curves {
  #p50: LoadCurve | undefined;
  #planning: LoadCurve | undefined;
  #p95: LoadCurve | undefined;
  #p99: LoadCurve | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly levels: Levels,
    private readonly cache: TrackCache,
  ) {}

  get p50(): LoadCurve {
    return (this.#p50 ??= this.#at(this.levels.p50));
  }

  get planning(): LoadCurve {
    return (this.#planning ??= this.#at(this.levels.planning));
  }

  get p95(): LoadCurve {
    const { p95, planning } = this.levels;
    return (this.#p95 ??= p95 === planning ? this.planning : this.#at(p95));
  }

  get p99(): LoadCurve {
    return (this.#p99 ??= this.#at(this.levels.p99));
  }

  #at(levels: Float64Array): LoadCurve {
    return loadCurve(this.pool.contributions, levels, this.cache);
  }
}

export function utilizationOf(load: number, capacity: number): number {
  if (load <= 0) return 0;
  return capacity > 0 ? load / capacity : Number.MAX_SAFE_INTEGER;
}

/**
 * Blocking above policy, else utilization above target, else above soft, else ok: by the load, as the instants of those
 * states are, for blocking rises so steeply in a large pool that the load's last digit shows in it.
 */
function statusOf(curve: LoadCurve, pool: Pool, limits: Limits, policy: CompletePolicy): Status {
  const load = curve.peak.value;
  if (load >= nextAbove(limits.blocking)) return 'exhausted';
  const beyond = ({ value, rising }: Rise): boolean => value >= nextAbove(limits.blockingOnRise(rising));
  if (risesInQuestion(curve, limits, 1).some(beyond)) return 'exhausted';
  if (load >= nextAbove(limits.target)) return 'over';
  return load >= nextAbove(capacityOf(pool) * policy.softUtilization) ? 'warning' : 'ok';
}

/** The first instant at which more is lost than the policy says: the load is too high, or high and rises too steeply. */
function firstBlocked(curve: LoadCurve, limits: Limits): number | null {
  const steady = curve.firstAtOrAbove(nextAbove(limits.blocking));
  if (risesInQuestion(curve, limits, 1).length === 0) return steady;
  const onRise = curve.firstRiseAtOrAbove((rising) => nextAbove(limits.blockingOnRise(rising)));
  return steady === null || onRise === null ? (steady ?? onRise) : Math.min(steady, onRise);
}

/** What a pool has left at its peak, and on its rises. */
export function headroomOf(pool: Pool, curve: LoadCurve, limits: Limits): Headroom {
  const capacity = capacityOf(pool);
  const load = curve.peak.value;
  const atPeak = trafficFactor(curve, Math.min(limits.blocking, limits.target));
  return {
    ports: capacity - load,
    share: capacity > 0 ? (capacity - load) / capacity : 0,
    factor: within(factorOnRises(atPeak ?? LARGEST_FACTOR, curve, limits)),
  };
}

/** How many times the traffic of the peak meets the policy where the load does not rise. */
export function trafficFactor(curve: LoadCurve, admissible: number): number | null {
  const { value } = curve.peak;
  if (value <= 0) return null;
  if (curve.straight) return within(admissible / value);
  if (admissible <= 0) return 0;
  const least = 1 / LARGEST_FACTOR;
  const factor = risingCrossingFrom(
    (times) => curve.loadAtPeakTimes(times),
    admissible,
    { argument: 1, value },
    least,
    LARGEST_FACTOR,
    FACTOR_TOLERANCE,
  );
  return factor <= least ? 0 : within(factor);
}

function within(factor: number): number | null {
  return factor >= LARGEST_FACTOR ? null : factor;
}

/** When a state is first reached, found when it is asked for. */
class FirstInstants implements InstantByQuantile {
  constructor(
    private readonly curves: Assessment['curves'],
    private readonly first: (curve: LoadCurve) => number | null,
  ) {}

  get p50(): string | null {
    return this.#first(this.curves.p50);
  }

  get planning(): string | null {
    return this.#first(this.curves.planning);
  }

  get p99(): string | null {
    return this.#first(this.curves.p99);
  }

  #first(curve: LoadCurve): string | null {
    const at = this.first(curve);
    return at === null ? null : instantOf(at);
  }
}
