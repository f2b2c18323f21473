import * as fc from 'fast-check';
import { risingCrossing, risingCrossingBelow, risingCrossingFrom } from './index.js';

const powers = fc.double({ min: 0.5, max: 3, noNaN: true });
const argumentsFrom = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

/** A function that counts how often it is asked. */
function counted(rises: (x: number) => number): { (x: number): number; evaluations: number } {
  const ask = (x: number): number => {
    ask.evaluations += 1;
    return rises(x);
  };
  ask.evaluations = 0;
  return ask;
}

describe('where a rising function passes a level', () => {
  it('is found between two ends, from below, in few evaluations', () => {
    fc.assert(
      fc.property(powers, argumentsFrom(1.1, 900), (power, answer) => {
        const rises = counted((x) => x ** power);
        const level = answer ** power;
        const found = risingCrossing(rises, level, 1, 1000);
        expect(rises.evaluations).toBeLessThan(40);
        expect(rises(found)).toBeLessThanOrEqual(level);
        expect(Math.abs(found / answer - 1)).toBeLessThan(1e-7);
      }),
    );
  });

  it('is found below where it is above, and told to be nowhere where it is above all the way down', () => {
    fc.assert(
      fc.property(powers, argumentsFrom(1e-3, 900), (power, answer) => {
        const found = risingCrossingBelow((x) => x ** power, answer ** power, 1000, 1e-6);
        expect(Math.abs(found / answer - 1)).toBeLessThan(1e-7);
      }),
    );
    expect(risingCrossingBelow((x) => 1 + x, 0.5, 1000, 1e-6)).toBe(0);
  });

  it('is found from one point, in less than ten evaluations where the function is nearly a power', () => {
    fc.assert(
      fc.property(powers, argumentsFrom(1e-4, 1e4), argumentsFrom(1e-2, 1e2), (power, answer, from) => {
        // Bends by half a power on its way, as the ports of pools do.
        const rises = counted((x) => x ** power * (1 + x) ** 0.5);
        const level = rises(answer);
        const known = { argument: from, value: rises(from) };
        rises.evaluations = 0;
        const found = risingCrossingFrom(rises, level, known, 1e-6, 1e6);
        expect(rises.evaluations).toBeLessThan(10);
        expect(rises(found)).toBeLessThanOrEqual(level);
        expect(Math.abs(found / answer - 1)).toBeLessThan(1e-7);
      }),
    );
  });

  it('is told after a last step that is not looked at, where the function is near enough', () => {
    fc.assert(
      fc.property(powers, argumentsFrom(1e-3, 1e3), (power, answer) => {
        const bent = (x: number): number => x ** power * (1 + x) ** 0.5;
        const [unseen, seen] = [counted(bent), counted(bent)];
        const known = { argument: 1, value: bent(1) };
        const found = risingCrossingFrom(unseen, bent(answer), known, 1e-6, 1e6, 1e-4);
        risingCrossingFrom(seen, bent(answer), known, 1e-6, 1e6);
        expect(Math.abs(found / answer - 1)).toBeLessThan(1e-6);
        expect(unseen.evaluations).toBeLessThanOrEqual(seen.evaluations);
      }),
    );
  });

  it('is found at a jump', () => {
    fc.assert(
      fc.property(argumentsFrom(1e-3, 1e3), argumentsFrom(1e-2, 1e2), (jump, from) => {
        const rises = counted((x) => (x < jump ? x : 10 * x));
        const known = { argument: from, value: rises(from) };
        const found = risingCrossingFrom(rises, 3 * jump, known, 1e-6, 1e6);
        expect(found / jump).toBeCloseTo(1, 9);
        expect(rises.evaluations).toBeLessThan(100);
      }),
    );
  });

  it('is looked for as far as the ends, and told to be there', () => {
    const known = { argument: 1, value: 1 };
    const saturating = counted((x) => (2 * x) / (1 + x));
    expect(risingCrossingFrom(saturating, 3, known, 1e-6, 1e6)).toBe(1e6);
    expect(saturating.evaluations).toBeLessThan(20);
    const lifted = counted((x) => 0.5 + x / 2);
    expect(risingCrossingFrom(lifted, 0.25, known, 1e-6, 1e6)).toBe(1e-6);
    expect(lifted.evaluations).toBeLessThan(20);
  });

  it('is where it is known to be, without another look', () => {
    const rises = counted((x) => x ** 2);
    expect(risingCrossingFrom(rises, 9, { argument: 3, value: 9 }, 1e-6, 1e6)).toBeCloseTo(3, 12);
    expect(rises.evaluations).toBe(0);
  });

  it('is found beyond where the function is nought', () => {
    const rises = (x: number): number => (x < 0.5 ? 0 : x - 0.4);
    expect(risingCrossingFrom(rises, 0.2, { argument: 1, value: 0.6 }, 1e-6, 1e6)).toBeCloseTo(0.6, 8);
    expect(risingCrossingFrom(rises, 0.05, { argument: 1, value: 0.6 }, 1e-6, 1e6)).toBeCloseTo(0.5, 8);
  });
});
