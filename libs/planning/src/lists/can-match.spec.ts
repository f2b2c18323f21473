import { canMatch } from './can-match.js';

describe('a filter', () => {
  it('can match where its ids are ids and its texts can be stored', () => {
    expect(canMatch({})).toBe(true);
    expect(
      canMatch({ ids: [undefined, '01a1fb6c-490d-7000-8102-ab058badbd3f'], texts: ['%', undefined] }),
    ).toBe(true);
  });

  it('matches nothing with what is no id, or with a NUL, which PostgreSQL does not store', () => {
    expect(canMatch({ ids: ['egress'] })).toBe(false);
    expect(canMatch({ ids: ['01A1FB6C-490D-7000-8102-AB058BADBD3F'] })).toBe(false);
    expect(canMatch({ texts: ['a\u0000b'] })).toBe(false);
  });
});
