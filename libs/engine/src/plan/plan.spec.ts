import { egress, gateway, resource, START, steady } from '../../fixtures/plans.js';
import type { Leg } from '../topology/leg.js';
import type { TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { plan } from './plan.js';
import { PlanError } from './plan-error.js';
import type { Policy } from './policy.js';
import type { Resource } from './result.js';

const LOOSE: Policy = { targetUtilization: 1, softUtilization: 1, blockingProbability: 0.5 };

describe('a host that dials one destination', () => {
  it('holds λ × (open + TIME_WAIT) ports of 28,232 on each instance', () => {
    // 2,000 requests/s over 10 instances, 1 s open, 60 s in TIME_WAIT: 200 × 61 = 12,200 of the default range.
    const pool = resource(plan(egress({}), steady(2000)), 'app:ephemeral-ports:api');
    expect(pool.capacity).toBe(28_232);
    expect(pool.peak.offeredLoad).toBeCloseTo(12_200, 6);
    expect(pool.peak.connectionsPerSecond).toBeCloseTo(200, 9);
    expect(pool.peak.utilization).toBeCloseTo(12_200 / 28_232, 12);
    expect(pool.headroom.ports).toBeCloseTo(28_232 - 12_200, 6);
    expect(pool.scope).toBe('instance');
  });

  it('runs out above 28,232 / 60 = 470.5 connections a second', () => {
    const short = { responseTimeSeconds: 1e-9 };
    const status = (rate: number): string =>
      resource(
        plan(egress({}, 1, short), steady(rate), { ...LOOSE, blockingProbability: 1e-3 }),
        'app:ephemeral-ports:api',
      ).status;
    expect(status(460)).not.toBe('exhausted');
    expect(status(471)).toBe('exhausted');
  });

  it('holds its port only while open when the responder closes first', () => {
    const call = { connections: { reuse: 'none', closedBy: 'responder' } } as const;
    const result = plan(egress({}, 10, call), steady(2000));
    expect(resource(result, 'app:ephemeral-ports:api').peak.offeredLoad).toBeCloseTo(200, 6);
    // The gateway keeps the tuple whoever closes.
    expect(resource(result, 'nat:snat-ports:api').peak.offeredLoad).toBeCloseTo(2000 * 61, 6);
  });

  it('may take a tuple over after a second with tcp_tw_reuse=1', () => {
    const [users, app, ...rest] = egress({}).nodes;
    if (users === undefined || app === undefined) throw new Error('no nodes');
    const reusing = {
      ...egress({}),
      nodes: [users, { ...app, host: { timeWaitReuse: true } } as TopologyNode, ...rest],
    };
    expect(resource(plan(reusing, steady(2000)), 'app:ephemeral-ports:api').peak.offeredLoad).toBeCloseTo(
      200 * 2,
      6,
    );
  });

  it('has a range of its own for each endpoint of the destination, and for each source address', () => {
    const base = egress({});
    const nodes = base.nodes.map((node): TopologyNode => {
      if (node.kind === 'external') return { ...node, endpoints: 3 };
      return node.kind === 'backend' ? { ...node, host: { sourceIps: 2 } } : node;
    });
    expect(resource(plan({ ...base, nodes }, steady(100)), 'app:ephemeral-ports:api').capacity).toBe(
      28_232 * 6,
    );
  });

  it('shares one range among all destinations when it binds before it connects', () => {
    const base = egress({});
    const nodes = base.nodes.map((node): TopologyNode =>
      node.kind === 'backend' ? { ...node, host: { bind: 'bind-source' } } : node,
    );
    const pool = resource(plan({ ...base, nodes }, steady(100)), 'app:ephemeral-ports:*');
    expect(pool.destination).toBeNull();
    expect(pool.capacity).toBe(28_232);
  });
});

describe('a NAT gateway on AWS', () => {
  it('has 55,000 tuples toward a destination for each address', () => {
    expect(resource(plan(egress({ publicIps: 2 }), steady(100)), 'nat:snat-ports:api').capacity).toBe(
      110_000,
    );
  });

  it('needs load / (55,000 × target) addresses', () => {
    // 2,000/s × 61 s = 122,000 tuples; 122,000 / (55,000 × 0.8) = 2.77.
    const result = plan(egress({}), steady(2000));
    expect(gateway(result)).toMatchObject({
      currentIps: 1,
      requiredIps: 3,
      bindingDestination: 'api',
      ipsPerGatewayLimit: 8,
      gatewaysRequired: 1,
    });
    expect(resource(result, 'nat:snat-ports:api').status).toBe('exhausted');
    expect(resource(plan(egress({ publicIps: 3 }), steady(2000)), 'nat:snat-ports:api').status).not.toBe(
      'exhausted',
    );
  });

  it('needs more gateways where one cannot have that many addresses', () => {
    expect(gateway(plan(egress({}, 100), steady(8000)))).toMatchObject({
      requiredIps: 12,
      gatewaysRequired: 2,
    });
  });

  it('shares the traffic with the gateways of other zones, and takes it over when one is lost', () => {
    const three = egress({ zones: 3 });
    expect(gateway(plan(three, steady(2000)))).toMatchObject({ requiredIps: 1, requiredIpsTotal: 3 });
    expect(gateway(plan(three, steady(2000), { survive: 'zone' }))).toMatchObject({
      requiredIps: 2,
      requiredIpsTotal: 6,
    });
  });

  it('needs more addresses at a higher quantile', () => {
    const byQuantile = gateway(plan(egress({}), steady(2000, { sigma: 0.5 }))).requiredIpsByQuantile;
    expect(byQuantile).toEqual({ p50: 3, p95: 7, p99: 9 });
  });
});

describe('the state of a pool', () => {
  const at = (rate: number): Resource => resource(plan(egress({}), steady(rate)), 'nat:snat-ports:api');

  it('goes from ok to warning, over and exhausted as traffic grows', () => {
    expect(at(500).status).toBe('ok');
    expect(at((55_000 * 0.75) / 61).status).toBe('warning');
    expect(at((55_000 * 0.9) / 61).status).toBe('over');
    expect(at((55_000 * 0.999) / 61).status).toBe('exhausted');
  });

  it('names the instant at which growth takes it over its target', () => {
    const growing = { ...steady(700, { growthPerMonth: 0.1 }), steps: 24 * 365 };
    const pool = resource(plan(egress({}), growing), 'nat:snat-ports:api');
    // 700 × 61 = 42,700 < 44,000; the factor 44,000 / 42,700 takes ln 1.03045 / ln 1.1 = 0.3147 of a month.
    const seconds = (Date.parse(pool.overTargetAt.planning ?? '') - Date.parse(START)) / 1000;
    expect(Math.abs(seconds - 0.3147 * 2_629_746)).toBeLessThan(3600 + 300);
    expect(Date.parse(pool.exhaustionAt.planning ?? '')).toBeGreaterThan(
      Date.parse(pool.overTargetAt.planning ?? ''),
    );
  });

  it('says by how much traffic may grow', () => {
    const pool = at(500);
    expect(pool.headroom.factor).toBeCloseTo((55_000 * 0.8) / (500 * 61), 9);
    expect(at(500 * (pool.headroom.factor ?? 0) * 0.999).status).not.toBe('over');
    expect(at(500 * (pool.headroom.factor ?? 0) * 1.001).status).toBe('over');
  });
});

describe('what does not fit together', () => {
  const problemsOf = (nodes: Topology, forecast = steady(1)): readonly string[] => {
    try {
      plan(nodes, forecast);
    } catch (error) {
      if (error instanceof PlanError)
        return error.problems.map(({ pointer, code, message }) => `${pointer} ${code}: ${message}`);
      throw error;
    }
    return [];
  };

  it('names a leg to a node that is not there, and the nearest that is', () => {
    expect(problemsOf(egress({}, 1, { to: 'apii' }))).toEqual([
      '/legs/1/to unknown-node: leg "out" has to "apii", which is not a node; did you mean "api"?',
    ]);
  });

  it('names a cycle', () => {
    const base = egress({});
    const back: Leg = { id: 'back', from: 'b', to: 'app', responseTimeSeconds: 1 };
    const there: Leg = { id: 'there', from: 'app', to: 'b', responseTimeSeconds: 1 };
    const cyclic = {
      ...base,
      nodes: [...base.nodes, { id: 'b', kind: 'backend' } as const],
      legs: [...base.legs, there, back],
    };
    expect(problemsOf(cyclic)).toEqual([
      '/legs/2 cycle: the legs form a cycle: app → b → app; rates cannot flow in a circle, so one of these legs must go',
    ]);
  });

  it('suggests the nearest profile', () => {
    expect(problemsOf(egress({ profile: 'aws/nat-gatway' }))[0]).toMatch(/did you mean "aws\/nat-gateway"\?/);
  });

  it('says the limit of a provider and its source', () => {
    expect(problemsOf(egress({ publicIps: 9 }))[0]).toMatch(
      /^\/nodes\/2\/publicIps above-hard-limit: node "nat" has publicIps 9; aws\/nat-gateway allows at most 8 addresses \(/,
    );
  });

  it('names a source of demand that is no clients node', () => {
    expect(problemsOf(egress({}), steady(1, { source: 'user' }))).toEqual([
      '/demand/0/source unknown-source: demand[0].source "user" is not a node of the topology; did you mean "users"?',
    ]);
  });
});
