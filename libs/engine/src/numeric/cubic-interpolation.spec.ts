import * as fc from 'fast-check';
import { interpolateCubic } from './index.js';

const NODES = [0, 0.5, 0.8, 1.5, 2, 4];

describe('reading between the rows of a table', () => {
  it('gives the rows themselves', () => {
    const values = [3, -1, 4, 1, 5, 9];
    NODES.forEach((node, index) => {
      expect(interpolateCubic(NODES, values, node).value).toBeCloseTo(values[index] ?? Number.NaN, 12);
    });
  });

  it('is exact for a straight line, its slope included', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4, noNaN: true }), (at) => {
        const { value, slope } = interpolateCubic(
          NODES,
          NODES.map((node) => 2 - 3 * node),
          at,
        );
        expect(value).toBeCloseTo(2 - 3 * at, 12);
        expect(slope).toBeCloseTo(-3, 12);
      }),
    );
  });

  it('is exact for a parabola between inner rows', () => {
    const squares = NODES.map((node) => node ** 2);
    const { value, slope } = interpolateCubic(NODES, squares, 1.1);
    expect(value).toBeCloseTo(1.21, 12);
    expect(slope).toBeCloseTo(2.2, 12);
  });

  it('comes within a thousandth of a sine read at every tenth', () => {
    const nodes = Array.from({ length: 41 }, (_, index) => index / 10);
    const { value, slope } = interpolateCubic(
      nodes,
      nodes.map((node) => Math.sin(node)),
      1.234,
    );
    expect(Math.abs(value - Math.sin(1.234))).toBeLessThan(1e-4);
    expect(Math.abs(slope - Math.cos(1.234))).toBeLessThan(1e-3);
  });

  it('has the slope that its values show', () => {
    const values = [3, -1, 4, 1, 5, 9];
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 3.9999, noNaN: true }), (at) => {
        const [before, after] = [at - 1e-6, at + 1e-6].map(
          (each) => interpolateCubic(NODES, values, each).value,
        );
        const measured = ((after ?? 0) - (before ?? 0)) / 2e-6;
        expect(Math.abs(interpolateCubic(NODES, values, at).slope - measured)).toBeLessThan(1e-3);
      }),
    );
  });
});
