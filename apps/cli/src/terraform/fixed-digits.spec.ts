import fc from 'fast-check';
import { fixedDigits } from './fixed-digits.js';

describe('fixedDigits', () => {
  it.each([
    [0.17, 4, '0.1700'],
    [-214_259.4, 0, '-214259'],
    [1e-7, 12, '0.000000100000'],
    [-0, 2, '0.00'],
    [-0.001, 2, '0.00'],
    [1e21, 0, '1000000000000000000000'],
    [1e22, 2, '10000000000000000000000.00'],
    [2.5e-9, 4, '0.0000'],
  ])('writes %d with %d digits as %s', (value, digits, text) => {
    expect(fixedDigits(value, digits)).toBe(text);
  });

  it('writes every finite number without an exponent, close to what it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(12), (value, digits) => {
        const text = fixedDigits(value, digits);
        expect(text).toMatch(digits === 0 ? /^-?\d+$/ : /^-?\d+\.\d+$/);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(
          Math.max(10 ** -digits, Math.abs(value) * 1e-15),
        );
      }),
    );
  });
});
