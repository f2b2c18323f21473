import { STATUSES, type NatGatewayResult, type PlanResult, type Resource } from '@portplan/engine';

interface Metric<Row> {
  readonly name: string;
  readonly help: string;
  /** Null where there is nothing to say. */
  readonly value: (row: Row) => number | null;
}

const RESOURCE_METRICS: readonly Metric<Resource>[] = [
  {
    name: 'portplan_headroom_factor',
    help: 'How many times the peak traffic meets the policy.',
    value: ({ headroom }) => headroom.factor,
  },
  {
    name: 'portplan_utilization_ratio',
    help: 'Offered load over capacity at the peak.',
    value: ({ peak }) => peak.utilization,
  },
  {
    name: 'portplan_capacity',
    help: 'What the pool holds, toward its destination.',
    value: ({ capacity }) => capacity,
  },
  {
    name: 'portplan_required',
    help: 'The smallest number that meets the policy at the peak.',
    value: ({ peak }) => peak.required,
  },
  {
    name: 'portplan_blocking_probability',
    help: 'Share of new connections that find nothing free at the peak.',
    value: ({ peak }) => peak.blockingProbability,
  },
  {
    name: 'portplan_status',
    help: 'State of the pool: 0 ok, 1 warning, 2 over, 3 exhausted.',
    value: ({ status }) => STATUSES.indexOf(status),
  },
  {
    name: 'portplan_exhaustion_timestamp_seconds',
    help: 'First instant of blocking above policy; no sample where there is none.',
    value: ({ exhaustionAt: { planning } }) => (planning === null ? null : Date.parse(planning) / 1000),
  },
];

const GATEWAY_METRICS: readonly Metric<NatGatewayResult>[] = [
  {
    name: 'portplan_nat_ips',
    help: 'Addresses that a gateway has.',
    value: ({ currentIps }) => currentIps,
  },
  {
    name: 'portplan_nat_ips_required',
    help: 'Addresses that a gateway needs; no sample where no number would do.',
    value: ({ requiredIps }) => requiredIps,
  },
];

/**
 * What a plan found, for Prometheus to scrape.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function headroomMetrics(
  scenario: string,
  { resources, natGateways, engineVersion }: PlanResult,
): string {
  const lines = [
    ...RESOURCE_METRICS.flatMap((metric) =>
      family(metric, resources, ({ id, node, kind, destination }) => ({
        scenario,
        resource: id,
        node,
        kind,
        destination: destination ?? '',
      })),
    ),
    ...GATEWAY_METRICS.flatMap((metric) => family(metric, natGateways, ({ node }) => ({ scenario, node }))),
    '# HELP portplan_engine_info The engine that planned.',
    '# TYPE portplan_engine_info gauge',
    sample('portplan_engine_info', { scenario, version: engineVersion }, 1),
  ];
  return `${lines.join('\n')}\n`;
}

function family<Row>(
  { name, help, value }: Metric<Row>,
  rows: readonly Row[],
  labels: (row: Row) => Readonly<Record<string, string>>,
): readonly string[] {
  const samples = rows.flatMap((row) => {
    const figure = value(row);
    return figure === null ? [] : [sample(name, labels(row), figure)];
  });
  return samples.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
}

function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}{${pairs.join(',')}} ${String(value)}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
