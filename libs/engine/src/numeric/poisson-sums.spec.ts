import * as fc from 'fast-check';
import { logPoissonProbability, poissonHeadOverMass, poissonTailOverMass } from './index.js';

/** Of terms that fall: from the smallest on, so that it loses no digits. */
function sumOf(terms: readonly number[]): number {
  return terms.reduceRight((sum, term) => sum + term, 0);
}

/** `P(N ≤ x) / P(N = x)` term by term, downwards from x: `1 + x/a + x (x − 1)/a² + …` */
function headTermByTerm(x: number, mean: number): number {
  const terms = [1];
  for (let n = x, term = 1; n >= 1; n -= 1) {
    term *= n / mean;
    terms.push(term);
  }
  return sumOf(terms);
}

/** `P(N > x) / P(N = x)` term by term, upwards from x. */
function tailTermByTerm(x: number, mean: number): number {
  const terms: number[] = [];
  for (let n = x + 1, term = 1; term > 1e-18; n += 1) {
    term *= mean / n;
    terms.push(term);
  }
  return sumOf(terms);
}

describe('the lower part of a Poisson distribution, in units of its last probability', () => {
  it.each([
    [0, 3],
    [5, 5.5],
    [5, 40],
    [20, 21],
    [20, 43.9],
    [20, 44.1],
    [1000, 1000],
    [1000, 1500],
    [55_000, 55_200],
  ])('is the sum of its terms up to %d at a mean of %d', (x, mean) => {
    expect(Math.abs(poissonHeadOverMass(x, mean) / headTermByTerm(x, mean) - 1)).toBeLessThan(1e-12);
  });
});

describe('the upper part of a Poisson distribution, in the same units', () => {
  it.each([
    [0, 0.5],
    [5, 4],
    [20, 6],
    [20, 7],
    [20, 19.5],
    [1000, 400],
    [1000, 1000],
    [55_000, 54_500],
  ])('is the sum of its terms above %d at a mean of %d', (x, mean) => {
    expect(Math.abs(poissonTailOverMass(x, mean) / tailTermByTerm(x, mean) - 1)).toBeLessThan(1e-12);
  });

  it('is all that the lower part is not', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1e5, noNaN: true }),
        fc.double({ min: -4, max: 1, noNaN: true }),
        (x, deviations) => {
          const mean = Math.max(0.01, x + deviations * Math.sqrt(x));
          const mass = Math.exp(logPoissonProbability(x, mean));
          const all = mass * (poissonHeadOverMass(x, mean) + poissonTailOverMass(x, mean));
          expect(all).toBeCloseTo(1, 11);
        },
      ),
    );
  });
});
