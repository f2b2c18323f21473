import * as fc from 'fast-check';
import { nearestName } from './nearest-name.js';

describe('the name that was meant', () => {
  it.each([
    ['a letter missing', 'publicIp', 'publicIps'],
    ['a letter too many', 'zoness', 'zones'],
    ['two letters swapped, as Damerau counts them once', 'zoens', 'zones'],
    ['another case', 'PUBLICIPS', 'publicIps'],
  ])('is found with %s', (_what, written, meant) => {
    expect(nearestName(written, ['publicIps', 'zones', 'profile'])).toBe(meant);
  });

  it('is not guessed where more than a third of the letters differ', () => {
    expect(nearestName('teleporter', ['publicIps', 'zones'])).toBeUndefined();
    expect(nearestName('anything', [])).toBeUndefined();
  });

  it('is the name itself where it is right', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (names) => {
        const [first = ''] = names;
        expect(nearestName(first, names)?.toLowerCase()).toBe(first.toLowerCase());
      }),
    );
  });
});
