import * as fc from 'fast-check';
import { binomialTail, hottestShareOfHash } from './index.js';

describe('the hottest share of a hash', () => {
  it('is everything for one key or one bin', () => {
    expect(hottestShareOfHash(1, 5)).toBe(1);
    expect(hottestShareOfHash(500, 1)).toBe(1);
  });

  it('is four of eight keys on eight bins: three in one bin come in one case of nine', () => {
    expect(hottestShareOfHash(8, 8)).toBe(0.5);
    expect(8 * binomialTail(3, 8, 1 / 8)).toBeGreaterThan(0.05);
    expect(8 * binomialTail(4, 8, 1 / 8)).toBeLessThan(0.05);
  });

  it('is one key where keys are few and bins many', () => {
    expect(hottestShareOfHash(3, 100)).toBeCloseTo(1 / 3, 12);
  });

  // Raab, Steger: Balls into Bins, RANDOM 1998, theorem 1, m ≫ n ln n.
  it.each([
    [1000, 10],
    [10_000, 2],
    [10_000, 10],
    [10_000, 100],
    [10_000_000, 50],
  ])('is about Raab and Steger’s for %d keys on %d bins', (keys, bins) => {
    const excess = hottestShareOfHash(keys, bins) - 1 / bins;
    const theirs = Math.sqrt((2 * Math.log(bins)) / (keys * bins));
    expect(excess / theirs).toBeGreaterThan(0.9);
    expect(excess / theirs).toBeLessThan(1.25);
  });

  it('lies between an even share and everything, and is more for more confidence', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (keys, bins, confidence) => {
          const share = hottestShareOfHash(keys, bins, confidence);
          expect(share).toBeGreaterThanOrEqual(Math.max(1 / bins, 1 / keys) * (1 - 1e-12));
          expect(share).toBeLessThanOrEqual(1);
          expect(hottestShareOfHash(keys, bins, confidence + 0.009)).toBeGreaterThanOrEqual(share);
        },
      ),
    );
  });

  it('never grows with the bins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 200 }), (keys, bins) => {
        expect(hottestShareOfHash(keys, bins + 1)).toBeLessThanOrEqual(hottestShareOfHash(keys, bins));
      }),
    );
  });

  it('falls toward an even share as keys grow in number', () => {
    expect(hottestShareOfHash(1e9, 10)).toBeCloseTo(0.1, 4);
  });

  it('refuses no bins', () => {
    expect(() => hottestShareOfHash(10, 0)).toThrow('bins is 0; it must be a number of at least 1');
  });
});
