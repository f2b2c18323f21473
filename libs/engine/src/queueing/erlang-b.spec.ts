import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { admissibleLoad } from './admissible-load.js';
import { erlangB, erlangBLoadDerivative, logErlangB } from './erlang-b.js';
import { requiredServers } from './required-servers.js';

/** The textbook recursion `B(n) = a B(n−1) / (n + a B(n−1))`: another way to the same number. */
function byRecursion(offeredLoad: number, servers: number): number {
  let blocking = 1;
  for (let n = 1; n <= servers; n += 1) blocking = (offeredLoad * blocking) / (n + offeredLoad * blocking);
  return blocking;
}

function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / expected;
}

const published = readWorkedExamples('erlangB');
const refuted = readWorkedExamples('doNotUse');

describe('Erlang B', () => {
  const blocking = published.filter(({ inputs, expected }) => 'servers' in inputs && 'blocking' in expected);
  it.each(blocking.map((example) => [example.id, example.source, example] as const))(
    'gives the published value of %s (%s)',
    (_id, _source, { inputs, expected, tolerance }) => {
      const value = erlangB(Number(inputs['offered_load']), Number(inputs['servers']));
      expect(Math.abs(value - Number(expected['blocking']))).toBeLessThanOrEqual(tolerance ?? 1e-12);
    },
  );

  const wrong = refuted.filter(
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

  it.each([
    [0.5, 3],
    [80, 100],
    [120, 100],
    [54_500, 55_000],
    [60_000, 55_000],
    [990_000, 1_000_000],
    [1_000_000, 1_000_000],
    [1_000_001.5, 1_000_000],
    [1_010_000, 1_000_000],
  ])('agrees with the recursion at %d erlangs on %d servers', (load, servers) => {
    expect(relativeError(erlangB(load, servers), byRecursion(load, servers))).toBeLessThan(1e-10);
  });

  it('goes on below what a double can hold', () => {
    expect(logErlangB(5, 2000)).toBeLessThan(-9000);
    expect(erlangB(0, 5)).toBe(0);
    expect(erlangB(5, 0)).toBe(1);
  });

  it('satisfies its recursion for servers that are not whole', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        (load, servers) => {
          const before = erlangB(load, servers);
          const after = logErlangB(load, servers) + Math.log(load) - Math.log(servers + 1 + load * before);
          expect(Math.abs(logErlangB(load, servers + 1) - after)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('rises with the load, falls with the servers, and stays a probability', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
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

  it('has the derivative that differences give', () => {
    const step = 1e-4;
    const difference = (erlangB(90 + step, 100) - erlangB(90 - step, 100)) / (2 * step);
    expect(relativeError(erlangBLoadDerivative(90, 100), difference)).toBeLessThan(1e-6);
  });

  it('refuses what is no load, and says what is', () => {
    expect(() => erlangB(-1, 10)).toThrow('offeredLoad is -1; it must be a number of at least 0');
    expect(() => erlangB(Number.NaN, 10)).toThrow('offeredLoad is NaN');
  });
});

describe('the servers that a load requires', () => {
  const sized = [...published, ...refuted].filter(
    ({ inputs, recomputed }) => 'offered_load' in inputs && 'required_servers' in recomputed,
  );
  it.each(sized.map((example) => [example.id, example.source, example] as const))(
    'are those of %s (%s), recomputed where it is wrong',
    (_id, _source, { inputs, recomputed }) => {
      const target = Number(inputs['target_blocking'] ?? inputs['target']);
      expect(requiredServers(Number(inputs['offered_load']), target)).toBe(recomputed['required_servers']);
    },
  );

  it('are the fewest that meet the target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e5, noNaN: true }),
        fc.double({ min: 1e-9, max: 0.5, noNaN: true }),
        (load, target) => {
          const servers = requiredServers(load, target);
          expect(erlangB(load, servers)).toBeLessThanOrEqual(target * (1 + 1e-12));
          expect(erlangB(load, servers - 1)).toBeGreaterThan(target * (1 - 1e-12));
        },
      ),
    );
  });
});

describe('the load that servers admit', () => {
  it('is 2,303.596 erlangs for 2,510 servers at 1e-6, where erlanglib says 2,144.77', () => {
    const example = refuted.find(({ id }) => id === 'erlb-16');
    expect(admissibleLoad(2510, 1e-6)).toBeCloseTo(Number(example?.recomputed['offered_load']), 6);
  });

  it('is the inverse of Erlang B', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-9, max: 0.9, noNaN: true }),
        (servers, target) => {
          expect(relativeError(erlangB(admissibleLoad(servers, target), servers), target)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});
