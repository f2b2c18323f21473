import * as fc from 'fast-check';
import { allInUse } from './finite-range.js';
import { runChances, type RunChance } from './search-worth.js';

/** Ports that are in use independently of each other, each with the same chance. */
function independent(fill: number, lengths: readonly number[]): readonly RunChance[] {
  return lengths.map((length) => ({ length, chance: fill ** length, slope: length / fill }));
}

/** Two windows of such ports in a ring, over all places of the second beside the first. */
function bothInUse(fill: number, first: number, second: number, ports: number): number {
  let sum = 0;
  for (let start = 0; start < ports; start += 1) {
    const union = new Set<number>();
    for (let port = 0; port < first; port += 1) union.add(port);
    for (let port = 0; port < second; port += 1) union.add((start + port) % ports);
    sum += fill ** union.size;
  }
  return sum / ports;
}

/** Three windows of such ports, over all places of the later two beside the first. */
function allThreeInUse(fill: number, lengths: readonly number[], ports: number): number {
  const [first = 0, second = 0, third = 0] = lengths;
  const inUse = (port: number, start: number, length: number): boolean =>
    (port - start + ports) % ports < length;
  let sum = 0;
  for (let a = 0; a < ports; a += 1) {
    for (let b = 0; b < ports; b += 1) {
      let union = 0;
      for (let port = 0; port < ports; port += 1)
        if (port < first || inUse(port, a, second) || inUse(port, b, third)) union += 1;
      sum += fill ** union;
    }
  }
  return sum / ports ** 2;
}

describe('runs that one search looks at in a finite range', () => {
  it.each([
    [0.9, 128, 64, 4096],
    [0.8, 32, 16, 500],
    [0.95, 64, 32, 400],
  ])(
    'are both in use as often as all places of the second beside the first say: fill %d, %d and %d of %d ports',
    (fill, first, second, ports) => {
      const exact = bothInUse(fill, first, second, ports);
      expect(allInUse(independent(fill, [first, second]), fill, ports) / exact).toBeCloseTo(1, 1);
      // Far more often than in an endless range.
      expect(exact).toBeGreaterThan(1.5 * fill ** (first + second));
    },
  );

  it.each([
    [0.95, [64, 32, 16], 200],
    [0.9, [32, 16, 8], 200],
    [0.8, [16, 8, 4], 100],
  ])(
    'are all in use as often as all places of three of them say, a sixth more at most: fill %d, %j of %d ports',
    (fill, lengths, ports) => {
      const ratio = allInUse(independent(fill, lengths), fill, ports) / allThreeInUse(fill, lengths, ports);
      expect(ratio).toBeGreaterThan(0.95);
      expect(ratio).toBeLessThan(7 / 6);
    },
  );

  it.each([
    // Played with 200 million to 400 million arrivals of one fixed hold; 99 % intervals of 2 % to 8 %.
    [300, 250, 6.58e-4],
    [500, 420, 2.87e-4],
    [1000, 800, 5.12e-6],
    [1000, 850, 1.273e-4],
    [2000, 1700, 4.91e-5],
  ])(
    'are all in use as often as long plays found, within an eighth: %d ports, %d in use',
    (ports, inUse, lost) => {
      const runs = runChances([128, 64, 32, 16, 8], inUse / ports);
      expect(Math.abs(allInUse(runs, inUse / ports, ports) / lost - 1)).toBeLessThan(1 / 8);
    },
  );

  it('are in use independently in an endless one', () => {
    const runs = runChances([128, 64, 32, 16, 8], 0.9);
    const product = runs.reduce((all, { chance }) => all * chance, 1);
    expect(allInUse(runs, 0.9, 1e12) / product).toBeCloseTo(1, 6);
  });

  it('do not make a search of one run depend on the range', () => {
    const runs = runChances([128], 0.9);
    expect(allInUse(runs, 0.9, 300)).toBe(allInUse(runs, 0.9, 60_000));
  });

  it('all share one stretch the sooner, the fewer ports there are, as long as little is lost', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.88, noNaN: true }),
        fc.integer({ min: 300, max: 60_000 }),
        fc.integer({ min: 300, max: 60_000 }),
        (fill, a, b) => {
          const runs = runChances([128, 64, 32, 16, 8], fill);
          const [fewer, more] = [Math.min(a, b), Math.max(a, b)].map((ports) => allInUse(runs, fill, ports));
          expect(fewer).toBeGreaterThanOrEqual((more ?? 1) * (1 - 1e-9));
        },
      ),
    );
  });
});
