import { instantOf } from '../forecast/instant.js';
import { risingCrossingFrom } from '../numeric/index.js';
import { blockingAdmissibleLoad, nextAbove, poolBlocking, requiredTuples } from './admission.js';
import { loadCurve, type LoadCurve } from './load-curve.js';
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
  readonly limits: { readonly blocking: number; readonly target: number };
}

/** Traffic beyond a million times today's is no question of planning. */
const LARGEST_FACTOR = 1e6;

/** How exactly a factor is looked for, relative to it: beyond that, no law is. */
const FACTOR_TOLERANCE = 1e-6;

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
  const limits = {
    blocking: blockingAdmissibleLoad(pool, policy.blockingProbability, cache.limits),
    target: capacityOf(pool) * policy.targetUtilization,
  };
  const load = curves.planning.peak.value;
  const blockingProbability = poolBlocking(pool, load);
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
      required: requiredTuples(pool, load, policy),
      utilization,
      blockingProbability,
    },
    headroom: headroomOf(pool, curves.planning, limits),
    status: statusOf(load, pool, limits, policy),
    overTargetAt: new FirstInstants(curves, limits.target),
    exhaustionAt: new FirstInstants(curves, limits.blocking),
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
function statusOf(load: number, pool: Pool, limits: Assessment['limits'], policy: CompletePolicy): Status {
  if (load >= nextAbove(limits.blocking)) return 'exhausted';
  if (load >= nextAbove(limits.target)) return 'over';
  return load >= nextAbove(capacityOf(pool) * policy.softUtilization) ? 'warning' : 'ok';
}

/** What a pool has left at its peak. */
export function headroomOf(pool: Pool, curve: LoadCurve, limits: Assessment['limits']): Headroom {
  const capacity = capacityOf(pool);
  const load = curve.peak.value;
  return {
    ports: capacity - load,
    share: capacity > 0 ? (capacity - load) / capacity : 0,
    factor: trafficFactor(curve, Math.min(limits.blocking, limits.target)),
  };
}

function trafficFactor(curve: LoadCurve, admissible: number): number | null {
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

/** When a load is first above a limit, found when it is asked for. */
class FirstInstants implements InstantByQuantile {
  private readonly above: number;

  constructor(
    private readonly curves: Assessment['curves'],
    limit: number,
  ) {
    this.above = nextAbove(limit);
  }

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
    const at = curve.firstAtOrAbove(this.above);
    return at === null ? null : instantOf(at);
  }
}
