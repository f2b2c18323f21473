import * as fc from 'fast-check';
import { add, divide, scale, type Complex } from './complex.js';
import { EXPONENTIAL_POLES } from './inverse-laplace.js';
import { TimedExcursion } from './timed-excursion.js';

/** The same by first steps, with a division at each level. */
function byFirstSteps(
  inFlight: number,
  floor: number,
  depth: number,
  s: Complex,
): { sunk: Complex; away: Complex } {
  let returns: Complex = { re: 0, im: 0 };
  let sunk: Complex = { re: 1, im: 0 };
  let away: Complex = { re: 0, im: 0 };
  for (let step = 1; step < depth; step += 1) {
    const level = floor + step;
    const out = add({ re: inFlight + level, im: 0 }, add(s, scale(-level, returns)));
    returns = divide({ re: inFlight, im: 0 }, out);
    sunk = divide(scale(level, sunk), out);
    away = divide(add(s, scale(level, away)), out);
  }
  return { sunk, away };
}

const logarithmic = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

describe('an excursion against the idle timeout', () => {
  it('ends as first steps say, from timeouts shorter than an arrival to none', () => {
    const excursions = fc.record({
      inFlight: logarithmic(1e-9, 1e6),
      floor: fc.oneof(fc.integer({ min: 0, max: 20 }), logarithmic(1, 1e6)),
      depth: fc.integer({ min: 1, max: 128 }),
      requestsPerTimeout: logarithmic(1e-7, 1e6),
      pole: fc.constantFrom(...EXPONENTIAL_POLES.map(({ pole }) => pole)),
    });
    fc.assert(
      fc.property(excursions, ({ inFlight, floor, depth, requestsPerTimeout, pole }) => {
        const s = scale(inFlight / requestsPerTimeout, pole);
        const excursion = new TimedExcursion(inFlight, depth);
        excursion.followFrom(floor, s);
        const { sunkRe, sunkIm, awayRe, awayIm } = excursion;
        const expected = byFirstSteps(inFlight, floor, depth, s);
        const size = Math.max(1, Math.hypot(expected.away.re, expected.away.im));
        expect(Math.hypot(sunkRe - expected.sunk.re, sunkIm - expected.sunk.im)).toBeLessThan(1e-9 * size);
        expect(Math.hypot(awayRe - expected.away.re, awayIm - expected.away.im)).toBeLessThan(1e-9 * size);
      }),
      { numRuns: 500 },
    );
  });
});
