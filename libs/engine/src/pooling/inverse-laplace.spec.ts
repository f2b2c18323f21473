import { add, divide, multiply, scale, type Complex } from './complex.js';
import { EXPONENTIAL_POLES } from './inverse-laplace.js';

function inverted(transform: (s: Complex) => Complex, time: number): number {
  return EXPONENTIAL_POLES.reduce(
    (sum, { pole, residue }) => sum - (2 / time) * multiply(residue, transform(scale(1 / time, pole))).re,
    0,
  );
}

describe('The inversion of Laplace transforms', () => {
  it.each([0, 1e-6, 0.01, 0.3, 1, 2.5, 7, 20, 100, 1e4, 1e8])('knows e^−%d to 3e-8', (x) => {
    const value = EXPONENTIAL_POLES.reduce(
      (sum, { pole, residue }) => sum - 2 * divide(residue, add(pole, { re: x, im: 0 })).re,
      0,
    );
    expect(Math.abs(value - Math.exp(-x))).toBeLessThan(3e-8);
  });

  // Abramowitz and Stegun, Handbook of Mathematical Functions, table 29.3: 1/(s + a)(s + b) ↔ (e^−at − e^−bt) / (b − a).
  it.each([0.1, 1, 5])('gives back a difference of two exponentials at %d seconds', (time) => {
    const transform = (s: Complex): Complex =>
      divide({ re: 1, im: 0 }, multiply(add(s, { re: 1, im: 0 }), add(s, { re: 3, im: 0 })));
    expect(inverted(transform, time)).toBeCloseTo((Math.exp(-time) - Math.exp(-3 * time)) / 2, 7);
  });
});
