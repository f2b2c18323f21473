import * as fc from 'fast-check';
import { hottestShareOfHash, hottestShareOfSticky, hottestShareOfWeighted, zipfShares } from './index.js';

/** A seeded xorshift generator, so that a run is the same everywhere. @see Marsaglia, Xorshift RNGs, 2003 */
function seededUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** How often the fullest bin gets more than a share, when the keys are thrown 4,000 times. */
function exceedance(shares: Float64Array, bins: number, share: number): number {
  const uniform = seededUniform(123_456_789);
  const runs = 4000;
  let exceeded = 0;
  for (let run = 0; run < runs; run += 1) {
    const load = new Float64Array(bins);
    shares.forEach((weight) => {
      const bin = Math.floor(uniform() * bins);
      load[bin] = (load[bin] ?? 0) + weight;
    });
    if (load.some((filled) => filled > share + 1e-9)) exceeded += 1;
  }
  return exceeded / runs;
}

describe('the hottest share of sticky clients', () => {
  it.each([
    [20, 1, 4],
    [100, 1, 10],
    [1000, 0.8, 10],
    [1000, 1, 3],
    [1000, 1.5, 20],
    [300, 0.5, 50],
  ])('is exceeded in about one case of twenty: %d clients, Zipf %d, %d bins', (clients, zipf, bins) => {
    const exceeded = exceedance(zipfShares(clients, zipf), bins, hottestShareOfSticky(clients, zipf, bins));
    expect(exceeded).toBeGreaterThan(0.03);
    expect(exceeded).toBeLessThan(0.065);
  });

  it('is that of a hash where all clients are equal', () => {
    expect(hottestShareOfSticky(5000, 0, 7)).toBe(hottestShareOfHash(5000, 7));
    expect(hottestShareOfSticky(5000, 0.001, 7)).toBeCloseTo(hottestShareOfHash(5000, 7), 2);
  });

  it('is at least the largest client’s, and all of it where there is one', () => {
    expect(hottestShareOfSticky(1, 1, 10)).toBe(1);
    expect(hottestShareOfSticky(1_000_000, 3, 1000)).toBeGreaterThanOrEqual(
      zipfShares(1_000_000, 3, 1)[0] ?? 1,
    );
  });

  it('rises as many clients become less equal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 1_000_000 }),
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.integer({ min: 2, max: 100 }),
        (clients, zipf, bins) => {
          // A cell of the grid is what two shares may differ by without meaning it.
          expect(hottestShareOfSticky(clients, zipf + 0.5, bins)).toBeGreaterThan(
            hottestShareOfSticky(clients, zipf, bins) - 0.004,
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('lies between an even share and everything', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (clients, zipf, bins) => {
          const share = hottestShareOfSticky(clients, zipf, bins);
          expect(share).toBeGreaterThanOrEqual(1 / bins);
          expect(share).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the hottest share of weighted keys', () => {
  it('is the largest key where bins are many', () => {
    expect(hottestShareOfWeighted([0.5, 0.25, 0.25], 100)).toBeCloseTo(0.5, 6);
  });

  it('is both of two heavy keys on two bins, since they meet every other time', () => {
    expect(hottestShareOfWeighted([0.5, 0.5], 2)).toBeCloseTo(1, 6);
  });

  it('does not depend on the order of the keys', () => {
    expect(hottestShareOfWeighted([0.1, 0.6, 0.3], 5)).toBe(hottestShareOfWeighted([0.6, 0.3, 0.1], 5));
  });

  it('refuses shares that do not make one', () => {
    expect(() => hottestShareOfWeighted([0.5, 0.4], 2)).toThrow(
      'shares is 0.9; it must be shares of 1 in sum',
    );
    expect(() => hottestShareOfWeighted([1.5, -0.5], 2)).toThrow('shares is -0.5');
  });
});
