import type { NatGatewayResult, PlanResult, Resource } from '@portplan/engine';

/** A pool that holds a tenth of what it could. */
export function pool(id: string, changes: Partial<Resource> = {}): Resource {
  const [node = '', , destination = ''] = id.split(':');
  return {
    id,
    node,
    kind: 'ephemeral-ports',
    destination,
    legs: [`${node}-${destination}`],
    scope: 'instance',
    protocol: 'tcp',
    capacity: 28_232,
    peak: {
      at: '2026-12-12T09:15:00Z',
      connectionsPerSecond: 47,
      offeredLoad: 2823.2,
      required: 3529,
      utilization: 0.1,
      blockingProbability: 0,
    },
    headroom: { ports: 25_408.8, share: 0.9, factor: 8 },
    status: 'ok',
    overTargetAt: { p50: null, planning: null, p99: null },
    exhaustionAt: { p50: null, planning: null, p99: null },
    explanation: { formula: 'erlang-b', inputs: {}, steps: [], sources: [] },
    ...changes,
  };
}

/** A pool that the sale exhausts: five times as many connections as ports. */
export const EXHAUSTED_POOL: Resource = pool('egress:snat-ports:payments', {
  kind: 'snat-ports',
  scope: 'gateway',
  capacity: 55_000,
  peak: {
    at: '2026-12-12T09:15:00Z',
    connectionsPerSecond: 4430.9,
    offeredLoad: 269_397.6,
    required: 336_748,
    utilization: 4.89814,
    blockingProbability: 0.795842,
  },
  headroom: { ports: -214_397.6, share: -3.9, factor: 0.163 },
  status: 'exhausted',
  overTargetAt: {
    p50: '2026-12-12T09:00:21Z',
    planning: '2026-12-12T09:00:19Z',
    p99: '2026-12-12T09:00:18Z',
  },
  exhaustionAt: {
    p50: '2026-12-12T09:00:31Z',
    planning: '2026-12-12T09:00:25Z',
    p99: '2026-12-12T09:00:23Z',
  },
  explanation: {
    formula: 'erlang-b',
    inputs: { publicIps: 1, portsPerIp: 55_000, tupleScope: 'endpoint', maxConnections: null },
    steps: [
      'capacity = 55000 tuples × 1 pool = 55000',
      'leg app-payments: each connection holds its tuple 0.8 s open + 60 s after close; 1 connections per request in this scope',
    ],
    sources: ['portsPerIp: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html'],
  },
});

export function gateway(node: string, changes: Partial<NatGatewayResult> = {}): NatGatewayResult {
  return {
    node,
    currentIps: 1,
    requiredIps: 1,
    requiredIpsTotal: 1,
    requiredIpsByQuantile: { p50: 1, p95: 1, p99: 1 },
    ipsPerGatewayLimit: 8,
    gatewaysRequired: 1,
    bindingDestination: 'payments',
    portsPerVm: null,
    monthlyCost: null,
    ...changes,
  };
}

export const NOTHING: PlanResult = {
  engineVersion: '1.0.0',
  summary: { status: 'ok', binding: null, exhaustionAt: null },
  resources: [],
  natGateways: [],
  pooling: [],
  recommendations: [],
  rejected: [],
  firewallRules: [],
  alerts: [],
  findings: [],
  uncertainty: null,
};

export const START = '2026-12-01T00:00:00Z';

/** A sale of tickets whose payments all leave through one NAT gateway with one address. */
export const SALE: PlanResult = {
  ...NOTHING,
  summary: {
    status: 'exhausted',
    binding: 'egress:snat-ports:payments',
    exhaustionAt: '2026-12-12T09:00:25Z',
  },
  resources: [
    pool('app:ephemeral-ports:payments', {
      peak: {
        at: '2026-12-12T09:15:00Z',
        connectionsPerSecond: 369.2,
        offeredLoad: 22_449.8,
        required: 28_063,
        utilization: 0.795191,
        blockingProbability: 4.4e-302,
      },
      headroom: { ports: 5782.2, share: 0.2, factor: 1.006 },
      status: 'warning',
    }),
    EXHAUSTED_POOL,
  ],
  natGateways: [
    gateway('egress', {
      requiredIps: 7,
      requiredIpsTotal: 7,
      requiredIpsByQuantile: { p50: 5, p95: 7, p99: 8 },
      monthlyCost: { amount: 58.4, currency: 'USD', assumes: 'list prices' },
    }),
  ],
  pooling: [
    {
      leg: 'app-payments',
      perProcess: { maxIdle: 49, maxConnections: 361, idleTimeoutSeconds: 60, maxAgeSeconds: 3600 },
      poolsPerProcess: 1,
      connectionsTotal: 4332,
      requestsPerConnection: 48.2,
      before: { connectionsPerSecond: 4430.9, ports: 269_397.6 },
      after: { connectionsPerSecond: 92, ports: 6466 },
      config: { haproxy: 'pool-max-conn 49' },
    },
  ],
};

