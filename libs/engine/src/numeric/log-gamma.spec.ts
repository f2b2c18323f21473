import * as fc from 'fast-check';
import { logGamma } from './index.js';

describe('ln Γ', () => {
  // 25 digits, mpmath 1.4.
  it.each([
    [0.01, 4.599479878042022],
    [0.5, 0.5723649429247001],
    [1, 0],
    [1.5, -0.12078223763524522],
    [2, 0],
    [3.3, 0.9870985778947344],
    [10, 12.801827480081469],
    [16.5, 29.277754515040815],
    [1e5, 1051287.7089736569],
  ])('of %d is %d', (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-14 * Math.max(1, Math.abs(expected)));
  });

  it('satisfies Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        const next = logGamma(x) + Math.log(x);
        expect(Math.abs(logGamma(x + 1) - next)).toBeLessThan(1e-14 * Math.max(10, Math.abs(next)));
      }),
    );
  });
});
