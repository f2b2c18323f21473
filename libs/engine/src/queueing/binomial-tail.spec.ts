import * as fc from 'fast-check';
import { binomialCumulative, binomialQuantile, binomialTail } from './index.js';

/** By Pascal's recursion on the number of trials: another way to the same distribution. */
function byRecursion(trials: number, probability: number): readonly number[] {
  let row = [1];
  for (let n = 0; n < trials; n += 1) {
    const before = row;
    row = Array.from(
      { length: n + 2 },
      (_, k) => (before[k] ?? 0) * (1 - probability) + (before[k - 1] ?? 0) * probability,
    );
  }
  return row;
}

describe('the binomial tail', () => {
  it('is that of twenty coins: P(X > 15) = 6196 / 2^20', () => {
    expect(binomialTail(15, 20, 0.5)).toBeCloseTo(6196 / 2 ** 20, 15);
    expect(binomialCumulative(0, 20, 0.5)).toBeCloseTo(2 ** -20, 18);
  });

  it('is what the recursion over the trials gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 0, max: 120 }),
        (trials, probability, count) => {
          const above = byRecursion(trials, probability)
            .slice(count + 1)
            .reduce((sum, mass) => sum + mass, 0);
          expect(binomialTail(count, trials, probability)).toBeCloseTo(above, 12);
          expect(binomialCumulative(count, trials, probability)).toBeCloseTo(1 - above, 12);
        },
      ),
    );
  });

  it('is nothing where the count cannot be exceeded, or nothing can happen', () => {
    expect(binomialTail(5, 5, 0.9)).toBe(0);
    expect(binomialTail(0, 5, 0)).toBe(0);
    expect(binomialTail(4, 5, 1)).toBe(1);
    expect(binomialCumulative(4, 5, 1)).toBe(0);
    expect(binomialTail(0, 0, 0.5)).toBe(0);
  });

  it('and the rest make one, for a million trials too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, trials, probability) => {
          const sum =
            binomialTail(count, trials, probability) + binomialCumulative(count, trials, probability);
          expect(sum).toBeCloseTo(1, 10);
        },
      ),
    );
  });
});

describe('the binomial quantile', () => {
  it('is 14 heads of 20 at 95 %', () => {
    expect(binomialQuantile(20, 0.5, 0.95)).toBe(14);
  });

  it('is the first count whose cumulative probability reaches the level', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        (trials, probability, level) => {
          const count = binomialQuantile(trials, probability, level);
          expect(count).toBeLessThanOrEqual(trials);
          expect(binomialCumulative(count, trials, probability)).toBeGreaterThanOrEqual(level * (1 - 1e-9));
          if (count > 0)
            expect(binomialCumulative(count - 1, trials, probability)).toBeLessThan(level * (1 + 1e-9));
        },
      ),
    );
  });

  it('refuses a share of more than one', () => {
    expect(() => binomialQuantile(10, 1.1, 0.5)).toThrow(
      'probability is 1.1; it must be a number from 0 to 1',
    );
  });
});
