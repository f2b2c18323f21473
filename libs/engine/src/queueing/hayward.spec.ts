import * as fc from 'fast-check';
import {
  admissibleLoad,
  erlangB,
  haywardAdmissibleLoad,
  haywardBlocking,
  haywardRequiredServers,
  requiredServers,
} from './index.js';

const load = fc.double({ min: 0.1, max: 1e5, noNaN: true });
const target = fc.double({ min: 1e-9, max: 0.5, noNaN: true });
const peakedness = fc.double({ min: 0.2, max: 20, noNaN: true });

describe('Hayward’s approximation', () => {
  it('is Erlang B exactly at a peakedness of 1', () => {
    expect(haywardBlocking(54_500, 55_000, 1)).toBe(erlangB(54_500, 55_000));
    expect(haywardAdmissibleLoad(55_000, 1e-6, 1)).toBe(admissibleLoad(55_000, 1e-6));
    expect(haywardRequiredServers(10, 0.01, 1)).toBe(requiredServers(10, 0.01));
  });

  it('scales loads and servers by the peakedness', () => {
    expect(haywardBlocking(40, 60, 2)).toBe(erlangB(20, 30));
    expect(haywardAdmissibleLoad(60, 0.01, 2)).toBeCloseTo(2 * admissibleLoad(30, 0.01), 10);
  });

  it('loses more the burstier arrivals are, while there is room for the load', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e4, noNaN: true }), peakedness, (offered, burst) => {
        const servers = offered * 1.2 + 5;
        expect(haywardBlocking(offered, servers, burst * 1.5)).toBeGreaterThanOrEqual(
          haywardBlocking(offered, servers, burst),
        );
      }),
    );
  });

  it('requires the fewest servers that meet the target', () => {
    fc.assert(
      fc.property(load, target, peakedness, (offered, most, burst) => {
        const servers = haywardRequiredServers(offered, most, burst);
        expect(haywardBlocking(offered, servers, burst)).toBeLessThanOrEqual(most * (1 + 2e-12));
        if (servers > 0)
          expect(haywardBlocking(offered, servers - 1, burst)).toBeGreaterThan(most * (1 - 1e-12));
      }),
    );
  });

  it('admits the load whose blocking is the target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 1e5, noNaN: true }),
        target,
        peakedness,
        (servers, most, burst) => {
          const blocking = haywardBlocking(haywardAdmissibleLoad(servers, most, burst), servers, burst);
          expect(Math.abs(blocking / most - 1)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  it('refuses a peakedness of 0', () => {
    expect(() => haywardBlocking(1, 1, 0)).toThrow('peakedness is 0; it must be a number above 0');
  });
});
