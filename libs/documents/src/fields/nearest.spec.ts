import fc from 'fast-check';
import { editDistance, nearest } from './nearest.js';

const FIELDS = [
  'publicIps',
  'idleTimeoutSeconds',
  'responseTimeSeconds',
  'maxConnections',
  'maxPublicIps',
  'via',
];

describe('nearest', () => {
  it.each([
    ['publicIp', 'publicIps'],
    ['public_ips', 'publicIps'],
    ['PublicIPs', 'publicIps'],
    ['pubilcIps', 'publicIps'],
    ['responseTime', 'responseTimeSeconds'],
    ['idle_timeout', 'idleTimeoutSeconds'],
    ['vai', 'via'],
  ])('takes %s for %s', (given, meant) => {
    expect(nearest(given, FIELDS)).toBe(meant);
  });

  it.each(['colour', 'x', '', 'sessions', 'a'.repeat(1000)])('does not guess at %j', (given) => {
    expect(nearest(given, FIELDS)).toBeUndefined();
  });
});

describe('editDistance', () => {
  // The first two are the examples of Wagner and Fischer's problem in its textbook form; the third is one swap.
  it.each([
    ['kitten', 'sitting', 3],
    ['sunday', 'saturday', 3],
    ['vai', 'via', 1],
    ['', 'abc', 3],
  ])('of %s and %s is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  it('is symmetric, and 0 for equal words only', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(editDistance(one, other)).toBe(editDistance(other, one));
        expect(editDistance(one, other) === 0).toBe(one === other);
      }),
    );
  });
});
