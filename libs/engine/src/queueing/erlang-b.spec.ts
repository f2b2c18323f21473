import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { admissibleLoad, erlangB, erlangBLoadDerivative, logErlangB } from './index.js';

/** The textbook recursion `B(n) = a B(n−1) / (n + a B(n−1))`: another way to the same number. */
function byRecursion(offeredLoad: number, servers: number): number {
  let blocking = 1;
  for (let n = 1; n <= servers; n += 1) blocking = (offeredLoad * blocking) / (n + offeredLoad * blocking);
  return blocking;
}

function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / expected;
}

describe('Erlang B', () => {
  const published = readWorkedExamples('erlangB').filter(
    ({ inputs, expected }) => 'servers' in inputs && 'blocking' in expected,
  );
  it.each(published.map((example) => [example.id, example.source, example] as const))(
    'gives the published value of %s (%s)',
    (_id, _source, { inputs, expected, tolerance }) => {
      const value = erlangB(Number(inputs['offered_load']), Number(inputs['servers']));
      expect(Math.abs(value - Number(expected['blocking']))).toBeLessThanOrEqual(tolerance ?? 1e-12);
    },
  );

  const wrong = readWorkedExamples('doNotUse').filter(
    ({ inputs, recomputed }) => 'offered_load' in inputs && 'blocking' in recomputed && 'servers' in inputs,
  );
  it.each(wrong.map((example) => [example.id, example.source, example] as const))(
    'does not repeat the mistake of %s (%s)',
    (_id, _source, { inputs, expected, recomputed }) => {
      const value = erlangB(Number(inputs['offered_load']), Number(inputs['servers']));
      expect(relativeError(value, Number(recomputed['blocking']))).toBeLessThan(1e-9);
      expect(value).not.toBeCloseTo(Number(expected['blocking']), 4);
    },
  );

  // Γ(c + 1, a) with forty digits, mpmath 1.4: for servers that are not whole, where there is no recursion from 1.
  it.each([
    [0.15, 0.3, 0.5817548124534395],
    [13, 7.25, 0.5050443923732332],
    [300, 333.3, 0.0037740547694189255],
    [343.299, 333.3, 0.06154662808485411],
  ])('continues to servers that are not whole: B(%d, %d) = %d', (load, servers, expected) => {
    expect(relativeError(erlangB(load, servers), expected)).toBeLessThan(1e-12);
  });

  it.each([
    [0.5, 3],
    [6, 20],
    [7, 20],
    [43, 20],
    [45, 20],
    [80, 100],
    [120, 100],
    [54_500, 55_000],
    [60_000, 55_000],
    [990_000, 1_000_000],
    [1_000_000, 1_000_000],
    [1_000_001.5, 1_000_000],
    [1_010_000, 1_000_000],
    [2_500_000, 1_000_000],
  ])('agrees with the recursion at %d erlangs on %d servers', (load, servers) => {
    expect(relativeError(erlangB(load, servers), byRecursion(load, servers))).toBeLessThan(1e-11);
  });

  it('allows 98.4 % utilization of 55,000 ports at 1e-6, and 99.5 % at 1e-3', () => {
    expect(admissibleLoad(55_000, 1e-6) / 55_000).toBeCloseTo(0.984, 3);
    expect(admissibleLoad(55_000, 1e-3) / 55_000).toBeCloseTo(0.995, 3);
  });

  it('loses 1.8e-4 on each of 8 × 55,000 ports at 436,000 erlangs, and 6.8e-12 when they are one pool', () => {
    expect(erlangB(436_000 / 8, 55_000)).toBeCloseTo(1.757e-4, 6);
    expect(erlangB(436_000, 440_000) / 6.8e-12).toBeCloseTo(1, 1);
  });

  it('goes on below what a double can hold', () => {
    expect(logErlangB(5, 2000)).toBeLessThan(-9000);
    expect(erlangB(5, 2000)).toBe(0);
  });

  it('loses nothing without load, and everything without servers', () => {
    expect(erlangB(0, 5)).toBe(0);
    expect(erlangB(5, 0)).toBe(1);
    expect(erlangB(0, 0)).toBe(1);
    expect(erlangB(1e-300, 1e-300)).toBeCloseTo(1, 12);
  });

  it('satisfies its recursion for servers that are not whole', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        (load, servers) => {
          const before = erlangB(load, servers);
          const after = logErlangB(load, servers) + Math.log(load) - Math.log(servers + 1 + load * before);
          expect(Math.abs(logErlangB(load, servers + 1) - after)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  it('rises with the load, falls with the servers, and stays a probability', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (load, servers) => {
          const value = erlangB(load, servers);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          expect(erlangB(load * 1.01 + 0.01, servers)).toBeGreaterThanOrEqual(value);
          expect(erlangB(load, servers + 1)).toBeLessThanOrEqual(value);
        },
      ),
    );
  });

  it('loses no less than what cannot fit, and no more than the load per server', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (load, servers) => {
          const value = erlangB(load, servers);
          expect(value).toBeGreaterThanOrEqual((1 - servers / load) * (1 - 1e-12));
          expect(value).toBeLessThanOrEqual((load / servers) * (1 + 1e-12));
        },
      ),
    );
  });

  it('refuses what is no load, and says what is', () => {
    expect(() => erlangB(-1, 10)).toThrow('offeredLoad is -1; it must be a number of at least 0');
    expect(() => erlangB(Number.NaN, 10)).toThrow('offeredLoad is NaN');
    expect(() => erlangB(1, Infinity)).toThrow('servers is Infinity');
  });
});

describe('the slope of Erlang B', () => {
  it('is what differences give', () => {
    const step = 1e-4;
    const difference = (erlangB(90 + step, 100) - erlangB(90 - step, 100)) / (2 * step);
    expect(relativeError(erlangBLoadDerivative(90, 100), difference)).toBeLessThan(1e-6);
  });

  it('is 1 for one idle server, as a / (1 + a), and 0 for more', () => {
    expect(erlangBLoadDerivative(0, 1)).toBe(1);
    expect(erlangBLoadDerivative(0, 2)).toBe(0);
    expect(erlangBLoadDerivative(3, 1)).toBeCloseTo(1 / 16, 12);
  });
});
