import * as fc from 'fast-check';
import { erfc, scaledErfc } from './index.js';

describe('the complementary error function', () => {
  // e^(x²) erfc(x) with 25 digits, mpmath 1.4: each of Cody's three ranges and their edges.
  it.each([
    [0, 1],
    [0.1, 0.8964569799691267],
    [0.46, 0.636787383832713],
    [0.5, 0.6156903441929259],
    [1, 0.427583576155807],
    [3.9, 0.14031418160068973],
    [4.1, 0.133834116418652],
    [10, 0.05614099274382259],
    [50, 0.011281536265323773],
  ])('times e^(x²) at %d is %d', (x, expected) => {
    expect(Math.abs(scaledErfc(x) / expected - 1)).toBeLessThan(4e-16);
  });

  it('is two in sum with its mirror image', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (x) => {
        expect(erfc(x) + erfc(-x)).toBeCloseTo(2, 14);
      }),
    );
  });

  it('falls', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 25, noNaN: true }),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        (x, more) => {
          expect(erfc(x + more)).toBeLessThanOrEqual(erfc(x));
        },
      ),
    );
  });

  it('is Infinity where no double holds it scaled', () => {
    expect(scaledErfc(-27)).toBe(Infinity);
    expect(erfc(-27)).toBe(2);
    expect(erfc(40)).toBe(0);
  });
});
