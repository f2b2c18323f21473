import type { Metric, Profile } from './profile.js';
import { readFrom } from './sourced.js';

type Metrics = NonNullable<Profile['metrics']>;

const awsNat = readFrom(
  'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html',
  '2026',
);
const nlb = readFrom(
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html',
  '2026',
  'secondary',
);
const azureNat = readFrom(
  'https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-natgateways-metrics',
  '2026',
);
const azureLb = readFrom(
  'https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-loadbalancers-metrics',
  '2026',
);
const azureFirewall = readFrom('https://learn.microsoft.com/azure/firewall/metrics', '2026', 'secondary');
const gcp = readFrom('https://cloud.google.com/nat/docs/monitoring', '2026', 'secondary');
const exporter = readFrom(
  'https://github.com/prometheus/node_exporter/blob/master/collector/fixtures/e2e-output.txt',
  '2026',
);
const haproxy = readFrom(
  'https://github.com/haproxy/haproxy/blob/master/addons/promex/README',
  '2026',
  'secondary',
);

const CLOUDWATCH_NAT = {
  kind: 'cloudwatch',
  namespace: 'AWS/NATGateway',
  pool: 'snat-ports',
  dimension: 'NatGatewayId',
} as const;

/** ActiveConnectionCount is left out: it sums all destinations, and the limit is per destination. */
export const AWS_NAT_METRICS: Metrics = {
  refused: awsNat<Metric>(
    { ...CLOUDWATCH_NAT, name: 'ErrorPortAllocation', counts: 'refused', statistic: 'sum' },
    '',
    { note: 'above zero is exhaustion' },
  ),
  opened: awsNat<Metric>(
    { ...CLOUDWATCH_NAT, name: 'ConnectionAttemptCount', counts: 'opened', statistic: 'sum' },
    '',
    { note: 'over all destinations' },
  ),
};

export const AWS_NLB_METRICS: Metrics = {
  refused: nlb<Metric>(
    {
      kind: 'cloudwatch',
      namespace: 'AWS/NetworkELB',
      name: 'PortAllocationErrorCount',
      pool: 'snat-ports',
      counts: 'refused',
      statistic: 'sum',
      dimension: 'LoadBalancer',
    },
    '',
  ),
};

const AZURE_NAT = {
  kind: 'azure-monitor',
  namespace: 'Microsoft.Network/natGateways',
  name: 'SNATConnectionCount',
  pool: 'snat-ports',
  statistic: 'sum',
  dimension: 'resource',
} as const;

export const AZURE_NAT_METRICS: Metrics = {
  refused: azureNat<Metric>({ ...AZURE_NAT, counts: 'refused', filter: { ConnectionState: 'Failed' } }, '', {
    note: 'above zero may be exhaustion',
  }),
  opened: azureNat<Metric>({ ...AZURE_NAT, counts: 'opened', filter: { ConnectionState: 'Attempted' } }, ''),
};

const AZURE_LB = {
  kind: 'azure-monitor',
  namespace: 'Microsoft.Network/loadBalancers',
  pool: 'snat-ports',
  dimension: 'resource',
} as const;

export const AZURE_LOAD_BALANCER_METRICS: Metrics = {
  refused: azureLb<Metric>(
    {
      ...AZURE_LB,
      name: 'SnatConnectionCount',
      counts: 'refused',
      statistic: 'sum',
      filter: { ConnectionState: 'Failed' },
    },
    '',
  ),
  held: azureLb<Metric>(
    {
      ...AZURE_LB,
      name: 'UsedSnatPorts',
      counts: 'held',
      statistic: 'average',
      filter: { BackendIPAddress: '*' },
    },
    '',
    { note: 'of each machine' },
  ),
};

export const AZURE_FIREWALL_METRICS: Metrics = {
  held: azureFirewall<Metric>(
    {
      kind: 'azure-monitor',
      namespace: 'Microsoft.Network/azureFirewalls',
      name: 'SNATPortUtilization',
      pool: 'snat-ports',
      counts: 'held',
      statistic: 'maximum',
      dimension: 'resource',
      unit: 'percent',
    },
    '',
  ),
};

const CLOUD_NAT = {
  kind: 'gcp-monitoring',
  namespace: 'gce_instance',
  pool: 'snat-ports',
  dimension: 'nat_gateway_name',
} as const;

export const CLOUD_NAT_METRICS: Metrics = {
  refused: gcp<Metric>(
    {
      ...CLOUD_NAT,
      name: 'compute.googleapis.com/nat/dropped_sent_packets_count',
      counts: 'refused',
      statistic: 'sum',
      filter: { reason: 'OUT_OF_RESOURCES' },
    },
    '',
  ),
  held: gcp<Metric>(
    { ...CLOUD_NAT, name: 'compute.googleapis.com/nat/port_usage', counts: 'held', statistic: 'maximum' },
    '',
    { note: 'the most connections of a VM to one endpoint' },
  ),
};

const NODE_EXPORTER = { kind: 'prometheus', namespace: 'node_exporter', dimension: 'job' } as const;

const TRACKED: Metrics = {
  tracked: exporter<Metric>(
    {
      ...NODE_EXPORTER,
      name: 'node_nf_conntrack_entries',
      pool: 'conntrack',
      counts: 'held',
      statistic: 'maximum',
    },
    '',
  ),
};

export const CONNTRACK_METRICS: Metrics = TRACKED;

export const NETFILTER_METRICS: Metrics = {
  ...TRACKED,
  refused: exporter<Metric>(
    {
      ...NODE_EXPORTER,
      name: 'node_nf_conntrack_stat_insert_failed',
      pool: 'snat-ports',
      counts: 'refused',
      statistic: 'rate',
    },
    '',
    { note: 'also counts two flows that race for a port without --random-fully' },
  ),
};

export const LINUX_HOST_METRICS: Metrics = {
  ...TRACKED,
  opened: exporter<Metric>(
    {
      ...NODE_EXPORTER,
      name: 'node_netstat_Tcp_ActiveOpens',
      pool: 'ephemeral-ports',
      counts: 'opened',
      statistic: 'rate',
    },
    '',
  ),
};

export const HAPROXY_METRICS: Metrics = {
  held: haproxy<Metric>(
    {
      kind: 'prometheus',
      namespace: 'haproxy',
      name: 'haproxy_process_current_connections',
      pool: 'connections',
      counts: 'held',
      statistic: 'maximum',
      dimension: 'job',
    },
    '',
  ),
};
