import * as fc from 'fast-check';
import { erlangB } from './erlang-b.js';
import { haywardBlocking } from './hayward.js';
import { poissonTail } from './poisson-tail.js';
import { risingAdmissibleLoad, risingBlocking, risingRequiredServers } from './rising-load.js';

const load = fc.double({ min: 0.1, max: 70_000, noNaN: true });
const servers = fc.integer({ min: 1, max: 60_000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const peakedness = fc.double({ min: 0.5, max: 10, noNaN: true });

/** `E (X − c)⁺` of a Poisson variable, term by term. */
function meanBeyond(mean: number, size: number): number {
  let [sum, mass] = [0, Math.exp(-mean)];
  for (let count = 0; count < 20 * mean + 100; count += 1) {
    sum += Math.max(0, count - size) * mass;
    mass *= mean / (count + 1);
  }
  return sum;
}

describe('blocking while the load rises', () => {
  it('is Erlang B, or Hayward, where it does not', () => {
    expect(risingBlocking(20, 10, 0, 1)).toBe(erlangB(20, 10));
    expect(risingBlocking(2410, 2420, 0, 1)).toBe(erlangB(2410, 2420));
    expect(risingBlocking(430, 500, 0, 7)).toBe(haywardBlocking(430, 500, 7));
  });

  it('is how fast what is beyond all servers grows, where nothing comes back', () => {
    // Of a count that only rises, all that is beyond c was lost: of one more erlang, the growth of E (X − c)⁺.
    for (const [mean, size] of [
      [5, 10],
      [40, 50],
      [50, 50],
      [70, 50],
    ] as const) {
      const growth = (meanBeyond(mean + 1e-4, size) - meanBeyond(mean - 1e-4, size)) / 2e-4;
      expect(risingBlocking(mean, size, 1, 1)).toBeCloseTo(growth, 7);
      expect(risingBlocking(mean, size, 1, 1)).toBeCloseTo(poissonTail(size - 1, mean), 12);
    }
  });

  it.each([
    // Played connection by connection, a second of the rise each: `npm run validate` plays more of them whole.
    { ports: 2420, mean: 2335, rising: 0.6, simulated: 0.0258, halfWidth: 0.002 },
    { ports: 2420, mean: 2365, rising: 0.6, simulated: 0.0827, halfWidth: 0.0035 },
    { ports: 1000, mean: 960, rising: 1 / 6, simulated: 0.0211, halfWidth: 0.0016 },
    { ports: 1000, mean: 999, rising: 1 / 6, simulated: 0.0939, halfWidth: 0.0032 },
    { ports: 100, mean: 87.9, rising: 1 / 3, simulated: 0.0485, halfWidth: 0.0024 },
    { ports: 50, mean: 42.75, rising: 1 / 2, simulated: 0.0915, halfWidth: 0.0023 },
  ])('of $ports ports at $mean erlangs, rising by $rising, is $simulated', (played) => {
    const blocking = risingBlocking(played.mean, played.ports, played.rising, 1);
    expect(blocking).toBeGreaterThan(played.simulated - played.halfWidth);
    expect(blocking).toBeLessThan(1.12 * played.simulated + played.halfWidth);
    // A steady load that high loses less than half of that.
    expect(erlangB(played.mean, played.ports)).toBeLessThan(played.simulated / 2);
  });

  it('never is less than at a steady load, and rises with the load, with the share, and as ports go', () => {
    fc.assert(
      fc.property(load, servers, share, peakedness, (erlangs, size, rising, z) => {
        const blocking = risingBlocking(erlangs, size, rising, z);
        expect(blocking).toBeGreaterThanOrEqual(haywardBlocking(erlangs, size, z));
        expect(blocking).toBeLessThanOrEqual(1);
        const noLess = blocking * (1 - 1e-9);
        expect(risingBlocking(erlangs * 1.01, size, rising, z)).toBeGreaterThanOrEqual(noLess);
        expect(risingBlocking(erlangs, size, Math.min(1, rising + 0.05), z)).toBeGreaterThanOrEqual(noLess);
        expect(risingBlocking(erlangs, size - 1, rising, z)).toBeGreaterThanOrEqual(noLess);
      }),
      { numRuns: 300 },
    );
  });

  it('has no cliff: a little more of a rise is a little more lost', () => {
    fc.assert(
      fc.property(load, servers, share, (erlangs, size, rising) => {
        const step = risingBlocking(erlangs, size, Math.min(1, rising + 1e-6), 1);
        expect(step - risingBlocking(erlangs, size, rising, 1)).toBeLessThan(1.1e-6);
      }),
    );
  });

  it('is on the target at the largest load admitted, and needs as many servers for it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60_000 }),
        fc.constantFrom(1e-6, 1e-3, 0.01, 0.2),
        share,
        fc.double({ min: 1, max: 4, noNaN: true }),
        (size, target, rising, z) => {
          const admitted = risingAdmissibleLoad(size, target, rising, z);
          expect(risingBlocking(admitted, size, rising, z) / target).toBeCloseTo(1, 6);
          // Below the load admitted by its last digits.
          expect(risingRequiredServers(admitted * (1 - 1e-9), target, rising, z)).toBe(size);
          expect(risingRequiredServers(admitted * (1 + 1e-6), target, rising, z)).toBe(size + 1);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is nothing without load, and everything without servers, which admit none', () => {
    expect(risingBlocking(0, 10, 1, 1)).toBe(0);
    expect(risingBlocking(10, 0, 0.5, 1)).toBe(1);
    expect(risingAdmissibleLoad(0, 0.01, 1, 1)).toBe(0);
  });

  it('refuses a share that is none', () => {
    for (const rising of [-0.1, 1.1, Number.NaN])
      expect(() => risingBlocking(1, 1, rising, 1)).toThrow('rising');
  });
});
