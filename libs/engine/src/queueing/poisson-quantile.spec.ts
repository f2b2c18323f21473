import * as fc from 'fast-check';
import { poissonCumulative, poissonQuantile } from './index.js';

describe('the Poisson quantile', () => {
  // Cumulative probabilities: Hines, Montgomery, Probability and Statistics in Engineering, appendix table I:
  // mean 10: P(N ≤ 14) = 0.9165, P(N ≤ 15) = 0.9513; mean 1: P(N ≤ 2) = 0.9197, P(N ≤ 3) = 0.9810.
  it.each([
    [10, 0.95, 15],
    [10, 0.91, 14],
    [1, 0.95, 3],
    [1, 0.36, 0],
    [0, 0.5, 0],
  ])('of mean %d at %d is %d', (mean, probability, expected) => {
    expect(poissonQuantile(mean, probability)).toBe(expected);
  });

  it('follows the normal law for large means', () => {
    expect(Math.abs(poissonQuantile(1e6, 0.975) - (1e6 + 1960))).toBeLessThan(5);
  });

  it('is the first count whose cumulative probability reaches the level', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        (mean, probability) => {
          const count = poissonQuantile(mean, probability);
          expect(poissonCumulative(count, mean)).toBeGreaterThanOrEqual(probability * (1 - 1e-10));
          if (count > 0) expect(poissonCumulative(count - 1, mean)).toBeLessThan(probability * (1 + 1e-10));
        },
      ),
    );
  });

  it('never falls as the mean or the level rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0.001, max: 0.99, noNaN: true }),
        (mean, probability) => {
          const count = poissonQuantile(mean, probability);
          expect(poissonQuantile(mean * 1.01 + 0.01, probability)).toBeGreaterThanOrEqual(count);
          expect(poissonQuantile(mean, probability + 0.005)).toBeGreaterThanOrEqual(count);
        },
      ),
    );
  });
});
