import * as fc from 'fast-check';
import { runChances } from './search-worth.js';

const NETFILTER = [128, 64, 32, 16, 8];

function chanceOf(length: number, fill: number): number {
  return runChances([length], fill)[0]?.chance ?? Number.NaN;
}

function worthOf(length: number, fill: number): number {
  return Math.log(chanceOf(length, fill)) / Math.log(fill);
}

/** Ports are held for one fixed time and freed in the order in which they were taken; the ring is scanned whole each time. */
function playedChance(length: number, fill: number, ports: number, turnovers: number): number {
  const used = new Uint8Array(ports);
  const held: number[] = [];
  let state = 12345;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const take = (): number => {
    for (;;) {
      const start = Math.floor(uniform() * ports);
      for (let probe = 0; probe < length; probe += 1) {
        const port = (start + probe) % ports;
        if (used[port] === 0) {
          used[port] = 1;
          return port;
        }
      }
    }
  };
  while (held.length < Math.round(fill * ports)) held.push(take());
  let sum = 0;
  for (let turnover = 0; turnover < turnovers; turnover += 1) {
    for (let oldest = 0; oldest < held.length; oldest += 1) {
      used[held[oldest] ?? 0] = 0;
      held[oldest] = take();
    }
    if (turnover < turnovers / 3) continue;
    let inRow = 0;
    for (let step = 0; step < ports + length - 1; step += 1) {
      inRow = used[step % ports] === 1 ? inRow + 1 : 0;
      if (step >= length - 1 && inRow >= length) sum += 1;
    }
  }
  return sum / ports / (turnovers - Math.ceil(turnovers / 3));
}

describe('what looking at consecutive ports is worth', () => {
  it('is one try for one port', () => {
    for (const fill of [0.05, 0.3, 0.9, 0.9999]) expect(chanceOf(1, fill)).toBeCloseTo(fill, 12);
  });

  it('is as many tries as ports in an empty range, and in a full one', () => {
    expect(worthOf(8, 1e-9)).toBeCloseTo(8, 3);
    expect(worthOf(128, 1 - 1e-9) / 128).toBeCloseTo(1, 3);
  });

  it('is 32 tries for 128 ports at a fill of 90 %: a quarter', () => {
    expect(worthOf(128, 0.9)).toBeGreaterThan(30);
    expect(worthOf(128, 0.9)).toBeLessThan(33);
    expect(runChances(NETFILTER, 0.9)[0]?.chance).toBeCloseTo(0.035, 2);
  });

  it.each([
    [8, 0.6, 90],
    [32, 0.8, 90],
    [20, 0.9, 90],
  ])('is what a ring of ports shows, to 4 %%: %d ports at a fill of %d', (length, fill, turnovers) => {
    const played = playedChance(length, fill, 4096, turnovers);
    expect(Math.abs(chanceOf(length, fill) / played - 1)).toBeLessThan(0.04);
  });

  it('rises with the fill as fast as its slope says, and falls with every port more', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 0.9995, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        (fill, length) => {
          const [run] = runChances([length], fill);
          const step = 1e-6 * (1 - fill);
          const measured =
            (Math.log(chanceOf(length, fill + step)) - Math.log(chanceOf(length, fill - step))) / (2 * step);
          expect(run?.slope).toBeGreaterThan(0);
          expect(Math.abs((run?.slope ?? 0) - measured)).toBeLessThan(0.01 * measured + 1e-3);
          expect(chanceOf(length + 1, fill)).toBeLessThanOrEqual(chanceOf(length, fill));
        },
      ),
      { numRuns: 200 },
    );
  });
});
