import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { admissibleLoad, erlangB, requiredServers } from './index.js';

describe('the load that servers admit', () => {
  it('is 2,303.596 erlangs for 2,510 servers at 1e-6, where erlanglib says 2,144.77 (erlb-16)', () => {
    const example = readWorkedExamples('doNotUse').find(({ id }) => id === 'erlb-16');
    const load = admissibleLoad(2510, 1e-6);
    expect(load).toBeCloseTo(Number(example?.recomputed['offered_load']), 8);
    expect(Math.abs(load - Number(example?.expected['offered_load']))).toBeGreaterThan(100);
  });

  it('is b / (1 − b) for one server', () => {
    expect(admissibleLoad(1, 0.2)).toBeCloseTo(0.25, 12);
    expect(admissibleLoad(1, 1e-300) / 1e-300).toBeCloseTo(1, 10);
  });

  it('is nothing for no servers', () => {
    expect(admissibleLoad(0, 0.5)).toBe(0);
    expect(admissibleLoad(0.01, 1e-300)).toBe(0);
  });

  it('is the inverse of Erlang B, and keeps the target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-30, max: 0.9, noNaN: true }),
        (servers, target) => {
          const blocking = erlangB(admissibleLoad(servers, target), servers);
          expect(Math.abs(blocking / target - 1)).toBeLessThan(1e-11);
          expect(blocking).toBeLessThanOrEqual(target * (1 + 5e-12));
        },
      ),
    );
  });

  it('rises with the servers and with the target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-12, max: 0.45, noNaN: true }),
        (servers, target) => {
          const load = admissibleLoad(servers, target);
          expect(admissibleLoad(servers + 1, target)).toBeGreaterThan(load);
          expect(admissibleLoad(servers, target * 2)).toBeGreaterThanOrEqual(load);
        },
      ),
    );
  });

  it('requires no more servers than admit it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 1e-9, max: 0.5, noNaN: true }),
        (servers, target) => {
          expect(requiredServers(admissibleLoad(servers, target), target)).toBe(servers);
        },
      ),
    );
  });
});
