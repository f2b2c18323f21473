import * as fc from 'fast-check';
import { erlangB, haywardBlocking, lossOfMixedLoad } from './index.js';

const load = fc.double({ min: 0, max: 1e5, noNaN: true });
const bursty = fc.double({ min: 1.01, max: 20, noNaN: true });

describe('the loss of a load that is itself random', () => {
  it('is the loss at the load where arrivals are random, or smoother', () => {
    expect(lossOfMixedLoad(90, 1, (offered) => erlangB(offered, 100))).toBe(erlangB(90, 100));
    expect(lossOfMixedLoad(90, 0.5, (offered) => erlangB(offered, 100))).toBe(erlangB(90, 100));
  });

  it('has the transform of a Gamma load that arrivals come in proportion to: 1 / (1 + s (z − 1))^(a / (z − 1) + 1)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 1e4, noNaN: true }),
        fc.double({ min: 1.1, max: 8, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (mean, z, part) => {
          const s = part / Math.sqrt(z * mean);
          const kept = lossOfMixedLoad(mean, z, (offered) => Math.exp(-s * (offered - mean)));
          const exact = Math.exp(s * mean - (mean / (z - 1) + 1) * Math.log1p(s * (z - 1)));
          expect(Math.abs(kept / exact - 1)).toBeLessThan(0.005);
        },
      ),
    );
  });

  it('meets a load above the mean by z − 1, with a variance of z − 1 times that', () => {
    const mean = lossOfMixedLoad(3500, 7, (offered) => offered);
    expect(mean / 3506).toBeCloseTo(1, 5);
    expect(lossOfMixedLoad(3500, 7, (offered) => (offered - mean) ** 2) / (6 * 3506)).toBeCloseTo(1, 2);
  });

  it('tells of a full pool up to 60 % less than Hayward’s, which knows that bursts come at once', () => {
    for (const [offered, servers, z] of [
      [170, 200, 3],
      [930, 1000, 3],
      [430, 500, 7],
    ] as const) {
      const mixed = lossOfMixedLoad(offered, z, (each) => erlangB(each, servers));
      expect(mixed / haywardBlocking(offered, servers, z)).toBeGreaterThan(0.4);
      expect(mixed / haywardBlocking(offered, servers, z)).toBeLessThan(1);
    }
  });

  it('rises with the load', () => {
    fc.assert(
      fc.property(load, load, bursty, (a, b, z) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((offered) =>
          lossOfMixedLoad(offered, z, (each) => erlangB(each, 500)),
        );
        expect(more).toBeGreaterThanOrEqual((less ?? 1) * (1 - 1e-9));
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('refuses a peakedness of 0', () => {
    expect(() => lossOfMixedLoad(1, 0, () => 0)).toThrow('peakedness is 0; it must be a number above 0');
  });
});
