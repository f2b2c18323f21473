import { hashOfToken, isTokenText, newTokenText } from './token-text.js';

describe('an access token', () => {
  it('is pp_ and 256 bits, new each time', () => {
    const text = newTokenText();
    expect(text).toHaveLength(46);
    expect(isTokenText(text)).toBe(true);
    expect(Buffer.from(text.slice(3), 'base64url')).toHaveLength(32);
    expect(newTokenText()).not.toBe(text);
  });

  it.each([
    '',
    'pp_',
    `pp_${'A'.repeat(42)}`,
    `pp_${'A'.repeat(44)}`,
    `px_${'A'.repeat(43)}`,
    `pp_${'+'.repeat(43)}`,
  ])('is not %j', (text) => {
    expect(isTokenText(text)).toBe(false);
  });

  it('is kept as its SHA-256 (FIPS 180-4: the digest of "abc")', () => {
    expect(hashOfToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
