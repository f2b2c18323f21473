import * as fc from 'fast-check';
import { poissonCumulative, poissonTail } from './index.js';

describe('the Poisson tail', () => {
  // Hines, Montgomery, Probability and Statistics in Engineering, appendix table I.
  it.each([
    [14, 10, 0.9165],
    [15, 10, 0.9513],
    [2, 1, 0.9197],
    [3, 1, 0.981],
    [0, 2, 0.1353],
  ])('leaves at most %d of a mean of %d with the tabulated probability', (count, mean, expected) => {
    expect(poissonCumulative(count, mean)).toBeCloseTo(expected, 4);
    expect(poissonTail(count, mean)).toBeCloseTo(1 - expected, 4);
  });

  // 1 − Q(k + 1, m) with 40 digits, mpmath 1.4.
  it.each([
    [30, 5, 4.517741693983066e-15],
    [1_005_000, 1_000_000, 2.918892467003027e-7],
  ])('above %d of a mean of %d is %d', (count, mean, expected) => {
    expect(Math.abs(poissonTail(count, mean) / expected - 1)).toBeLessThan(1e-10);
  });

  it('and the rest make one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (count, mean) => {
          expect(poissonTail(count, mean) + poissonCumulative(count, mean)).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it('falls with the count and rises with the mean, between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (count, mean) => {
          const tail = poissonTail(count, mean);
          expect(tail).toBeGreaterThanOrEqual(0);
          expect(tail).toBeLessThanOrEqual(1);
          expect(poissonTail(count + 1, mean)).toBeLessThanOrEqual(tail + 1e-13);
          expect(poissonTail(count, mean * 1.01)).toBeGreaterThanOrEqual(tail - 1e-13);
        },
      ),
    );
  });

  it('refuses a count that is not whole', () => {
    expect(() => poissonTail(0.5, 1)).toThrow('count is 0.5; it must be a whole number of at least 0');
  });
});
