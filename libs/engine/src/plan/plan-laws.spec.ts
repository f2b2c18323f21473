import * as fc from 'fast-check';
import { egress, gateway, resource, steady } from '../../fixtures/plans.js';
import { plan } from './plan.js';

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

  it('has no number that is none', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (rate) => {
        const text = JSON.stringify(plan(egress({}), steady(rate)), (_key, value: unknown) => {
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('not a number');
          return value;
        });
        expect(text).not.toContain('NaN');
      }),
      { numRuns: 50 },
    );
  });
});
