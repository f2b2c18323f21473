import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2.3, with its keys in order', () => {
    const value = { '\u20ac': 'Euro', '\r': 'CR', 1: 'One', '\u00f6': 'o', ツ: 1e-7 };
    expect(canonicalJson(value)).toBe('{"\\r":"CR","1":"One","ö":"o","€":"Euro","ツ":1e-7}');
  });

  it('says the same for the same fields in any order', () => {
    expect(canonicalJson({ b: [1, { d: null, c: true }], a: undefined })).toBe(
      canonicalJson({ b: [1, { c: true, d: null }] }),
    );
  });

  it('loses nothing of any JSON value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });
});
