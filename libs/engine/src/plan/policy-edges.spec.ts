import * as fc from 'fast-check';
import { direct, egress, gateway, resource, steady, withNodes } from '../../fixtures/plans.js';
import { plan } from './plan.js';
import type { Policy } from './policy.js';
import type { Resource } from './result.js';

const FIGURES = { recommendations: false, uncertainty: false };
const HELD_SECONDS = 61;

function pool(
  connectionsPerSecond: number,
  { publicIps = 1, endpoints = 1, portsPerIp = 55_000, peakedness = 1 } = {},
  policy: Policy = {},
): Resource {
  const topology = withNodes(egress({ publicIps, portsPerIp }), 'api', {
    id: 'api',
    kind: 'external',
    endpoints,
  });
  const result = plan(topology, steady(connectionsPerSecond, { peakedness }), policy, FIGURES);
  return resource(result, 'nat:snat-ports:api');
}

const meetsPolicy = ({ status }: Resource): boolean => status === 'ok' || status === 'warning';

describe('a pool that is filled to a limit exactly', () => {
  it.each([
    ['soft', 0.7, 'ok', 'warning'],
    ['target', 0.8, 'warning', 'over'],
  ])('is not above the %s utilization of %d; a ten-thousandth more is', (_limit, share, at, above) => {
    for (const publicIps of [1, 2, 3, 5, 7, 8])
      for (const endpoints of [1, 3]) {
        const rate = (share * 55_000 * publicIps * endpoints) / HELD_SECONDS;
        expect(pool(rate, { publicIps, endpoints }).status).toBe(at);
        expect(pool(rate * 1.0001, { publicIps, endpoints }).status).toBe(above);
      }
  });

  it('needs the addresses it has, whatever the last digits of the division', () => {
    for (let publicIps = 1; publicIps <= 8; publicIps += 1) {
      const rate = (0.8 * 55_000 * publicIps) / HELD_SECONDS;
      expect(gateway(plan(egress({ publicIps }), steady(rate), {}, FIGURES)).requiredIps).toBe(publicIps);
    }
  });
});

describe('any pool', () => {
  const shapes = fc.record({
    publicIps: fc.integer({ min: 1, max: 8 }),
    endpoints: fc.integer({ min: 1, max: 4 }),
    portsPerIp: fc.integer({ min: 50, max: 55_000 }),
    peakedness: fc.double({ min: 0.2, max: 8, noNaN: true }),
  });
  const rates = fc.double({ min: 0.5, max: 3000, noNaN: true });
  const policies = fc.record({
    targetUtilization: fc.double({ min: 0.5, max: 1, noNaN: true }),
    softUtilization: fc.constant(0.5),
    blockingProbability: fc.constantFrom(1e-9, 1e-6, 1e-3, 0.1),
  });

  it('still meets the policy with its factor times the traffic, and with a ten-thousandth more does not', () => {
    fc.assert(
      fc.property(shapes, rates, policies, (shape, rate, policy) => {
        const factor = pool(rate, shape, policy).headroom.factor ?? 0;
        fc.pre(factor > 0);
        expect(meetsPolicy(pool(rate * factor, shape, policy))).toBe(true);
        expect(meetsPolicy(pool(rate * factor * 1.0001, shape, policy))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('is in the state whose instants it names', () => {
    fc.assert(
      fc.property(shapes, rates, policies, (shape, rate, policy) => {
        const { status, exhaustionAt, overTargetAt } = pool(rate, shape, policy);
        expect(exhaustionAt.planning !== null).toBe(status === 'exhausted');
        if (status === 'over') expect(overTargetAt.planning).not.toBeNull();
        if (status === 'ok' || status === 'warning') expect(overTargetAt.planning).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it('meets the policy with the ports it requires, and with one fewer an address and endpoint does not', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0.5, max: 600, noNaN: true }), policies, (shape, rate, policy) => {
        const each = pool(rate, shape, policy).peak.required / (shape.publicIps * shape.endpoints);
        expect(Number.isInteger(each)).toBe(true);
        fc.pre(each > 1 && each <= 55_000);
        expect(meetsPolicy(pool(rate, { ...shape, portsPerIp: each }, policy))).toBe(true);
        expect(meetsPolicy(pool(rate, { ...shape, portsPerIp: each - 1 }, policy))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a leg that no demand reaches', () => {
  const alone = (
    connections: { reuse: 'none' } | { reuse: 'persistent'; sessions: number; sessionSeconds: number },
  ) => {
    const base = direct({});
    const [inbound, ...others] = base.legs;
    if (inbound === undefined) throw new Error('no legs');
    const idle = {
      ...base,
      nodes: [...base.nodes, { id: 'batch', kind: 'backend' } as const],
      legs: [
        inbound,
        ...others,
        { id: 'idle', from: 'batch', to: 'api', responseTimeSeconds: 1, connections },
      ],
    };
    return resource(plan(idle, steady(100), {}, FIGURES), 'batch:ephemeral-ports:api');
  };

  it('takes nothing, at the start of the forecast', () => {
    const { peak, status } = alone({ reuse: 'none' });
    expect(peak).toEqual({
      at: '2026-12-01T00:00:00Z',
      connectionsPerSecond: 0,
      offeredLoad: 0,
      required: 0,
      utilization: 0,
      blockingProbability: 0,
    });
    expect(status).toBe('ok');
  });

  it('holds the sessions that are open whatever the demand', () => {
    // 500 sessions of an hour, each 60 s in TIME_WAIT after it: 500 + 500 / 3,600 × 60.
    const { peak } = alone({ reuse: 'persistent', sessions: 500, sessionSeconds: 3600 });
    expect(peak.offeredLoad).toBeCloseTo(500 + (500 / 3600) * 60, 9);
  });
});
