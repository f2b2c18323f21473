import fc from 'fast-check';
import { brokenName, lengthOf, wrapped } from './wrapped-text.js';

describe('wrapped text', () => {
  it('breaks at spaces, the lines after the first behind an indent of their own', () => {
    expect(wrapped('one two three four five', 12, '1. ', '   ')).toBe('1. one two\n   three\n   four five');
  });

  it('leaves a figure with its unit, and an instant whole', () => {
    expect(wrapped('used 7.3 %', 9)).toBe('used\n7.3 %');
    expect(wrapped('at 2026-12-12 09:00:25 UTC', 24)).toBe('at\n2026-12-12 09:00:25 UTC');
  });

  it('leaves a word that is longer than a line on a line of its own', () => {
    expect(wrapped('see https://example.com/page now', 10)).toBe('see\nhttps://example.com/page\nnow');
  });

  it('loses no word and adds none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^\S{1,12}$/)),
        fc.integer({ min: 1, max: 40 }),
        (words, width) => {
          const text = words.join(' ');
          expect(wrapped(text, width).replaceAll('\n', ' ')).toBe(text);
        },
      ),
    );
  });
});

describe('a broken name', () => {
  it('breaks behind a colon, else behind a dash', () => {
    expect(brokenName('egress:snat-ports:payments', 20)).toEqual(['egress:snat-ports:', '  payments']);
    expect(brokenName('network-nat-gateway-this-eu-west-1a', 20)).toEqual([
      'network-nat-gateway-',
      '  this-eu-west-1a',
    ]);
  });

  it('breaks anywhere where it must', () => {
    expect(brokenName('abcdefghij', 6)).toEqual(['abcdef', '  ghij']);
  });

  it('fits any width from 3 and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('ab-:/é…')), maxLength: 80 }),
        fc.integer({ min: 3, max: 30 }),
        (name, width) => {
          const lines = brokenName(name, width);
          expect(Math.max(...lines.map(lengthOf))).toBeLessThanOrEqual(width);
          expect(lines.map((line, at) => (at === 0 ? line : line.slice(2))).join('')).toBe(name);
        },
      ),
    );
  });
});
