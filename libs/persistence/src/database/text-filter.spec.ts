import { containing } from './text-filter.js';

describe('part of a text', () => {
  it('stands for itself: the wildcards of LIKE, and what escapes them, are escaped', () => {
    expect(containing('50%_\\ off')).toEqual({ contains: '50\\%\\_\\\\ off', mode: 'insensitive' });
    expect(containing('plain')).toEqual({ contains: 'plain', mode: 'insensitive' });
  });
});
