import * as fc from 'fast-check';
import { egress, gateway, resource, steady } from '../../fixtures/plans.js';
import type { Leg } from '../topology/leg.js';
import { plan } from './plan.js';
import type { Resource } from './result.js';

describe('any plan', () => {
  const rates = fc.double({ min: 0.1, max: 5000, noNaN: true });

  it('is the same bytes for the same input', () => {
    expect(JSON.stringify(plan(egress({}), steady(1234)))).toBe(
      JSON.stringify(plan(egress({}), steady(1234))),
    );
  });

  it('asks for no fewer addresses when there is more traffic', () => {
    fc.assert(
      fc.property(rates, fc.double({ min: 1, max: 3, noNaN: true }), (rate, factor) => {
        const less = gateway(plan(egress({}, 50), steady(rate))).requiredIps ?? 0;
        const more = gateway(plan(egress({}, 50), steady(rate * factor))).requiredIps ?? 0;
        expect(more).toBeGreaterThanOrEqual(less);
      }),
      { numRuns: 50 },
    );
  });

  it('is met by the addresses it asks for, and not by one fewer', () => {
    fc.assert(
      fc.property(rates, (rate) => {
        const needed = gateway(plan(egress({}, 50), steady(rate))).requiredIps ?? 1;
        fc.pre(needed <= 8);
        const with_ = (publicIps: number): string =>
          resource(plan(egress({ publicIps }, 50), steady(rate)), 'nat:snat-ports:api').status;
        expect(['ok', 'warning']).toContain(with_(needed));
        if (needed > 1) expect(['over', 'exhausted']).toContain(with_(needed - 1));
      }),
      { numRuns: 50 },
    );
  });

  it('does not change when a leg is split in two halves', () => {
    fc.assert(
      fc.property(rates, (rate) => {
        const whole = egress({});
        const [inbound, outbound] = whole.legs;
        if (inbound === undefined || outbound === undefined) throw new Error('no legs');
        const halves = {
          ...whole,
          legs: [inbound, { ...outbound, share: 0.5 }, { ...outbound, id: 'out-2', share: 0.5 }],
        };
        const before = resource(plan(whole, steady(rate)), 'nat:snat-ports:api');
        const after = resource(plan(halves, steady(rate)), 'nat:snat-ports:api');
        expect(after.peak.offeredLoad).toBeCloseTo(before.peak.offeredLoad, 6);
        expect(after.peak.required).toBe(before.peak.required);
        expect(after.legs).toEqual(['out', 'out-2']);
      }),
      { numRuns: 50 },
    );
  });

  const figuresOnly = { recommendations: false };
  const searches = fc.constantFrom(
    { kind: 'exhaustive' } as const,
    { kind: 'probe', attempts: 248 } as const,
    { kind: 'probe', attempts: 32 } as const,
  );
  const pool = (
    of: Parameters<typeof egress>[0],
    requestsPerSecond: number,
    call: Parameters<typeof egress>[2] = {},
  ): Resource =>
    resource(plan(egress(of, 10, call), steady(requestsPerSecond), {}, figuresOnly), 'nat:snat-ports:api');

  it('loses no less, and needs no fewer ports, when there is more traffic', () => {
    fc.assert(
      fc.property(rates, fc.double({ min: 1, max: 3, noNaN: true }), searches, (rate, factor, portSearch) => {
        const less = pool({ portSearch }, rate).peak;
        const more = pool({ portSearch }, rate * factor).peak;
        expect(more.blockingProbability).toBeGreaterThanOrEqual(
          less.blockingProbability * (1 - 1e-6) - 1e-12,
        );
        expect(more.required).toBeGreaterThanOrEqual(less.required);
        expect(more.utilization).toBeGreaterThanOrEqual(less.utilization);
      }),
      { numRuns: 40 },
    );
  });

  it('loses no more when an address has more ports, or the gateway more addresses', () => {
    const sizes = fc.integer({ min: 200, max: 55_000 });
    fc.assert(
      fc.property(rates, sizes, sizes, fc.integer({ min: 1, max: 7 }), (rate, a, b, publicIps) => {
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)];
        const blocking = (portsPerIp: number, ips: number): number =>
          pool({ portsPerIp, publicIps: ips }, rate).peak.blockingProbability;
        expect(blocking(more, publicIps)).toBeLessThanOrEqual(blocking(fewer, publicIps) * (1 + 1e-9));
        expect(blocking(fewer, publicIps + 1)).toBeLessThanOrEqual(blocking(fewer, publicIps) * (1 + 1e-9));
      }),
      { numRuns: 40 },
    );
  });

  it('conserves rates: each request makes as many connections as calls and attempts, and load is rate × hold', () => {
    const few = fc.double({ min: 0.01, max: 5, noNaN: true });
    fc.assert(
      fc.property(rates, few, few, few, (rate, callsPerRequest, retriesPerRequest, responseTimeSeconds) => {
        const { peak } = pool({ quarantineSeconds: 59 }, rate, {
          callsPerRequest,
          retriesPerRequest,
          responseTimeSeconds,
        });
        const expected = rate * callsPerRequest * (1 + retriesPerRequest);
        expect(peak.connectionsPerSecond / expected).toBeCloseTo(1, 9);
        expect(peak.offeredLoad / (expected * (responseTimeSeconds + 59))).toBeCloseTo(1, 9);
      }),
      { numRuns: 40 },
    );
  });

  it('has no number that is none, whatever the pool, the search and the way that connections are used', () => {
    const connections = fc.constantFrom<NonNullable<Leg['connections']>>(
      { reuse: 'none' },
      { reuse: 'none', abandonedShare: 0.5 },
      { reuse: 'keep-alive', maxIdle: 2, idleTimeoutSeconds: 60 },
      { reuse: 'keep-alive', requestsPerConnection: 7 },
      { reuse: 'multiplex', maxConcurrentStreams: 100 },
      { reuse: 'persistent', sessions: 1000, sessionSeconds: 3600 },
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(3e-323, 1e-299), fc.double({ min: 0, max: 1e7, noNaN: true })),
        fc.integer({ min: 1, max: 55_000 }),
        searches,
        connections,
        fc.double({ min: 1, max: 50, noNaN: true }),
        (rate, portsPerIp, portSearch, how, peakedness) => {
          const result = plan(
            egress({ portsPerIp, portSearch }, 10, { connections: how }),
            steady(rate, { peakedness }),
            {},
            figuresOnly,
          );
          JSON.stringify(result, (key, value: unknown) => {
            if (typeof value === 'number' && !Number.isFinite(value))
              throw new Error(`${key} is not a number`);
            return value;
          });
          for (const { peak } of result.resources) {
            expect(peak.blockingProbability).toBeGreaterThanOrEqual(0);
            expect(peak.blockingProbability).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has no number that is none', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (rate) => {
        const text = JSON.stringify(plan(egress({}), steady(rate)), (_key, value: unknown) => {
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('not a number');
          return value;
        });
        expect(text).not.toContain('NaN');
      }),
      { numRuns: 10 },
    );
  });
});
