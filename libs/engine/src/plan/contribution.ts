import type { InstanceRange } from '../topology/resolved.js';

/** Connections that a leg makes at a steady request rate. */
export interface ConnectionRate {
  readonly connectionsPerSecond: number;
  /** Mean number open at once, in erlangs. */
  readonly openConnections: number;
}

/** A leg's law from requests to connections. */
export interface LegConnections {
  /** At `requestsPerSecond` shared evenly by `processes` processes of the initiator. */
  readonly at: (requestsPerSecond: number, processes: number) => ConnectionRate;
  /** Where the law is a straight line through zero: connections per request, and how long one is open. */
  readonly linear: { readonly connectionsPerRequest: number; readonly openSeconds: number } | null;
  /** Name of the law, for the explanation. */
  readonly law: string;
  /** How one process comes to its connections at a request rate of its own, a line each; none where the law says all. */
  readonly steps?: (requestsPerSecond: number) => readonly string[];
  readonly inputs: Readonly<Record<string, number | string | boolean | null>>;
  readonly citations: readonly string[];
}

/** What one leg brings to one pool. */
export interface Contribution {
  readonly leg: string;
  /** Requests per second on the leg for one request per second of each source. */
  readonly coefficients: Float64Array;
  /** Connections per second and tuples held, in the pool's scope, at a steady request rate on the whole leg. */
  readonly at: (requestsPerSecond: number) => PoolLoad;
  /** Where that is a straight line: both per request per second, and the two parts of the time a tuple is held. */
  readonly linear: {
    readonly connectionsPerRequest: number;
    readonly openSeconds: number;
    readonly quarantineSeconds: number;
  } | null;
  /** What of the leg the pool sees, and for how long it holds a tuple after close; absent for a stream. */
  readonly holds?: {
    readonly seenAt: (requestsPerSecond: number) => Seen;
    readonly quarantineSeconds: number;
    readonly portion: Portion;
  };
}

/** The part of a leg that a pool sees at a request rate on the whole leg: what its law is asked about. */
export interface Seen {
  readonly of: Portion['of'];
  readonly requestsPerSecond: number;
  readonly processes: number;
  /** What the connections of those processes are divided by. */
  readonly gateways: number;
}

export interface PoolLoad {
  readonly connectionsPerSecond: number;
  /** Erlangs: tuples held, quarantine included. */
  readonly offeredLoad: number;
}

/** What part of a leg's traffic one pool sees: the hottest instance, or one of the gateways that share it. */
export interface Portion {
  readonly instances: InstanceRange;
  readonly processesPerInstance: number;
  /** `hottest`: one instance with `hotFactor` times an even share; `total`: all instances, divided by `gateways`. */
  readonly of: 'hottest' | 'total';
  /** How many times an even share the hottest instance gets, at least 1. */
  readonly hotFactor: number;
  readonly gateways: number;
  /** Machines that share all of it, of which the pool is one; absent where the pool is no machine that it only passes. */
  readonly machines?: InstanceRange;
}

/** Instances that run at a request rate, with auto-scaling between its bounds. */
export function instancesAt(range: InstanceRange, requestsPerSecond: number): number {
  const each = range.requestsPerSecondPerInstance;
  if (each === null || each <= 0) return range.max;
  return Math.min(range.max, Math.max(range.min, Math.ceil(requestsPerSecond / each)));
}

/**
 * The most that one instance gets on the way up to a request rate. Between its bounds a group adds an instance
 * whenever all are full, so the busiest moment of an instance is just before; that envelope is monotone.
 */
export function requestsPerInstance(range: InstanceRange, requestsPerSecond: number): number {
  const each = range.requestsPerSecondPerInstance;
  if (each === null || each <= 0) return requestsPerSecond / range.max;
  if (requestsPerSecond <= range.min * each) return requestsPerSecond / range.min;
  return Math.max(each, requestsPerSecond / range.max);
}

/**
 * A leg's load on one pool: the part of its traffic that the pool sees, through the leg's own law, with every tuple
 * held for `quarantineSeconds` after its connection closed.
 */
export function contributionOf(
  leg: string,
  coefficients: Float64Array,
  connections: LegConnections,
  portion: Portion,
  quarantineSeconds: number,
): Contribution {
  const load = (rate: ConnectionRate, divisor: number): PoolLoad => ({
    connectionsPerSecond: rate.connectionsPerSecond / divisor,
    offeredLoad: (rate.openConnections + rate.connectionsPerSecond * quarantineSeconds) / divisor,
  });
  const { instances, processesPerInstance, hotFactor, gateways } = portion;
  const { machines } = portion;
  const sharers = (requestsPerSecond: number): number =>
    machines === undefined
      ? gateways
      : requestsPerSecond > 0
        ? requestsPerSecond / (requestsPerInstance(machines, requestsPerSecond) * hotFactor)
        : machines.min / hotFactor;
  const seenAt = (requestsPerSecond: number): Seen => {
    if (portion.of === 'hottest') {
      const requests = requestsPerInstance(instances, requestsPerSecond) * hotFactor;
      return { of: 'hottest', requestsPerSecond: requests, processes: processesPerInstance, gateways: 1 };
    }
    const processes = instancesAt(instances, requestsPerSecond) * processesPerInstance;
    return { of: 'total', requestsPerSecond, processes, gateways: sharers(requestsPerSecond) };
  };
  const at = (requestsPerSecond: number): PoolLoad => {
    const seen = seenAt(requestsPerSecond);
    return load(connections.at(seen.requestsPerSecond, seen.processes), seen.gateways);
  };
  const decisive = portion.of === 'hottest' ? instances : machines;
  const scaling = (decisive?.requestsPerSecondPerInstance ?? null) !== null;
  const share = decisive === undefined ? 1 / gateways : hotFactor / decisive.max;
  return {
    leg,
    coefficients,
    at,
    holds: { seenAt, quarantineSeconds, portion },
    linear:
      connections.linear === null || scaling
        ? null
        : {
            connectionsPerRequest: connections.linear.connectionsPerRequest * share,
            openSeconds: connections.linear.openSeconds,
            quarantineSeconds,
          },
  };
}
