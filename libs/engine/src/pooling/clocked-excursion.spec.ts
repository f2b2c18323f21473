import * as fc from 'fast-check';
import { clockedExcursions } from './clocked-excursion.js';
import { Excursions } from './excursion.js';
import { levelGrid } from './level-grid.js';

describe('Excursions against a clock', () => {
  it('end as their transforms at its rate say, to ten digits', () => {
    const cases = fc.record({
      inFlight: fc.double({ min: Math.log(0.01), max: Math.log(1e5), noNaN: true }).map(Math.exp),
      rate: fc.double({ min: Math.log(1e-4), max: Math.log(100), noNaN: true }).map(Math.exp),
      maxIdle: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constant(Infinity)),
    });
    fc.assert(
      fc.property(cases, ({ inFlight, rate, maxIdle }) => {
        const grid = levelGrid(inFlight, inFlight / rate, Infinity, Math.max(1, Math.sqrt(inFlight) / 2));
        const { sunk, away } = clockedExcursions(inFlight, grid, rate, maxIdle + 1);
        const direct = new Excursions();
        direct.over(inFlight, grid, maxIdle + 1, 'whole');
        direct.followAt({ re: rate, im: 0 });
        grid.levels.forEach((_, cell) => {
          expect(Math.abs((sunk[cell] ?? 0) - (direct.sunkRe[cell] ?? 0))).toBeLessThan(1e-10);
          expect(Math.abs((away[cell] ?? 0) - (direct.awayRe[cell] ?? 0))).toBeLessThan(1e-10);
        });
      }),
      { numRuns: 300 },
    );
  });
});
