/** What a series is of. */
export type ObservedQuantity =
  | 'open-connections'
  | 'connections-per-second'
  | 'requests-per-second'
  | 'failures-per-second'
  | 'tuples-held'
  | 'sockets-in-time-wait';

export interface ObservedPoint {
  /** Seconds since 1970. */
  readonly atSeconds: number;
  readonly value: number;
}

/** One measured series. */
export interface Observed {
  readonly quantity: ObservedQuantity;
  /** Its name where it was measured. */
  readonly metric: string;
  /** Ascending in time. */
  readonly points: readonly ObservedPoint[];
}

/** A series as a monitoring system gives it, before it is known what it is of. */
export interface RawSeries {
  readonly name: string;
  readonly points: readonly ObservedPoint[];
}

/** How a metric is to be read: as it stands, as a sum over each period, or as a counter that only grows. */
interface Metric {
  readonly quantity: ObservedQuantity;
  readonly kind: 'gauge' | 'sum' | 'counter';
  readonly source: string;
}

const NAT_METRICS = 'https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html';
const ALB_METRICS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html';
const NODE_EXPORTER =
  'https://github.com/prometheus/node_exporter (sockstat, netstat, tcpstat, conntrack collectors)';

/** Metrics that are understood. A new one is a new row. */
const METRICS: Readonly<Record<string, Metric>> = {
  // The most of each minute (statistic Max): a little more than the mean.
  ActiveConnectionCount: { quantity: 'open-connections', kind: 'gauge', source: NAT_METRICS },
  ConnectionEstablishedCount: { quantity: 'connections-per-second', kind: 'sum', source: NAT_METRICS },
  ErrorPortAllocation: { quantity: 'failures-per-second', kind: 'sum', source: NAT_METRICS },
  RequestCount: { quantity: 'requests-per-second', kind: 'sum', source: ALB_METRICS },
  node_netstat_Tcp_CurrEstab: { quantity: 'open-connections', kind: 'gauge', source: NODE_EXPORTER },
  node_netstat_Tcp_ActiveOpens: {
    quantity: 'connections-per-second',
    kind: 'counter',
    source: NODE_EXPORTER,
  },
  node_netstat_Tcp_AttemptFails: { quantity: 'failures-per-second', kind: 'counter', source: NODE_EXPORTER },
  // Sockets by state: the collectors sockstat and tcpstat.
  node_sockstat_TCP_tw: { quantity: 'sockets-in-time-wait', kind: 'gauge', source: NODE_EXPORTER },
  'node_tcp_connection_states:time_wait': {
    quantity: 'sockets-in-time-wait',
    kind: 'gauge',
    source: NODE_EXPORTER,
  },
  'node_tcp_connection_states:established': {
    quantity: 'open-connections',
    kind: 'gauge',
    source: NODE_EXPORTER,
  },
  node_nf_conntrack_entries: { quantity: 'tuples-held', kind: 'gauge', source: NODE_EXPORTER },
  http_requests_total: {
    quantity: 'requests-per-second',
    kind: 'counter',
    source: 'https://prometheus.io/docs/practices/naming/',
  },
};

/** Names of the metrics that are understood. */
export const METRIC_NAMES: readonly string[] = Object.keys(METRICS);

/** A series by its name, or by a name in its label; null where none is known. */
export function observedOf({ name, points }: RawSeries): Observed | null {
  const words = name.split(/[\s{},"=]+/);
  const metric = METRIC_NAMES.find((known) => words.includes(known));
  if (metric === undefined) return null;
  const known = METRICS[metric];
  if (known === undefined) return null;
  const ascending = [...points].sort((one, other) => one.atSeconds - other.atSeconds);
  return { quantity: known.quantity, metric, points: READERS[known.kind](ascending) };
}

const READERS: Readonly<
  Record<Metric['kind'], (points: readonly ObservedPoint[]) => readonly ObservedPoint[]>
> = {
  gauge: (points) => points,
  sum: (points) => {
    const period = periodSeconds(points);
    return period === null
      ? []
      : points.map(({ atSeconds, value }) => ({ atSeconds, value: value / period }));
  },
  counter: (points) =>
    points.slice(1).flatMap(({ atSeconds, value }, index): readonly ObservedPoint[] => {
      const before = points[index];
      // A counter that falls was started anew.
      if (before === undefined || value < before.value || atSeconds <= before.atSeconds) return [];
      return [{ atSeconds, value: (value - before.value) / (atSeconds - before.atSeconds) }];
    }),
};

/** The shortest distance between two points; null where there are not two. */
function periodSeconds(points: readonly ObservedPoint[]): number | null {
  const distances = points
    .slice(1)
    .map(({ atSeconds }, index) => atSeconds - (points[index]?.atSeconds ?? 0))
    .filter((distance) => distance > 0);
  return distances.length === 0 ? null : distances.reduce((least, each) => Math.min(least, each), Infinity);
}
