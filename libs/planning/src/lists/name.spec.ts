import { readDescription, readName } from './name.js';

describe('a name', () => {
  it('is kept without the blanks around it', () => {
    expect(readName('name', ' Zürich 🚦 ')).toBe('Zürich 🚦');
  });

  it.each([
    ['nothing', ' '],
    ['more than 200 characters', 'x'.repeat(201)],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['a NUL', 'a\u0000b'],
    ['a line break', 'a\nb'],
    ['half of a surrogate pair', 'a\ud800'],
  ])('that has %s is refused', (_, given) => {
    expect(() => readName('name', given)).toThrow(
      /^name is ".*; it must be 1 to 200 printable characters\.$/,
    );
  });
});

describe('a description', () => {
  it('may have lines, and may be missing', () => {
    expect(readDescription('description', 'one\ntwo')).toBe('one\ntwo');
    expect(readDescription('description', '')).toBeNull();
  });

  it.each(['x'.repeat(2001), 'a\u0000', '\udc00'])('that cannot be stored is refused', (given) => {
    expect(() => readDescription('description', given)).toThrow(/at most 2000 characters/);
  });
});
