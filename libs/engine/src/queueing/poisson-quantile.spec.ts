import { poissonQuantile } from './poisson-quantile.js';

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
});
