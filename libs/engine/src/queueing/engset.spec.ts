import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { engsetBlocking, engsetBlockingOfOfferedLoad, erlangB } from './index.js';

/** The textbook recursion over the servers, with the new connection's own source left out. */
function byRecursion(idleSourceLoad: number, sources: number, servers: number): number {
  let blocking = 1;
  for (let k = 1; k <= servers; k += 1) {
    const offered = Math.max(0, sources - k) * idleSourceLoad * blocking;
    blocking = offered / (k + offered);
  }
  return blocking;
}

describe('Engset', () => {
  const published = readWorkedExamples('engset');
  it.each(published.map((example) => [example.id, example.source, example] as const))(
    'gives the published value of %s (%s)',
    (_id, _source, { inputs, expected, recomputed, tolerance }) => {
      const value = engsetBlockingOfOfferedLoad(
        Number(inputs['total_offered_traffic']),
        Number(inputs['sources']),
        Number(inputs['servers']),
      );
      expect(Math.abs(value - Number(expected['blocking']))).toBeLessThanOrEqual(tolerance ?? 1e-12);
      expect(value).toBeCloseTo(Number(recomputed['blocking']), 12);
    },
  );

  it('agrees with the recursion', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 0, max: 5000 }),
        (idle, sources, servers) => {
          const expected = byRecursion(idle, sources, servers);
          const value = engsetBlocking(idle, sources, servers);
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * expected + 1e-300);
        },
      ),
    );
  });

  it('loses nothing with no more sources than servers', () => {
    expect(engsetBlocking(50, 10, 10)).toBe(0);
    expect(engsetBlockingOfOfferedLoad(8, 10, 12)).toBe(0);
    expect(engsetBlocking(50, 10, 0)).toBe(1);
    expect(engsetBlockingOfOfferedLoad(8, 10, 0)).toBe(1);
    expect(engsetBlockingOfOfferedLoad(0, 10, 5)).toBe(0);
  });

  it('tends to Erlang B for many sources', () => {
    const sources = 1e8;
    expect(engsetBlocking(90 / sources, sources, 100) / erlangB(90, 100)).toBeCloseTo(1, 4);
    expect(engsetBlockingOfOfferedLoad(90, sources, 100) / erlangB(90, 100)).toBeCloseTo(1, 4);
  });

  it('loses less than Erlang B of the same load: few sources are smoother than many', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 200, noNaN: true }),
        fc.integer({ min: 2, max: 500 }),
        fc.integer({ min: 1, max: 200 }),
        (load, sources, servers) => {
          const value = engsetBlockingOfOfferedLoad(load, sources, servers);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(erlangB(load, servers) * (1 + 1e-9));
        },
      ),
    );
  });

  it('rises with the load and falls with the servers', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        fc.integer({ min: 2, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        (idle, sources, servers) => {
          const value = engsetBlocking(idle, sources, servers);
          expect(engsetBlocking(idle * 1.1, sources, servers)).toBeGreaterThanOrEqual(value);
          expect(engsetBlocking(idle, sources, servers + 1)).toBeLessThanOrEqual(value);
        },
      ),
    );
  });

  it('is the fixed point of the load per source', () => {
    const blocking = engsetBlockingOfOfferedLoad(20, 40, 5);
    const perSource = 20 / 40;
    expect(engsetBlocking(perSource / (1 - perSource * (1 - blocking)), 40, 5)).toBeCloseTo(blocking, 12);
  });
});
