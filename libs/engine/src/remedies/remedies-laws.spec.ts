import * as fc from 'fast-check';
import { egress, steady } from '../../fixtures/plans.js';
import { plan } from '../plan/plan.js';
import type { Policy } from '../plan/policy.js';
import type { EffectFigures, Resource } from '../plan/result.js';
import { severityOf } from '../plan/severity.js';
import { topologyProblems } from '../topology/topology-problems.js';
import type { Connections, Distribution, Leg } from '../topology/leg.js';
import type { Instances, TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { applyPatch } from './json-patch.js';

const GATEWAYS = [
  'aws/nat-gateway',
  'aws/nat-gateway-regional',
  'azure/nat-gateway',
  'azure/load-balancer-outbound',
  'azure/firewall',
  'azure/app-service',
  'gcp/cloud-nat',
  'alibaba/nat-gateway',
  'tencent/nat-gateway',
  'linux/iptables-masquerade',
  'kubernetes/node-snat',
  'cgnat',
];

const connections = fc.oneof(
  fc.record({
    reuse: fc.constant('none' as const),
    closedBy: fc.constantFrom('initiator' as const, 'responder' as const),
  }),
  fc.record({
    reuse: fc.constant('keep-alive' as const),
    maxIdle: fc.integer({ min: 1, max: 20 }),
    idleTimeoutSeconds: fc.constantFrom(5, 60, 600),
    abandonedShare: fc.constantFrom(0, 0.05),
  }),
  fc.record({ reuse: fc.constant('multiplex' as const), idleTimeoutSeconds: fc.constant(60) }),
) as fc.Arbitrary<Connections>;

const host = fc.record({
  profile: fc.constantFrom('linux', 'windows', 'freebsd'),
  bind: fc.constantFrom('connect' as const, 'bind-source' as const, 'bind-any' as const),
});

const instances: fc.Arbitrary<Instances> = fc.oneof(
  fc.integer({ min: 1, max: 30 }),
  fc.record({ min: fc.constant(2), max: fc.constant(20), requestsPerSecondPerInstance: fc.constant(100) }),
);

/** An application that calls two destinations, one or both through a gateway. */
const topologies: fc.Arbitrary<Topology> = fc
  .record({
    profile: fc.constantFrom(...GATEWAYS),
    publicIps: fc.integer({ min: 1, max: 3 }),
    instances,
    host,
    first: connections,
    second: connections,
    endpoints: fc.integer({ min: 1, max: 3 }),
    maxConnections: fc.constantFrom(undefined, 500, 50_000),
    distribution: fc.constantFrom<Distribution[]>('even', 'hash'),
    both: fc.boolean(),
  })
  .map((drawn) => {
    const { nodes, legs } = egress({ profile: drawn.profile, publicIps: drawn.publicIps }, 10, {
      connections: drawn.first,
      distribution: drawn.distribution,
    });
    const partner: TopologyNode = {
      id: 'partner',
      kind: 'external',
      endpoints: drawn.endpoints,
      ...(drawn.maxConnections === undefined ? {} : { maxConnections: drawn.maxConnections }),
    };
    const other: Leg = {
      id: 'other',
      from: 'app',
      to: 'partner',
      responseTimeSeconds: 0.3,
      callsPerRequest: 0.5,
      connections: drawn.second,
      ...(drawn.both ? { via: ['nat'] } : {}),
    };
    const application = (node: TopologyNode): TopologyNode =>
      node.kind === 'backend' ? { ...node, instances: drawn.instances, host: drawn.host } : node;
    return {
      apiVersion: 'portplan/v1' as const,
      kind: 'Topology' as const,
      name: 'drawn',
      nodes: [...nodes.map(application), partner],
      legs: [...legs, other],
    };
  })
  .filter((topology) => topologyProblems(topology).length === 0);

const policies: fc.Arbitrary<Policy> = fc.record({
  survive: fc.constantFrom('none' as const, 'instance' as const, 'zone' as const),
  quotas: fc.constantFrom<NonNullable<Policy['quotas']>[]>(
    {},
    { eipsPerNatGateway: 2 },
    { publicIpsPerNatGateway: 16, eipsPerRegion: 50 },
  ),
});

const rates = fc.constantFrom(5, 300, 3000, 20_000);

function figuresOf({ status, peak, headroom }: Resource): EffectFigures {
  return {
    status,
    utilization: peak.utilization,
    factor: headroom.factor,
    required: peak.required,
  };
}

/** A factor is looked for from where the last search ended, so that its last digits are another plan's own. */
function nearly([resource, figures]: readonly [string, EffectFigures]): readonly [string, EffectFigures] {
  const { factor } = figures;
  return [resource, factor === null ? figures : { ...figures, factor: expect.closeTo(factor, 6) as number }];
}

describe('the remedies for any topology', () => {
  it('do to every pool what planning the patched topology says, and nothing else', () => {
    fc.assert(
      fc.property(topologies, rates, policies, (topology, rate, policy) => {
        const before = plan(topology, steady(rate), policy);
        for (const { id, patch, effect } of before.recommendations) {
          const after = plan(applyPatch(topology, patch), steady(rate), policy, { recommendations: false });
          const changed = new Map(effect.map((each) => [each.resource, each.after]));
          const expected = before.resources
            .map((resource) => [resource.id, figuresOf(resource)] as const)
            .filter(([resource]) => !changed.has(resource));
          for (const [resource, figures] of changed) if (figures !== null) expected.push([resource, figures]);
          const found = after.resources.map((resource) => [resource.id, figuresOf(resource)] as const);
          expect([id, new Map(found)]).toEqual([id, new Map(expected.map(nearly))]);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('make something better, nothing bad, and come best first', () => {
    fc.assert(
      fc.property(topologies, rates, policies, (topology, rate, policy) => {
        const { recommendations, summary, findings } = plan(topology, steady(rate), policy);
        if (summary.status === 'ok' && findings.length === 0) expect(recommendations).toEqual([]);
        const severity = (side: EffectFigures | null): number => severityOf(side?.status ?? 'ok');
        for (const { effect } of recommendations) {
          for (const { before, after } of effect) {
            const worse = severity(after) > severity(before) && severity(after) > severityOf('warning');
            expect(worse).toBe(false);
          }
        }
        expect(new Set(recommendations.map(({ id }) => id)).size).toBe(recommendations.length);
      }),
      { numRuns: 12 },
    );
  });

  it('are within the quotas that the policy names', () => {
    fc.assert(
      fc.property(topologies, rates, (topology, rate) => {
        const quotas = { publicIpsPerNatGateway: 2, natGatewaysPerZone: 1 };
        for (const { patch } of plan(topology, steady(rate), { quotas }).recommendations) {
          const value = patch.find(({ path }) => path.endsWith('/publicIps'))?.value;
          if (value !== undefined) expect(value).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 8 },
    );
  });
});