/** The same with everything else that a plan may say. */
export const SALE_WITH_ADVICE: PlanResult = {
  ...SALE,
  recommendations: [
    {
      id: 'pool-app-payments',
      remedy: 'pooling',
      title: 'Keep connections to payments open',
      why: 'Every call dials: 4,431 connections a second, each of which holds its port for a minute after it is closed.',
      patch: [{ op: 'replace', path: '/legs/4/connections/reuse', value: 'keep-alive' }],
      effect: [
        {
          resource: 'egress:snat-ports:payments',
          before: { status: 'exhausted', utilization: 4.89814, factor: 0.163, required: 336_748 },
          after: { status: 'ok', utilization: 0.11756, factor: 6.8, required: 8084 },
        },
      ],
      gateways: [
        {
          node: 'egress',
          before: { publicIps: 1, requiredIps: 7 },
          after: { publicIps: 1, requiredIps: 1 },
        },
      ],
      effort: 'redeploy',
      leadTimeDays: 0,
      monthlyCost: null,
      sources: ['https://www.rfc-editor.org/rfc/rfc9112#section-9.3'],
    },
    {
      id: 'nat-ips-egress',
      remedy: 'nat-ips',
      title: 'Give egress 7 NAT IPs',
      why: 'Each address has 55,000 ports of its own toward payments.',
      patch: [{ op: 'replace', path: '/nodes/5/publicIps', value: 7 }],
      effect: [
        {
          resource: 'egress:snat-ports:payments',
          before: { status: 'exhausted', utilization: 4.89814, factor: 0.163, required: 336_748 },
          after: { status: 'ok', utilization: 0.6997, factor: 1.14, required: 336_749 },
        },
      ],
      gateways: [
        {
          node: 'egress',
          before: { publicIps: 1, requiredIps: 7 },
          after: { publicIps: 7, requiredIps: 7 },
        },
      ],
      effort: 'setting',
      leadTimeDays: 14,
      monthlyCost: { amount: 21.9, currency: 'USD', assumes: 'list prices' },
      sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html'],
    },
  ],
  rejected: [
    {
      remedy: 'nat-ips',
      node: 'egress',
      constraint: 'quota',
      reason: 'more addresses than the quota of the region allows',
      observed: 7,
      limit: 5,
      unit: 'addresses',
      sources: [],
    },
    {
      remedy: 'tcp_tw_recycle',
      node: null,
      constraint: 'dangerous',
      reason: 'it drops connections of clients behind a NAT, and Linux 4.12 removed it',
      observed: null,
      limit: null,
      unit: '',
      sources: [],
    },
  ],
  firewallRules: [
    {
      firewall: 'public-acl',
      direction: 'inbound',
      protocol: 'tcp',
      from: 'payments',
      to: 'egress',
      ports: [1024, 65_535],
      because: 'return traffic of app-payments',
    },
  ],
  alerts: [
    {
      id: 'egress:snat-ports:payments:refused',
      resource: 'egress:snat-ports:payments',
      node: 'egress',
      severity: 'critical',
      counts: 'refused',
      system: 'cloudwatch',
      namespace: 'AWS/NATGateway',
      metric: 'ErrorPortAllocation',
      statistic: 'sum',
      dimension: 'NatGatewayId',
      filter: {},
      periodSeconds: 60,
      threshold: 0,
      expression: 'sum(ErrorPortAllocation) over 60 s > 0',
      because: 'a connection that egress refused found no port',
      sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html'],
    },
  ],
  findings: [
    {
      code: 'keep-alive-outlives-translator',
      severity: 'warning',
      node: 'egress',
      leg: 'app-payments',
      message:
        'leg app-payments keeps idle connections 600 s, but egress forgets them after 350 s: the next request on one fails',
      constraint: 'idle-timeout',
      observed: 600,
      limit: 350,
      unit: 'seconds',
      remedy: 'let app keep them for less than 350 s',
    },
  ],
};
