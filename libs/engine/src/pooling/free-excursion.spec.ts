import * as fc from 'fast-check';
import { FreeExcursion } from './free-excursion.js';

/** The same by first steps: from each level the flight goes up, or down first and back. */
function byFirstSteps(inFlight: number, floor: number, depth: number): { sunk: number; kept: number } {
  let [sunk, kept] = [1, 0];
  for (let step = 1; step < depth; step += 1) {
    const level = floor + step;
    const share = level / (level * sunk + inFlight);
    sunk *= share;
    kept = kept * share + (1 - sunk) / inFlight;
  }
  return { sunk, kept };
}

const logarithmic = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

describe('an excursion that nothing but the flight itself ends', () => {
  it('sinks and lasts as first steps say, also where its resistance is beyond all numbers', () => {
    const excursions = fc.record({
      inFlight: logarithmic(1e-9, 1e6),
      floor: fc.oneof(fc.integer({ min: 0, max: 20 }), logarithmic(1, 1e6)),
      depth: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(excursions, ({ inFlight, floor, depth }) => {
        const excursion = new FreeExcursion(inFlight, depth);
        excursion.followFrom(floor);
        const { sunk, kept } = excursion;
        const expected = byFirstSteps(inFlight, floor, depth);
        expect(Math.abs(sunk - expected.sunk)).toBeLessThanOrEqual(1e-11 * expected.sunk + 1e-300);
        // Its own `1 − sunk` has lost digits where nearly all sink.
        const known = 1e-11 * expected.kept + (1e-15 * depth) / inFlight;
        expect(Math.abs(kept - expected.kept)).toBeLessThanOrEqual(known);
      }),
    );
  });

  it.each([
    ['from below the mean up to it', 400, 380, 21, true],
    ['from far above the mean down to it', 400, 500, 21, true],
    ['across the mean, where it may go on for long', 400, 300, 200, false],
  ])('is over within ten response times on average: %s', (_, inFlight, floor, depth, soon) => {
    const excursion = new FreeExcursion(inFlight, depth);
    excursion.followFrom(floor);
    expect(excursion.isSoonOver(10)).toBe(soon);
  });
});
