import * as fc from 'fast-check';
import { normalCumulative, normalCumulativeOverDensity, normalQuantile } from './index.js';

describe('the normal distribution', () => {
  // 25 digits, mpmath 1.4.
  it.each([
    [-30, 4.906713927148187e-198],
    [-8, 6.220960574271784e-16],
    [-1, 0.15865525393145705],
    [0, 0.5],
    [0.3, 0.6179114221889527],
    [2, 0.9772498680518208],
  ])('lies below %d with probability %d', (deviate, expected) => {
    expect(Math.abs(normalCumulative(deviate) / expected - 1)).toBeLessThan(2e-13);
  });

  it('has its quantile for inverse', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.999, noNaN: true }), (probability) => {
        expect(Math.abs(normalCumulative(normalQuantile(probability)) / probability - 1)).toBeLessThan(1e-11);
      }),
    );
  });

  it('has Mills’ ratio √(π/2) at 0, and 1/x far below', () => {
    expect(normalCumulativeOverDensity(0)).toBeCloseTo(Math.sqrt(Math.PI / 2), 15);
    expect(normalCumulativeOverDensity(-1e6) * 1e6).toBeCloseTo(1, 11);
  });
});
