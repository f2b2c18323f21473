import {
  admissibleLoad,
  engsetBlocking,
  erlangB,
  haywardBlocking,
  hottestShareOfHash,
  infiniteServerLoad,
  overflowMoments,
  requiredServers,
  waitingProbability,
  zipfShares,
} from './index.js';

/** Oracle: the Erlang B tables of ITU-T, Teletraffic Engineering Handbook (2005), and of Angus, An Introduction to Erlang B and Erlang C, 2001. */
describe('the load that a group of servers carries', () => {
  it.each([
    [1, 0.01, 0.0101],
    [2, 0.01, 0.153],
    [5, 0.01, 1.36],
    [10, 0.01, 4.46],
    [20, 0.01, 12.03],
    [30, 0.01, 20.34],
    [50, 0.01, 37.9],
    [100, 0.01, 84.06],
    [200, 0.01, 179.74],
    [10, 0.001, 3.09],
    [20, 0.001, 9.41],
    [50, 0.001, 32.5],
    [100, 0.001, 75.2],
    [20, 0.02, 13.18],
    [100, 0.02, 87.97],
    [20, 0.05, 15.25],
    [10, 0.1, 7.511],
  ])('%d servers at a loss of %d: %d erlangs', (servers, loss, load) => {
    expect(Math.abs(admissibleLoad(servers, loss) - load)).toBeLessThan(load < 1 ? 6e-4 : 0.051);
    expect(Math.abs(admissibleLoad(servers, loss) / load - 1)).toBeLessThan(0.005);
  });

  it('holds for a million servers and a loss of 1e-9', () => {
    const load = admissibleLoad(1_000_000, 1e-9);
    expect(erlangB(load, 1_000_000) / 1e-9).toBeCloseTo(1, 9);
    expect(requiredServers(load, 1e-9)).toBe(1_000_000);
    expect(requiredServers(1000, 1e-9)).toBe(1186);
    expect(erlangB(1000, 1186)).toBeLessThanOrEqual(1e-9);
    expect(erlangB(1000, 1185)).toBeGreaterThan(1e-9);
  });
});

/** Oracle: Gross, Harris, Fundamentals of Queueing Theory, 2.3: `1 − Σ` worked by hand. */
describe('the share that waits', () => {
  it.each([
    [1.5, 2, 9 / 14],
    [4, 5, 0.5541],
    [8, 10, 0.4092],
    [10, 12, 0.4494],
    [90, 100, 0.2169],
  ])('%d erlangs on %d servers: %d', (load, servers, share) => {
    expect(waitingProbability(load, servers)).toBeCloseTo(share, 4);
  });
});

/** Oracle: by hand, `C(n − 1, s) a^s / Σ C(n − 1, k) a^k`. */
describe('few sources', () => {
  it('three of half an erlang each when idle lose a ninth on two servers; four of one lose three sevenths', () => {
    expect(engsetBlocking(0.5, 3, 2)).toBeCloseTo(1 / 9, 14);
    expect(engsetBlocking(1, 4, 2)).toBeCloseTo(3 / 7, 14);
  });
});

/** Oracle: Wilkinson, Theories for Toll Traffic Engineering in the U.S.A., BSTJ 35(2), 1956. */
describe('bursts', () => {
  it('overflow of ten erlangs on ten servers: a mean of 2.146 and a variance of 4.36', () => {
    const { mean, variance } = overflowMoments(10, 10);
    expect(mean).toBeCloseTo(2.146, 3);
    expect(variance).toBeCloseTo(4.362, 3);
  });

  it('Hayward: 20 erlangs of a peakedness of 2 on 30 servers lose what 10 erlangs lose on 15: 3.65 %', () => {
    expect(haywardBlocking(20, 30, 2)).toBeCloseTo(0.0365, 4);
  });
});

/** Oracle: Zipf’s law by harmonic numbers; balls in bins by counting. */
describe('the largest share', () => {
  it('of ten keys is 1 / H(10) = 34.14 %, of a hundred 19.28 %', () => {
    expect(zipfShares(10, 1)[0]).toBeCloseTo(0.3414, 4);
    expect(zipfShares(100, 1)[0]).toBeCloseTo(0.1928, 4);
  });

  it('of a million keys hashed on ten bins is about a tenth and a little: m/n + √(2 (m/n) ln n) at most', () => {
    const share = hottestShareOfHash(1_000_000, 10);
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan((100_000 + 2 * Math.sqrt(2 * 100_000 * Math.log(10))) / 1_000_000);
  });
});

/** Oracle: Eick, Massey, Whitt, The Physics of the M(t)/G/∞ Queue, 1993: `a (1 − e^(−t/h))` after a step, λ t while holds are fixed. */
describe('a sudden step', () => {
  it('fills by 1 − e^(−t/h) with exponential holds, and in a straight line with fixed ones', () => {
    const rates = Float64Array.from({ length: 121 }, (_, second) => (second === 0 ? 0 : 10));
    const hold = { openSeconds: 60, quarantineSeconds: 0 };
    const exponential = infiniteServerLoad(rates, 1, { ...hold, openDistribution: 'exponential' });
    const fixed = infiniteServerLoad(rates, 1, { ...hold, openDistribution: 'fixed' });
    // The rate rises within the first second, half a second late on average.
    for (const second of [20, 60, 120]) {
      expect(exponential[second]).toBeCloseTo(600 * (1 - Math.exp(-(second - 0.5) / 60)), 1);
      expect(fixed[second]).toBeCloseTo(Math.min(600, 10 * (second - 0.5)), 6);
    }
  });
});
