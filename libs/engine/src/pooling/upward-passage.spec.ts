import * as fc from 'fast-check';
import { divide, type Complex } from './complex.js';
import { upwardPassages } from './upward-passage.js';

/** The same, level by level: over a level the flight goes up, or down first and up twice (or the time is over). */
function levelByLevel(
  inFlight: number,
  lowest: number,
  start: Complex,
  s: Complex,
  count: number,
): Complex[] {
  const held = [start];
  for (let level = lowest; held.length < count; level += 1) {
    const { re, im } = held.at(-1) ?? start;
    const away = { re: s.re + level * re, im: s.im + level * im };
    held.push(divide(away, { re: inFlight + away.re, im: away.im }));
  }
  return held;
}

const logarithmic = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

describe('first passages upwards, as a quotient that is divided where it is told', () => {
  it('are those of one level after the other, from timeouts shorter than an arrival to none', () => {
    const flight = fc.record({
      inFlight: logarithmic(0.01, 2e6),
      timeout: logarithmic(1e-8, 1e6),
      stride: fc.integer({ min: 1, max: 400 }),
      angle: fc.double({ min: 0, max: 1.5, noNaN: true }),
    });
    fc.assert(
      fc.property(flight, ({ inFlight, timeout, stride, angle }) => {
        const s = { re: (8 * Math.cos(angle)) / timeout, im: (8 * Math.sin(angle)) / timeout };
        const lowest = Math.max(0, Math.floor(inFlight - 8 * Math.sqrt(inFlight)));
        const start = lowest === 0 ? divide(s, { re: s.re + inFlight, im: s.im }) : { re: 0.1, im: 0.02 };
        const count = 4;
        const expected = levelByLevel(inFlight, lowest, start, s, stride * (count - 1) + 1);
        const told: number[] = [];
        upwardPassages(inFlight, lowest, start, s, stride, count, (cell, re, im) => {
          told.push(cell);
          const { re: wantedRe, im: wantedIm } = expected[cell * stride] ?? start;
          const size = Math.max(1, Math.hypot(wantedRe, wantedIm));
          expect(Math.hypot(re - wantedRe, im - wantedIm)).toBeLessThan(1e-9 * size);
        });
        expect(told).toEqual([0, 1, 2, 3]);
      }),
    );
  });
});
