import * as fc from 'fast-check';
import { largestAdmissible, logPoissonProbability, normalQuantile, smallestInteger } from './index.js';

describe('searching along a monotone function', () => {
  it('finds the largest argument at which a condition holds', () => {
    expect(largestAdmissible((x) => x * x <= 2, 0, 10)).toBeCloseTo(Math.SQRT2, 10);
    expect(largestAdmissible(() => true, 0, 10)).toBe(10);
  });

  it('finds the smallest whole number from any guess', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (answer, guess) => {
          expect(smallestInteger((n) => n >= answer, 0, guess)).toBe(answer);
        },
      ),
    );
  });

  it('ends beyond 2^53 too, where no whole number stands between two doubles', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2 ** 52, max: 1e30, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (load, aside) => {
          const answer = Math.floor(load);
          let evaluations = 0;
          const enough = (n: number): boolean => {
            evaluations += 1;
            // Where a search goes on for ever, the test must not.
            if (evaluations > 1000) throw new Error('it does not end');
            return n >= answer;
          };
          expect(smallestInteger(enough, 0, answer * aside)).toBe(answer);
        },
      ),
    );
  });
});

describe('the normal quantile', () => {
  // Abramowitz, Stegun, Handbook of Mathematical Functions, table 26.5.
  it.each([
    [0.5, 0],
    [0.9, 1.281551565545],
    [0.95, 1.644853626951],
    [0.99, 2.326347874041],
    [1e-6, -4.753424308823],
  ])('at %d is %d', (probability, deviate) => {
    expect(normalQuantile(probability)).toBeCloseTo(deviate, 10);
  });

  it('is odd about one half', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), (probability) => {
        expect(normalQuantile(probability) + normalQuantile(1 - probability)).toBeCloseTo(0, 6);
      }),
    );
  });
});

describe('Poisson probabilities', () => {
  it('are those of the definition where that can be computed', () => {
    // 10^15 e^−10 / 15!
    expect(Math.exp(logPoissonProbability(15, 10))).toBeCloseTo(0.0347180696, 9);
    expect(logPoissonProbability(0, 3)).toBe(-3);
  });

  it('sum to one, for a million too', () => {
    for (const mean of [0.5, 20, 1e6]) {
      const reach = Math.ceil(10 * Math.sqrt(mean) + 20);
      let sum = 0;
      for (let n = Math.max(0, Math.floor(mean) - reach); n <= mean + reach; n += 1)
        sum += Math.exp(logPoissonProbability(n, mean));
      expect(sum).toBeCloseTo(1, 10);
    }
  });
});
