import * as fc from 'fast-check';
import { excursionOutcomes, timedOutcomes, type Outcomes } from './excursion-outcomes.js';
import { wholeLevelGrid, type LevelGrid } from './level-grid.js';

const wholeLevels = (inFlight: number, idleTimeout: number): LevelGrid =>
  wholeLevelGrid(inFlight, inFlight * idleTimeout, Infinity, 1);

/** Shares of requests, and connections kept, over all levels: what pools are made of. */
function totals(
  inFlight: number,
  { justBelow }: LevelGrid,
  { sunk, forgotten, kept }: Outcomes,
): readonly number[] {
  return [sunk, forgotten, kept].map((each) =>
    each.reduce((sum, value, cell) => sum + (justBelow[cell] ?? 0) * Math.max(0, value), 0),
  );
}

const flights = fc.record({
  inFlight: fc.double({ min: Math.log(0.01), max: Math.log(200), noNaN: true }).map(Math.exp),
  idleTimeout: fc.double({ min: Math.log(0.2), max: Math.log(5000), noNaN: true }).map(Math.exp),
  maxIdle: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.constant(Infinity)),
});

describe('How excursions below a level end', () => {
  it('in closed form, followed one by one, or without a floor, is what inverting the transforms of all says', () => {
    fc.assert(
      fc.property(flights, ({ inFlight, idleTimeout, maxIdle }) => {
        const grid = wholeLevels(inFlight, idleTimeout);
        const fast = totals(inFlight, grid, excursionOutcomes(inFlight, grid, idleTimeout, maxIdle + 1));
        const direct = totals(inFlight, grid, timedOutcomes(inFlight, grid, idleTimeout, maxIdle + 1));
        // Shares to the digits of the inversion; times relative to what they are.
        expect(Math.abs((fast[0] ?? 0) - (direct[0] ?? 0))).toBeLessThan(1e-7);
        expect(Math.abs((fast[1] ?? 0) - (direct[1] ?? 0))).toBeLessThan(1e-7);
        expect(Math.abs((fast[2] ?? 0) - (direct[2] ?? 0))).toBeLessThan(1e-6 * (direct[2] ?? 0) + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [500, 40, 8],
    [500, 2, 8],
    [900, 0.05, 3],
    [900, 0.3, 30],
    [1600, 60, Infinity],
    [1600, 3, Infinity],
  ])(
    'of %d in flight, a timeout of %d and %d idle kept, is at every few levels what it is at every one, to 1e-4',
    (inFlight, idleTimeout, maxIdle) => {
      const few = wholeLevelGrid(
        inFlight,
        inFlight * idleTimeout,
        Infinity,
        Math.floor(Math.sqrt(inFlight) / 4),
      );
      const every = wholeLevels(inFlight, idleTimeout);
      const depth = maxIdle + 1;
      const coarse = totals(inFlight, few, excursionOutcomes(inFlight, few, idleTimeout, depth));
      const exact = totals(inFlight, every, timedOutcomes(inFlight, every, idleTimeout, depth));
      coarse.forEach((total, index) => {
        expect(Math.abs(total * few.stride - (exact[index] ?? 0))).toBeLessThan(
          1e-4 * Math.max(1e-3, exact[index] ?? 0),
        );
      });
    },
  );
});
