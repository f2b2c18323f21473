import type { API_VERSION } from '../topology/topology.js';

/** A surge with a name: an on-sale, a broadcast, a batch. */
export interface ForecastEvent {
  readonly name: string;
  /** ISO 8601 instant at which the rise begins. */
  readonly start: string;
  /** From the beginning of the rise to the beginning of the fall. */
  readonly durationSeconds: number;
  /** What the demand is multiplied by at the top, at least 0. */
  readonly multiplier: number;
  /** Seconds of the linear rise, and of the fall after `durationSeconds`; 0 is a step. */
  readonly rampSeconds?: number;
}

/** Levels of the base demand in requests per second; p50 is its median. */
export interface DemandQuantiles {
  readonly p50: number;
  readonly p90?: number;
  readonly p95?: number;
  readonly p99?: number;
}

/** Recorded demand that a forecast is fitted to. */
export interface DemandHistory {
  /** Text of `time,value` lines, ISO 8601 or epoch seconds, requests per second. */
  readonly csv?: string;
  /** The answer of a Prometheus range query. */
  readonly prometheus?: Readonly<Record<string, unknown>>;
}

/** The demand that one clients node makes. */
export interface Demand {
  /** Id of a clients node of the topology. */
  readonly source: string;
  /** The base: the median at `start`, before growth and profiles. One of this, `series`, `history` or `quantiles`. */
  readonly requestsPerSecond?: number;
  /** Requests per second, one value a step. */
  readonly series?: readonly number[];
  readonly history?: DemandHistory;
  /** Compound growth, 0.06 for six percent a month of 30.436875 days. */
  readonly growthPerMonth?: number;
  /** 24 multipliers, one an hour of the day in UTC. */
  readonly dailyProfile?: readonly number[];
  /** 7 multipliers, Monday first, days in UTC. */
  readonly weeklyProfile?: readonly number[];
  readonly events?: readonly ForecastEvent[];
  /** Standard deviation of the logarithm of the level. */
  readonly sigma?: number;
  readonly quantiles?: DemandQuantiles;
  /** Variance-to-mean ratio of the offered load within a step; 1 for Poisson arrivals. */
  readonly peakedness?: number;
}

/** What traffic is expected, from when, in steps of what length. */
export interface Forecast {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: 'Forecast';
  readonly name: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** ISO 8601 instant. */
  readonly start: string;
  readonly stepSeconds: number;
  readonly steps: number;
  readonly demand: readonly Demand[];
}
