import fc from 'fast-check';
import { valueText } from './value-text.js';

describe('valueText', () => {
  it('is the JSON text of a value, where that is short', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        fc.pre(
          JSON.stringify(value).length <= 100 &&
            !Object.is(value, -0) &&
            !JSON.stringify(value).includes('-0'),
        );
        expect(valueText(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('is cut to 100 characters, and never within one', () => {
    expect(valueText('x'.repeat(200))).toBe(`"${'x'.repeat(98)}…`);
    expect(valueText(Array.from({ length: 1000 }, () => 1))).toHaveLength(100);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 60, maxLength: 120 }), (text) => {
        expect(valueText(text).length).toBeLessThanOrEqual(100);
        expect(valueText(text)).toMatch(
          /^[^\uD800-\uDFFF]*$|^(?:[^\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$/,
        );
      }),
    );
  });

  it('has words for what JSON has none', () => {
    expect([NaN, -Infinity, undefined, 5n, () => 1, Symbol('x')].map(valueText)).toEqual([
      'NaN',
      '-Infinity',
      'undefined',
      '5',
      'a function',
      'a symbol',
    ]);
  });

  it('ends at values that hold themselves, or are very deep', () => {
    const round: unknown[] = [];
    round.push(round);
    expect(valueText(round)).toMatch(/^\[+…\]+$/);
    const deep: unknown = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
    expect(valueText(deep)).toMatch(/^\[+…\]+$/);
  });
});
