import * as fc from 'fast-check';
import { egress, resource, steady } from '../../fixtures/plans.js';
import { plan } from '../plan/plan.js';
import type { PlanResult, UncertainResource, Uncertainty } from '../plan/result.js';
import type { Leg } from '../topology/leg.js';
import type { Interval } from '../topology/quantity.js';

const HOST = 'app:ephemeral-ports:api';
const GATEWAY = 'nat:snat-ports:api';

function uncertain(result: PlanResult): Uncertainty {
  if (result.uncertainty === null) throw new Error('nothing is uncertain');
  return result.uncertainty;
}

function over(result: PlanResult, id: string): UncertainResource {
  const found = uncertain(result).resources.find((each) => each.resource === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

/** The responder closes first, so that a host's load is the rate times how long a connection is open. */
const CALL: Partial<Leg> = {
  responseTimeSeconds: { low: 0.5, mid: 1, high: 4 },
  connections: { reuse: 'none', closedBy: 'responder' },
};

describe('a topology of plain numbers', () => {
  it('is planned once, and nothing is open', () => {
    expect(plan(egress({}), steady(100)).uncertainty).toBeNull();
  });
});

describe('a response time that is known by an interval', () => {
  const topology = egress({ publicIps: 8 }, 10, CALL);
  const result = plan(topology, steady(2000));

  it('makes the load an interval of the same shape', () => {
    // 200 connections a second on each host: 100, 200 and 800 erlangs of 28,232 ports at 5, 50 and 95 %.
    const { p5, p50, p95 } = over(result, HOST).utilization;
    expect((p5 * 28_232) / 200).toBeGreaterThan(0.47);
    expect((p5 * 28_232) / 200).toBeLessThan(0.53);
    expect((p50 * 28_232) / 200).toBeCloseTo(1, 1);
    expect((p95 * 28_232) / 200).toBeGreaterThan(3.7);
    expect((p95 * 28_232) / 200).toBeLessThan(4.3);
  });

  it('says where it was drawn from, and how often', () => {
    expect(uncertain(result)).toMatchObject({
      samples: 128,
      seed: 1,
      quantities: ['/legs/1/responseTimeSeconds'],
    });
  });

  it('is planned at its middle all the same', () => {
    expect(resource(result, HOST).peak.offeredLoad).toBeCloseTo(200, 6);
  });

  it('gives the same bytes for the same seed, and others for another', () => {
    const again = plan(topology, steady(2000));
    expect(JSON.stringify(again)).toBe(JSON.stringify(result));
    const other = plan(topology, steady(2000), { seed: 2 });
    expect(over(other, HOST).utilization).not.toEqual(over(result, HOST).utilization);
  });

  it('is sampled as often as the policy says', () => {
    expect(uncertain(plan(topology, steady(2000), { samples: 32 })).samples).toBe(32);
  });

  it('need not be sampled', () => {
    expect(plan(topology, steady(2000), {}, { uncertainty: false }).uncertainty).toBeNull();
  });
});

describe('what an interval does not reach', () => {
  it('is as sure as it was', () => {
    const base = egress({}, 10, {});
    const legs = base.legs.map((leg) =>
      leg.id === 'out' ? { ...leg, responseTimeSeconds: { low: 0.5, high: 2 } } : leg,
    );
    const upstream = {
      ...base,
      nodes: [...base.nodes, { id: 'front', kind: 'proxy' as const, mode: 'reverse' as const, instances: 4 }],
      legs: [
        { id: 'users-front', from: 'users', to: 'front', responseTimeSeconds: 1 },
        ...legs.map((leg) => (leg.id === 'in' ? { ...leg, from: 'front' } : leg)),
      ],
    };
    const result = plan(upstream, steady(500));
    const { utilization } = resource(result, 'front:ephemeral-ports:app').peak;
    expect(over(result, 'front:ephemeral-ports:app').utilization).toEqual({
      p5: utilization,
      p50: utilization,
      p95: utilization,
    });
    const moved = over(result, GATEWAY).utilization;
    expect(moved.p95).toBeGreaterThan(moved.p5);
  });
});

describe('a gateway whose traffic is known by an interval', () => {
  // Half, once or twice 2,000 calls a second, of UDP, mappings kept for 60 s, so that no pool of connections is the answer.
  const topology = egress({ udpIdleTimeoutSeconds: 60 }, 40, {
    callsPerRequest: { low: 0.5, mid: 1, high: 2 },
    protocol: 'udp',
  });
  const result = plan(topology, steady(2000), { quotas: { eipsPerNatGateway: 8 } });

  it('needs addresses from few to many', () => {
    const [gateway] = uncertain(result).natGateways;
    // 2,000 × 61 s / 44,000 = 2.77 at the middle, half and twice as much at the bounds.
    expect(gateway?.requiredIps).toEqual({ p5: 2, p50: 3, p95: 6 });
  });

  it('weighs an outage against money, for as many as needed at the middle and for nearly all', () => {
    const options = uncertain(result).leastRegret?.options ?? [];
    const titled = (title: string): (typeof options)[number] | undefined =>
      options.find((option) => option.title === title);
    const middle = titled('Give nat 3 public addresses');
    const spare = titled('Give nat 6 public addresses');
    expect(middle?.outageShare).toBeGreaterThan(0.2);
    expect(spare?.outageShare).toBeLessThan(0.1);
    expect(spare?.monthlyCost).toBeGreaterThan(middle?.monthlyCost ?? Infinity);
    expect(spare?.overspendPerMonth).toBeGreaterThan(middle?.overspendPerMonth ?? Infinity);
    expect(titled('Leave it as it is')).toMatchObject({ monthlyCost: 0, patch: [] });
  });

  it('is advised to what fails in no more samples than the policy accepts', () => {
    const regret = uncertain(result).leastRegret;
    const chosen = regret?.options.find(({ title }) => title === regret.title);
    expect(chosen?.outageShare).toBeLessThanOrEqual(0.05);
  });

  it('is warned that it may run out where only its middle holds', () => {
    const middle = plan(
      egress({ publicIps: 4 }, 40, { callsPerRequest: { low: 0.5, high: 2 } }),
      steady(2000),
    );
    expect(resource(middle, GATEWAY).status).not.toBe('exhausted');
    expect(middle.findings.map(({ code }) => code)).toContain('may-run-out');
  });
});

describe('intervals of every kind', () => {
  it('give finite figures in order, however wide they are', () => {
    const interval = (least: number, most: number): fc.Arbitrary<Interval> =>
      fc
        .tuple(
          fc.double({ min: least, max: most, noNaN: true }),
          fc.double({ min: least, max: most, noNaN: true }),
          fc.constantFrom(0.1, 0.5, 0.9, 1),
        )
        .map(([one, other, confidence]) => ({
          low: Math.min(one, other),
          high: Math.max(one, other),
          confidence,
        }));
    const calls = fc.record({
      responseTimeSeconds: interval(0, 60),
      callsPerRequest: interval(0, 10),
      share: interval(0, 1),
      connections: fc.oneof(
        fc.record({
          reuse: fc.constant('keep-alive' as const),
          requestsPerConnection: interval(1, 100),
          abandonedShare: interval(0, 1),
        }),
        fc.record({
          reuse: fc.constant('keep-alive' as const),
          maxIdle: fc.constant(5),
          idleTimeoutSeconds: interval(0, 600),
          maxAgeSeconds: interval(1, 600),
        }),
        fc.record({
          reuse: fc.constant('persistent' as const),
          sessions: interval(0, 1e5),
          sessionSeconds: interval(1, 1e4),
        }),
      ),
    });
    fc.assert(
      fc.property(calls, (call) => {
        const result = plan(egress({}, 10, call), steady(200), { samples: 20 }, { recommendations: false });
        for (const { utilization, required } of uncertain(result).resources) {
          for (const { p5, p50, p95 } of [utilization, required]) {
            expect(Number.isFinite(p5) && Number.isFinite(p95)).toBe(true);
            expect(p5 <= p50 && p50 <= p95).toBe(true);
          }
        }
      }),
      { numRuns: 12 },
    );
  });
});
