import type { PlanResult, Resource } from '@portplan/engine';
import { natGatewaysOf, resourcesOf } from './figures.js';
import type { Run } from './run.js';

const NEVER = { p50: null, planning: null, p99: null };

const resource = (node: string, figures: Partial<Resource>): Resource => ({
  id: `${node}:snat-ports:*`,
  node,
  kind: 'snat-ports',
  destination: null,
  legs: ['out'],
  scope: 'gateway',
  protocol: 'tcp',
  capacity: 55_000,
  peak: {
    at: '2026-12-01T00:00:00Z',
    connectionsPerSecond: 1,
    offeredLoad: 1,
    required: 9,
    utilization: 0,
    blockingProbability: 0,
  },
  headroom: { ports: 1, share: 1, factor: 2 },
  status: 'ok',
  overTargetAt: NEVER,
  exhaustionAt: NEVER,
  explanation: { formula: 'erlang-b', inputs: {}, steps: [], sources: [] },
  ...figures,
});

const gateway = (node: string): PlanResult['natGateways'][number] => ({
  node,
  currentIps: 1,
  requiredIps: 2,
  requiredIpsTotal: 2,
  requiredIpsByQuantile: { p50: 1, p95: 2, p99: 3 },
  ipsPerGatewayLimit: 8,
  gatewaysRequired: 1,
  bindingDestination: null,
  portsPerVm: null,
  monthlyCost: null,
});

const runOf = (resources: readonly Resource[], natGateways: readonly string[]): Run => ({
  id: 'run',
  scenarioId: 'scenario',
  topologyId: 'topology',
  topologyRevision: 3,
  forecastId: 'forecast',
  forecastRevision: 1,
  policy: {},
  overrides: [],
  engineVersion: '0.1.0',
  status: 'over',
  binding: null,
  exhaustionAt: null,
  createdAt: new Date(0),
  finishedAt: new Date(0),
  result: {
    engineVersion: '0.1.0',
    summary: { status: 'over', binding: null, exhaustionAt: null },
    resources,
    natGateways: natGateways.map(gateway),
    pooling: [],
    recommendations: [],
    rejected: [],
    firewallRules: [],
    alerts: [],
    findings: [],
    uncertainty: null,
  },
});

describe('the rows of a run', () => {
  it('are its resources without their explanations, in the order of the result', () => {
    const rows = resourcesOf(runOf([resource('a', {}), resource('b', {})], []));
    expect(rows.map(({ position, resource: { node } }) => [position, node])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
    expect(rows[0]).toMatchObject({ runId: 'run', scenarioId: 'scenario', topologyRevision: 3 });
    expect(rows[0]?.resource).not.toHaveProperty('explanation');
  });

  it('give a NAT gateway the worst status and the first instants of its own resources', () => {
    const resources = [
      resource('egress', {
        status: 'warning',
        overTargetAt: { p50: null, planning: '2027-03-01T00:00:00Z', p99: '2026-12-12T09:00:00Z' },
      }),
      resource('egress', {
        status: 'exhausted',
        overTargetAt: { p50: null, planning: '2027-01-01T00:00:00Z', p99: '2026-12-31T00:00:00Z' },
        exhaustionAt: { p50: null, planning: null, p99: '2027-02-01T00:00:00Z' },
      }),
      resource('elsewhere', {
        status: 'exhausted',
        exhaustionAt: { ...NEVER, planning: '2026-12-01T00:00:00Z' },
      }),
    ];
    expect(natGatewaysOf(runOf(resources, ['egress']))[0]).toMatchObject({
      status: 'exhausted',
      overTargetAt: { p50: null, planning: '2027-01-01T00:00:00Z', p99: '2026-12-12T09:00:00Z' },
      exhaustionAt: { p50: null, planning: null, p99: '2027-02-01T00:00:00Z' },
    });
  });

  it('give a NAT gateway without resources no status', () => {
    expect(natGatewaysOf(runOf([], ['idle']))[0]).toMatchObject({ status: null, exhaustionAt: NEVER });
  });
});
