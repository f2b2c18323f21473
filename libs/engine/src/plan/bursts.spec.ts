import * as fc from 'fast-check';
import { egress, gateway, resource, steady } from '../../fixtures/plans.js';
import { haywardBlocking } from '../queueing/index.js';
import { offeredLossProbability } from '../ports/index.js';
import type { Leg } from '../topology/leg.js';
import { plan } from './plan.js';
import type { Policy } from './policy.js';
import type { PlanResult } from './result.js';

const ALONE = { recommendations: false, uncertainty: false } as const;
const BY_BLOCKING: Policy = { blockingProbability: 0.01, targetUtilization: 1, softUtilization: 1 };

type Gateway = Parameters<typeof egress>[0];

/** Connections that hold a port of a gateway for 1 s. */
function planned(nat: Gateway, load: number, peakedness: number, call: Partial<Leg> = {}): PlanResult {
  return plan(
    egress({ quarantineSeconds: 0, portsPerIp: 50, ...nat }, 1, call),
    steady(load, { peakedness }),
    BY_BLOCKING,
    ALONE,
  );
}

const blockingOf = (result: PlanResult): number =>
  resource(result, 'nat:snat-ports:api').peak.blockingProbability;

describe('bursts over several addresses', () => {
  it('fall apart where each connection is given an address by itself', () => {
    // Simulated with bursts of four on average: 4.35 % ± 0.07 %.
    expect(blockingOf(planned({ publicIps: 8 }, 320, 7))).toBe(haywardBlocking(40, 50, 1.75));
    expect(blockingOf(planned({ publicIps: 1 }, 40, 7))).toBe(haywardBlocking(40, 50, 7));
  });

  it('stay together where a hash of the machine picks the address', () => {
    const hashed = planned({ publicIps: 8, ipSelection: 'hash-source-destination' }, 40, 7);
    expect(blockingOf(hashed)).toBe(haywardBlocking(40, 50, 7));
  });

  it('fall apart over endpoints that take turns, and not over those that a hash picks', () => {
    const api = (distribution: Leg['distribution']): number => {
      const base = egress({ quarantineSeconds: 0, portsPerIp: 50, publicIps: 1 }, 1, {
        ...(distribution === undefined ? {} : { distribution }),
      });
      const nodes = base.nodes.map((node) => (node.id === 'api' ? { ...node, endpoints: 4 } : node));
      return blockingOf(plan({ ...base, nodes }, steady(120, { peakedness: 5 }), BY_BLOCKING, ALONE));
    };
    expect(api('even')).toBe(haywardBlocking(30, 50, 2));
    expect(api('hash')).toBeGreaterThan(haywardBlocking(30, 50, 5));
  });

  it('need the fewest addresses that meet the policy, of which more take more of a burst apart', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 250, noNaN: true }),
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        (load, peakedness) => {
          const required = gateway(planned({ publicIps: 1 }, load, peakedness)).requiredIps ?? 0;
          // As many as the gateway may have.
          fc.pre(required <= 8);
          expect(blockingOf(planned({ publicIps: required }, load, peakedness))).toBeLessThanOrEqual(
            0.01 * (1 + 1e-9),
          );
          if (required > 1)
            expect(blockingOf(planned({ publicIps: required - 1 }, load, peakedness))).toBeGreaterThan(0.01);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are told in the derivation', () => {
    const { steps } = resource(planned({ publicIps: 8 }, 320, 7), 'nat:snat-ports:api').explanation;
    expect(steps).toContain(
      'peakedness of a part that 0.125 of each burst falls on = 1 + 0.125 × (7 − 1) = 1.75',
    );
    expect(steps.join('\n')).toContain('blocking = B(50 / 1.75 tuples, 40 / 1.75 erlangs) = ');
  });
});

describe('bursts on a bounded port search', () => {
  const netfilter = { kind: 'probe', attempts: 248 } as const;
  const bounded = (portsPerIp: number, load: number, peakedness: number): PlanResult =>
    planned({ publicIps: 1, portsPerIp, portSearch: netfilter }, load, peakedness);

  it('lose more than random arrivals do, and no less than a simulation lost', () => {
    // Bursts of four on average under one fixed hold, 60 million connections: 0.124 % ± 0.008 %, 0.0179 % ± 0.0014 %.
    for (const [ports, load, lost] of [
      [4000, 3500, 0.00124],
      [20_000, 17_500, 0.000179],
    ] as const) {
      const told = blockingOf(bounded(ports, load, 7));
      expect(told).toBeGreaterThan(1.5 * offeredLossProbability(load / ports, ports, netfilter));
      expect(told).toBeGreaterThan(0.95 * lost);
      expect(told).toBeLessThan(1.6 * lost);
    }
  });

  it('lose what random arrivals do where none are bursty', () => {
    expect(blockingOf(bounded(4000, 3800, 1))).toBe(offeredLossProbability(0.95, 4000, netfilter));
  });

  it('are admitted up to the load, and need the ports, at which the loss is the policy’s', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 20_000 }),
        fc.double({ min: 1.1, max: 8, noNaN: true }),
        (ports, peakedness) => {
          const factor =
            resource(bounded(ports, ports / 2, peakedness), 'nat:snat-ports:api').headroom.factor ?? 0;
          const admitted = (ports / 2) * factor;
          expect(blockingOf(bounded(ports, admitted, peakedness)) / 0.01).toBeCloseTo(1, 5);
          const { required } = resource(bounded(ports, admitted, peakedness), 'nat:snat-ports:api').peak;
          expect(Math.abs(required - ports)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('lose more under more load, and less with more ports', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 20_000 }),
        fc.double({ min: 0.6, max: 1.1, noNaN: true }),
        fc.double({ min: 1.1, max: 8, noNaN: true }),
        (ports, fill, peakedness) => {
          const loss = blockingOf(bounded(ports, ports * fill, peakedness));
          expect(blockingOf(bounded(ports, ports * fill * 1.01, peakedness))).toBeGreaterThanOrEqual(loss);
          expect(blockingOf(bounded(ports + 50, ports * fill, peakedness))).toBeLessThanOrEqual(loss);
        },
      ),
      { numRuns: 6 },
    );
  });
});
