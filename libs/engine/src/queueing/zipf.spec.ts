import * as fc from 'fast-check';
import { zipfShares, zipfTotal } from './index.js';

describe('Zipf’s law', () => {
  it('gives the shares 6/11, 3/11 and 2/11 to three keys', () => {
    const expected = [6 / 11, 3 / 11, 2 / 11];
    const shares = zipfShares(3, 1);
    expect(shares).toHaveLength(3);
    shares.forEach((share, index) => {
      expect(share).toBeCloseTo(expected[index] ?? 0, 15);
    });
    expect([...zipfShares(3, 1, 2)]).toEqual([...shares.slice(0, 2)]);
  });

  it('makes all equal at an exponent of 0', () => {
    zipfShares(40, 0).forEach((share) => {
      expect(share).toBeCloseTo(1 / 40, 14);
    });
  });

  it('sums to the harmonic number, with Euler’s constant, and to π²/6', () => {
    expect(zipfTotal(1_000_000, 1)).toBeCloseTo(Math.log(1e6) + 0.5772156649015329 + 0.5e-6, 11);
    expect(zipfTotal(1_000_000_000, 2)).toBeCloseTo(Math.PI ** 2 / 6 - 1e-9, 12);
  });

  it('sums to what adding up gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (keys, exponent) => {
          let sum = 0;
          for (let k = keys; k >= 1; k -= 1) sum += k ** -exponent;
          expect(Math.abs(zipfTotal(keys, exponent) / sum - 1)).toBeLessThan(1e-12);
        },
      ),
    );
  });

  it('gives shares that fall and make one in sum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (keys, exponent) => {
          const shares = zipfShares(keys, exponent);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
          expect([...shares].every((share, index) => index === 0 || share <= (shares[index - 1] ?? 0))).toBe(
            true,
          );
        },
      ),
    );
  });
});
