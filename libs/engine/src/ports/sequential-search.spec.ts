import * as fc from 'fast-check';
import { randomProbeLoss, randomProbes, sequentialProbes } from './index.js';

/** Oracle: RFC 6056, 3.3.1, played on every one of N^n equally likely fillings of a small pool. */
function probesByEnumeration(portsInUse: number, ports: number): number {
  const place = (used: boolean[], start: number): number => {
    let probes = 1;
    while (used[(start + probes - 1) % ports] === true) probes += 1;
    return probes;
  };
  const average = (used: boolean[], left: number): number => {
    let sum = 0;
    for (let start = 0; start < ports; start += 1) {
      const probes = place(used, start);
      if (left === 0) {
        sum += probes;
        continue;
      }
      const next = [...used];
      next[(start + probes - 1) % ports] = true;
      sum += average(next, left - 1);
    }
    return sum / ports;
  };
  return average(
    Array.from({ length: ports }, () => false),
    portsInUse,
  );
}

describe('the sequential search of RFC 6056', () => {
  it.each([
    [0, 3],
    [1, 3],
    [2, 3],
    [3, 5],
    [4, 5],
    [4, 6],
  ])(
    'with %d of %d ports in use looks at as many as all fillings together on average',
    (portsInUse, ports) => {
      expect(sequentialProbes(portsInUse, ports)).toBeCloseTo(probesByEnumeration(portsInUse, ports), 12);
    },
  );

  it('looks at about ½ (1 + 1 / (1 − fill)²) ports in a large pool: Knuth, TAOCP 3, 6.4, table 4', () => {
    expect(sequentialProbes(500_000, 1_000_000)).toBeCloseTo(2.5, 3);
    expect(sequentialProbes(900_000, 1_000_000) / 50.5).toBeCloseTo(1, 2);
  });

  it('looks at 19.7 ports near full where a random order would look at ten', () => {
    expect(sequentialProbes(90, 100)).toBeCloseTo(19.7, 2);
    expect(randomProbes(90, 100, 10_000)).toBeCloseTo(10, 9);
  });

  it('looks at all of a full pool, and in the last free port’s pool at half of it on average', () => {
    expect(sequentialProbes(100, 100)).toBe(100);
    expect(sequentialProbes(99, 100)).toBeCloseTo(50.5, 9);
  });

  it('never looks at fewer when more are in use, nor at more than there are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (ports, share) => {
          const inUse = Math.floor(share * (ports - 1));
          const probes = sequentialProbes(inUse, ports);
          expect(probes).toBeGreaterThanOrEqual(1);
          expect(probes).toBeLessThanOrEqual(ports);
          expect(sequentialProbes(inUse + 1, ports)).toBeGreaterThanOrEqual(probes * (1 - 1e-12));
        },
      ),
    );
  });
});

describe('the random search of RFC 6056', () => {
  it('loses fill ^ attempts, and looks at 1 / (1 − fill) ports where attempts do not run out', () => {
    expect(randomProbeLoss(50, 100, 10)).toBeCloseTo(2 ** -10, 15);
    expect(randomProbes(50, 100, 1000)).toBeCloseTo(2, 12);
    expect(randomProbes(100, 100, 7)).toBe(7);
    expect(randomProbes(0, 100, 7)).toBe(1);
  });

  it('is refused outside its domain', () => {
    expect(() => randomProbes(11, 10, 5)).toThrow('portsInUse is 11');
    expect(() => randomProbeLoss(5, 10, 0)).toThrow('attempts is 0');
    expect(() => sequentialProbes(1.5, 10)).toThrow('portsInUse is 1.5');
  });
});
