import * as fc from 'fast-check';
import { egress, resource, steady } from '../../fixtures/plans.js';
import { applyPatch } from '../remedies/json-patch.js';
import type { Host } from '../topology/host.js';
import type {
  ProfileDefinition,
  ProfileHost,
  ProfilePool,
  ProfileTranslator,
} from '../topology/profile-definition.js';
import type { NatGatewayNode, TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { topologyProblems } from '../topology/topology-problems.js';
import { plan } from './plan.js';
import type { PlanResult } from './result.js';

const SOURCED = { source: 'measured in the lab', asOf: '2026-11-20' };

const translators: fc.Arbitrary<ProfileTranslator> = fc.record(
  {
    publicIps: fc.integer({ min: 1, max: 3 }),
    portsPerIp: fc.integer({ min: 2000, max: 64_000 }),
    quarantineSeconds: fc.constantFrom(0, 20, 120),
    tupleScope: fc.constantFrom('endpoint' as const, 'translator' as const),
    allocation: fc.constantFrom(
      { kind: 'on-demand' as const },
      { kind: 'static-per-vm' as const, portsPerVm: 1024 },
    ),
    portSearch: fc.constantFrom({ kind: 'exhaustive' as const }, { kind: 'probe' as const, attempts: 8 }),
    ipSelection: fc.constantFrom('random' as const, 'searched' as const),
    maxPublicIps: fc.integer({ min: 3, max: 20 }),
    maxConnections: fc.integer({ min: 1000, max: 200_000 }),
    conntrackMax: fc.integer({ min: 1000, max: 500_000 }),
    bitsPerSecond: fc.constantFrom(1e9, 1e10),
    randomFully: fc.boolean(),
  },
  { requiredKeys: [] },
);

const hosts: fc.Arbitrary<ProfileHost> = fc.record(
  {
    ephemeralPortRange: fc.constantFrom([1024, 65_535] as const, [40_000, 49_999] as const),
    reservedPorts: fc.constantFrom([40_500], [[41_000, 41_999] as const]),
    sourceIps: fc.integer({ min: 1, max: 3 }),
    timeWaitReuse: fc.boolean(),
    bind: fc.constantFrom('connect' as const, 'bind-source' as const),
    tupleScope: fc.constantFrom('endpoint' as const, 'host' as const),
    conntrackMax: fc.integer({ min: 1000, max: 200_000 }),
    maxFileDescriptors: fc.integer({ min: 1000, max: 200_000 }),
  },
  { requiredKeys: [] },
);

const pools: fc.Arbitrary<ProfilePool> = fc.record(
  {
    maxIdle: fc.integer({ min: 1, max: 20 }),
    maxConnections: fc.integer({ min: 20, max: 500 }),
    idleTimeoutSeconds: fc.constantFrom(5, 60, 600),
    maxRequests: fc.integer({ min: 10, max: 1000 }),
    maxAgeSeconds: fc.constantFrom(60, 3600),
  },
  { requiredKeys: [] },
);

interface Drawn {
  readonly gateway: string;
  readonly translator: ProfileTranslator;
  readonly system: string;
  readonly host: ProfileHost;
  readonly pool: ProfilePool;
}

/** The row's values everywhere. */
const PLAIN: Drawn = {
  gateway: 'linux/iptables-masquerade',
  translator: {},
  system: 'linux',
  host: {},
  pool: {},
};

const drawn: fc.Arbitrary<Drawn> = fc.record({
  gateway: fc.constantFrom('linux/iptables-masquerade', 'kubernetes/node-snat', 'cgnat', 'azure/firewall'),
  translator: translators,
  system: fc.constantFrom('linux', 'freebsd'),
  host: hosts,
  pool: pools,
});

function topologyOf(
  gateway: Partial<NatGatewayNode>,
  host: Host,
  { profile, pool }: { readonly profile: string; readonly pool: ProfilePool },
  profiles?: readonly ProfileDefinition[],
): Topology {
  const { nodes, ...topology } = egress(gateway, 10, {
    connections: { reuse: 'keep-alive', ...pool },
  });
  const app = (node: TopologyNode): TopologyNode =>
    node.kind === 'backend' ? { ...node, profile, host } : node;
  return { ...topology, ...(profiles === undefined ? {} : { profiles }), nodes: nodes.map(app) };
}

/** The values on the nodes and the leg. */
const given = ({ gateway, translator, system, host, pool }: Drawn): Topology =>
  topologyOf(
    { profile: gateway, ...translator },
    { profile: system, ...host },
    { profile: 'go-net-http', pool },
  );

/** The same values in profiles that the nodes name. */
const defined = ({ gateway, translator, system, host, pool }: Drawn): Topology =>
  topologyOf({ profile: 'acme/gateway' }, { profile: 'acme/system' }, { profile: 'acme/client', pool: {} }, [
    { ...SOURCED, id: 'acme/gateway', basedOn: gateway, translator },
    { ...SOURCED, id: 'acme/system', basedOn: system, host },
    { ...SOURCED, id: 'acme/client', basedOn: 'go-net-http', pool },
  ]);

/** All figures of a plan: what is left out says where a value was read, or where it is to be changed. */
function figuresOf(result: PlanResult): unknown {
  return {
    summary: result.summary,
    resources: result.resources.map(({ explanation: { sources: _, ...explanation }, ...figures }) => ({
      ...figures,
      explanation,
    })),
    natGateways: result.natGateways,
    pooling: result.pooling,
    recommendations: result.recommendations.map(({ id, effect, gateways, monthlyCost }) => ({
      id,
      effect,
      gateways,
      monthlyCost,
    })),
    rejected: result.rejected.map(({ remedy, node, constraint, observed, limit }) => ({
      remedy,
      node,
      constraint,
      observed,
      limit,
    })),
    findings: result.findings.map(({ code, node }) => ({ code, node })),
    alerts: result.alerts.map(({ sources: _, ...alert }) => alert),
    firewallRules: result.firewallRules,
  };
}

describe('a plan of nodes with profiles of the topology', () => {
  it('has the figures of one with the same values on the nodes themselves', () => {
    const onNodes = drawn.map((values) => ({ ...values, pool: {} }));
    fc.assert(
      fc.property(onNodes, fc.constantFrom(5, 300, 3000), (values, rate) => {
        fc.pre(topologyProblems(given(values)).length === 0);
        expect(topologyProblems(defined(values))).toEqual([]);
        expect(figuresOf(plan(defined(values), steady(rate)))).toEqual(
          figuresOf(plan(given(values), steady(rate))),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('has the figures of one with the same pool on the leg', () => {
    fc.assert(
      fc.property(pools, fc.constantFrom(5, 300, 3000), (pool, rate) => {
        const values = { ...PLAIN, pool };
        fc.pre(topologyProblems(given(values)).length === 0);
        // Remedies change what a leg says: what its program does without it then counts.
        const [mine, theirs] = [defined(values), given(values)].map((topology) =>
          figuresOf(plan(topology, steady(rate), {}, { recommendations: false })),
        );
        expect(mine).toEqual(theirs);
      }),
      { numRuns: 20 },
    );
  });

  it('proposes patches that do what they say', () => {
    fc.assert(
      fc.property(drawn, (values) => {
        fc.pre(topologyProblems(given(values)).length === 0);
        const topology = defined(values);
        for (const { id, patch, effect } of plan(topology, steady(3000)).recommendations) {
          const after = plan(applyPatch(topology, patch), steady(3000), {}, { recommendations: false });
          const factors = new Map(after.resources.map((each) => [each.id, each.headroom.factor]));
          for (const each of effect) {
            if (each.after !== null)
              expect([id, factors.get(each.resource)]).toEqual([id, each.after.factor]);
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  it('samples an interval of the profile as one of the node', () => {
    const quarantineSeconds = { low: 20, mid: 60, high: 180 };
    const profile: ProfileDefinition = {
      ...SOURCED,
      id: 'acme/gateway',
      basedOn: 'linux/iptables-masquerade',
      translator: { quarantineSeconds },
    };
    const own = { ...egress({ profile: profile.id }), profiles: [profile] };
    const onNode = egress({ profile: profile.basedOn, quarantineSeconds });
    const [mine, theirs] = [own, onNode].map((topology) => plan(topology, steady(300)).uncertainty);
    expect(mine).not.toBeNull();
    expect(mine?.resources).toEqual(theirs?.resources);
    expect(mine?.natGateways).toEqual(theirs?.natGateways);
  });

  it('cites the source and the date of the profile', () => {
    const { topology, result } = example();
    expect(topologyProblems(topology)).toEqual([]);
    const cited = resource(result, 'nat:snat-ports:api').explanation.sources;
    expect(cited).toContain('portsPerIp: measured in the lab (acme/gateway, 2026-11-20)');
    expect(resource(result, 'nat:conntrack:*').explanation.sources).toContain(
      'conntrackMax: measured in the lab (acme/gateway, 2026-11-20)',
    );
    expect(resource(result, 'app:file-descriptors:*').explanation.sources).toContain(
      'maxFileDescriptors: measured in the lab (acme/system, 2026-11-20)',
    );
    expect(result.natGateways[0]?.monthlyCost?.assumes).toMatch(/2026-11-20 \(measured in the lab\)/);
  });

  it('knows what holds for the row: a setting of Netfilter, an option of Linux', () => {
    const { result } = example();
    const kinds = [...result.recommendations, ...result.rejected].map(({ remedy }) => remedy);
    expect(result.rejected).not.toContainEqual(
      expect.objectContaining({ remedy: 'shorter-nat-time-wait', constraint: 'fixed' }),
    );
    expect(kinds).toContain('shorter-nat-time-wait');
    expect(result.alerts.map(({ metric }) => metric)).toContain('node_nf_conntrack_entries');
  });
});

function example(): { readonly topology: Topology; readonly result: PlanResult } {
  const topology = defined({
    ...PLAIN,
    translator: { portsPerIp: 20_000, conntrackMax: 100_000 },
    host: { maxFileDescriptors: 10_000 },
    pool: { maxIdle: 1 },
  });
  const [gateway, ...others] = topology.profiles ?? [];
  if (gateway === undefined) throw new Error('no profile is defined');
  const priced = { ...gateway, prices: { gatewayHour: 1 } };
  const whole = { ...topology, profiles: [priced, ...others] };
  return { topology: whole, result: plan(whole, steady(300)) };
}
