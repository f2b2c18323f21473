import { kindsOf, recommended, refused } from '../../fixtures/advice.js';
import { egress, resource, steady } from '../../fixtures/plans.js';
import { plan } from '../plan/plan.js';
import type { Policy } from '../plan/policy.js';
import type { PlanResult } from '../plan/result.js';
import type { TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { applyPatch } from './json-patch.js';

describe('a topology that is well', () => {
  it('gets no advice, neither good nor bad', () => {
    const result = plan(egress({ publicIps: 2 }), steady(100));
    expect(result.summary.status).toBe('ok');
    expect([result.recommendations, result.rejected]).toEqual([[], []]);
  });
});

describe('a gateway on AWS that is out of ports', () => {
  // 2,000/s held 61 s: 122,000 of 55,000 tuples; three addresses by a target of 80 %.
  const topology = egress({}, 20);
  const advice = (quotas: Policy['quotas']): PlanResult =>
    plan(topology, steady(2000), { quotas: quotas ?? {} });

  it('gets as many addresses as it needs where the quota allows', () => {
    const remedy = recommended(advice({ eipsPerNatGateway: 4 }), 'more-nat-ips:nat');
    expect(remedy.patch).toEqual([
      { op: 'test', path: '/nodes/2/id', value: 'nat' },
      { op: 'add', path: '/nodes/2/publicIps', value: 3 },
    ]);
    expect(remedy.gateways).toEqual([
      { node: 'nat', before: { publicIps: 1, requiredIps: 3 }, after: { publicIps: 3, requiredIps: 3 } },
    ]);
    expect(remedy.effect).toHaveLength(1);
    expect(remedy.effect[0]).toMatchObject({
      resource: 'nat:snat-ports:api',
      before: { status: 'exhausted', utilization: 122_000 / 55_000 },
      after: { status: 'warning', utilization: 122_000 / 165_000 },
    });
  });

  it('asks for a higher quota where everybody starts with two addresses', () => {
    const result = advice({});
    expect(recommended(result, 'raise-ip-quota:nat').leadTimeDays).toBeGreaterThan(14);
    expect(kindsOf(result)).not.toContain('more-nat-ips');
  });

  it('is refused the addresses where the policy names a quota, with both numbers', () => {
    const result = advice({ eipsPerNatGateway: 2 });
    expect(refused(result, 'more-nat-ips')).toMatchObject({
      constraint: 'quota:eipsPerNatGateway',
      observed: 3,
      limit: 2,
      unit: 'addresses',
    });
    expect(kindsOf(result)).not.toContain('raise-ip-quota');
  });

  it('is refused addresses that the region does not have', () => {
    expect(refused(advice({ eipsPerNatGateway: 8, eipsPerRegion: 2 }), 'more-nat-ips')).toMatchObject({
      constraint: 'quota:eipsPerRegion',
      observed: 3,
      limit: 2,
    });
  });

  it('needs more gateways where one cannot have so many addresses', () => {
    // 8,000/s × 61 s / 44,000 = 11.09: twelve addresses, of which a gateway can have eight.
    const result = plan(egress({}, 100), steady(8000), { quotas: { eipsPerNatGateway: 8 } });
    expect(refused(result, 'more-nat-ips')).toMatchObject({
      constraint: 'provider-limit:maxPublicIps',
      observed: 12,
      limit: 8,
    });
    expect(recommended(result, 'more-nat-gateways:nat').patch).toContainEqual({
      op: 'add',
      path: '/nodes/2/zones',
      value: 2,
    });
  });

  it('is not helped by more machines behind it, nor by a setting of theirs', () => {
    const result = advice({});
    expect(refused(result, 'more-instances')).toMatchObject({ node: 'nat', constraint: 'shared-pool' });
    expect(refused(result, 'time-wait-reuse')).toMatchObject({ node: 'app', constraint: 'no-effect' });
    expect(refused(result, 'wider-port-range')).toMatchObject({ constraint: 'no-effect' });
  });

  it.each([
    ['tcp_tw_recycle', 'removed'],
    ['tcp_fin_timeout', 'no-effect'],
    ['so-linger-0', 'data-loss'],
  ])('is warned of %s', (remedy, constraint) => {
    const warning = refused(advice({}), remedy);
    expect(warning).toMatchObject({ node: null, constraint });
    expect(warning?.sources.length).toBeGreaterThan(0);
  });

  it('takes as long as the policy says that addresses take', () => {
    const policy = { quotas: { eipsPerNatGateway: 8 }, leadTimeDays: { 'nat-ips': 30 } };
    const result = plan(topology, steady(2000), policy);
    expect(recommended(result, 'more-nat-ips:nat').leadTimeDays).toBe(30);
  });

  it('is best helped by keeping connections', () => {
    const result = advice({});
    expect(result.recommendations[0]?.id).toBe('pooling:out');
    expect(result.recommendations[0]?.gateways[0]?.after.requiredIps).toBe(1);
  });

  it('costs nothing to look for what nobody wants to see', () => {
    const result = plan(topology, steady(2000), {}, { recommendations: false });
    expect([result.recommendations, result.rejected]).toEqual([[], []]);
    expect(result.resources).toEqual(advice({}).resources);
  });
});

describe('a host that is out of ports', () => {
  // 4,700/s over ten hosts held 61 s: 28,670 of 28,232 ports, with room at the gateway.
  const result = plan(egress({ publicIps: 8 }), steady(4700));

  it('gets a wider range, reuse in TIME_WAIT, another address, or more company', () => {
    expect(kindsOf(result)).toEqual(
      expect.arrayContaining(['wider-port-range', 'time-wait-reuse', 'more-source-ips', 'more-instances']),
    );
    expect(recommended(result, 'wider-port-range:app').effect[0]).toMatchObject({
      resource: 'app:ephemeral-ports:api',
      before: { status: 'exhausted' },
      after: { status: 'ok', utilization: expect.closeTo(28_670 / 64_512, 12) as number },
    });
  });

  it('is told how many hosts it takes', () => {
    const { patch } = recommended(result, 'more-instances:app');
    const hosts = patch[1]?.value as number;
    const at = (instances: number): string =>
      resource(plan(egress({ publicIps: 8 }, instances), steady(4700)), 'app:ephemeral-ports:api').status;
    expect([at(hosts), at(hosts - 1)]).toEqual(['warning', 'over']);
  });
});

describe('a table of tracked connections that is full', () => {
  it('is made as large as it needs to be', () => {
    // 1,000/s held 1 s open and 120 s after: 121,000 entries of 65,536; 121,000 / 0.8 = 151,250.
    const gateway = { profile: 'linux/iptables-masquerade', publicIps: 8, conntrackMax: 65_536 };
    const result = plan(egress(gateway), steady(1000));
    expect(resource(result, 'nat:conntrack:*').status).toBe('exhausted');
    const { patch, effect } = recommended(result, 'larger-conntrack-table:nat');
    expect(patch[1]?.value).toBeGreaterThanOrEqual(151_250);
    expect(patch[1]?.value).toBeLessThan(153_000);
    expect(effect).toMatchObject([{ resource: 'nat:conntrack:*', after: { status: 'warning' } }]);
  });
});

describe('a pool of connections that the gateway forgets first', () => {
  const keeping = egress({}, 10, { connections: { reuse: 'keep-alive', idleTimeoutSeconds: 600 } });

  it('lets go sooner, and the finding is gone', () => {
    const result = plan(keeping, steady(10));
    expect(result.findings.map(({ code }) => code)).toEqual(['keep-alive-outlives-translator']);
    const { patch } = recommended(result, 'idle-timeout-order:out');
    // 350 s of the gateway, with a margin.
    expect(patch[1]?.value).toMatchObject({ idleTimeoutSeconds: 280 });
    expect(plan(applyPatch(keeping, patch), steady(10)).findings).toEqual([]);
  });
});

describe('two programs that fill a gateway together', () => {
  // Each brings half of 122,000 tuples: without either, 61,000 of 55,000 are left.
  const base = egress({}, 20, {});
  const legs = base.legs.map((leg) => ({ ...leg, share: 0.5 }));
  const topology: Topology = {
    ...base,
    nodes: [...base.nodes, { id: 'jobs', kind: 'backend', instances: 20 }],
    legs: [
      ...legs.map((leg) => ({ ...leg, share: leg.id === 'in' ? 0.5 : 1 })),
      ...legs.map((leg) =>
        leg.id === 'in'
          ? { ...leg, id: 'in-jobs', to: 'jobs', share: 0.5 }
          : { ...leg, id: 'jobs-out', from: 'jobs', share: 1 },
      ),
    ],
  };
  const quotas = { eipsPerNatGateway: 1, eipsPerRegion: 1 };
  const result = plan(topology, steady(2000), { quotas });

  it('are relieved where one keeps its connections, and mended where both do', () => {
    const gatewayAfter = (id: string): string | undefined =>
      recommended(result, id).effect.find((each) => each.resource === 'nat:snat-ports:api')?.after?.status;
    expect(gatewayAfter('pooling:out')).toBe('exhausted');
    expect(gatewayAfter('pooling:jobs-out')).toBe('exhausted');
    const [both] = result.recommendations;
    expect(both).toMatchObject({
      remedy: 'combination',
      id: 'combination:pooling:jobs-out+pooling:out',
      effort: 'redeploy',
    });
    expect(gatewayAfter(both?.id ?? '')).toBe('ok');
    const patched = plan(applyPatch(topology, both?.patch ?? []), steady(2000), { quotas });
    expect(patched.summary.status).toBe('ok');
  });
});

describe('a program with several destinations', () => {
  it('keeps its connections to all of them by one change', () => {
    const base = egress({}, 20);
    const [inbound, outbound] = base.legs;
    if (inbound === undefined || outbound === undefined) throw new Error('no legs');
    const topology: Topology = {
      ...base,
      nodes: [...base.nodes, { id: 'partner', kind: 'external' }],
      legs: [inbound, outbound, { ...outbound, id: 'partner-out', to: 'partner' }],
    };
    const { title, patch } = recommended(plan(topology, steady(2000)), 'pooling:app');
    expect(title).toBe('Keep the connections of app alive on 2 legs');
    expect(plan(applyPatch(topology, patch), steady(2000)).summary.status).toBe('ok');
  });
});

describe('a remedy that moves the problem elsewhere', () => {
  it('is refused, with the pool that would suffer', () => {
    // 2,000 connections open for a second each fit into 2,500; the pools of ten machines, which keep some idle, do not.
    const base = egress({}, 10);
    const nodes = base.nodes.map((node): TopologyNode =>
      node.kind === 'external' ? { ...node, maxConnections: 2500 } : node,
    );
    const result = plan({ ...base, nodes }, steady(2000));
    for (const { effect } of result.recommendations) {
      for (const { before, after } of effect) {
        const worse = before?.status === 'ok' && (after?.status === 'over' || after?.status === 'exhausted');
        expect(worse).toBe(false);
      }
    }
    expect(refused(result, 'pooling')?.constraint).toBe('moves-the-problem');
  });
});
