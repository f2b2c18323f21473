import * as fc from 'fast-check';
import { equivalentGroup, equivalentRandomBlocking, erlangB, overflowMoments } from './index.js';

/**
 * The moments of the overflow by the steady state of its Markov chain (servers busy, overflow connections), relaxed to
 * equilibrium: no formula of Riordan's in it.
 */
function momentsOfChain(load: number, servers: number): { readonly mean: number; readonly variance: number } {
  const most = 30;
  let state = Array.from({ length: servers + 1 }, () => Array.from({ length: most + 1 }, () => 1));
  const rate = load + servers + most;
  for (let round = 0; round < 8000; round += 1) {
    const next = state.map((row) => row.map(() => 0));
    const add = (busy: number, over: number, probability: number): void => {
      const row = next[busy];
      if (row !== undefined) row[over] = (row[over] ?? 0) + probability;
    };
    state.forEach((row, busy) => {
      row.forEach((probability, over) => {
        const arrival = (probability * load) / rate;
        if (busy < servers) add(busy + 1, over, arrival);
        else add(busy, Math.min(most, over + 1), arrival);
        add(busy - 1, over, (probability * busy) / rate);
        add(busy, over - 1, (probability * over) / rate);
        add(busy, over, probability * (1 - (load + busy + over) / rate));
      });
    });
    const total = next.flat().reduce((sum, probability) => sum + probability, 0);
    state = next.map((row) => row.map((probability) => probability / total));
  }
  let [mean, square] = [0, 0];
  state.forEach((row) => {
    row.forEach((probability, over) => {
      mean += probability * over;
      square += probability * over * over;
    });
  });
  return { mean, variance: square - mean * mean };
}

describe('the load that a group turns away', () => {
  it('has the moments of its Markov chain', () => {
    const chain = momentsOfChain(4, 3);
    const formula = overflowMoments(4, 3);
    expect(formula.mean).toBeCloseTo(chain.mean, 6);
    expect(formula.variance).toBeCloseTo(chain.variance, 5);
  });

  it('is all of it without servers, and Poisson then', () => {
    expect(overflowMoments(7, 0)).toEqual({ mean: 7, variance: 7 });
    expect(overflowMoments(0, 5)).toEqual({ mean: 0, variance: 0 });
  });

  it('is bursty: its variance exceeds its mean', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1e4, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (load, servers) => {
          const { mean, variance } = overflowMoments(load, servers);
          expect(variance).toBeGreaterThanOrEqual(mean * (1 - 1e-9));
        },
      ),
    );
  });
});

describe('the equivalent group', () => {
  it('is the group that turned the load away', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 2000, noNaN: true }),
        fc.double({ min: 0.05, max: 1.1, noNaN: true }),
        (load, share) => {
          const servers = load * share;
          const group = equivalentGroup(overflowMoments(load, servers));
          expect(group.offeredLoad / load).toBeCloseTo(1, 6);
          expect(Math.abs(group.servers - servers)).toBeLessThan(1e-5 * load);
        },
      ),
    );
  });

  it.each([
    [10, 8],
    [30, 30],
    [400, 390],
  ])('is near Rapp’s for the overflow of %d erlangs on %d servers', (load, servers) => {
    const moments = overflowMoments(load, servers);
    const peakedness = moments.variance / moments.mean;
    const rapp = moments.variance + 3 * peakedness * (peakedness - 1);
    expect(Math.abs(rapp / equivalentGroup(moments).offeredLoad - 1)).toBeLessThan(0.06);
  });

  it('has no servers for Poisson load', () => {
    const { offeredLoad, servers } = equivalentGroup({ mean: 12, variance: 12 });
    expect(offeredLoad).toBeCloseTo(12, 8);
    expect(servers).toBeCloseTo(0, 8);
  });

  it('refuses load that is smoother than random', () => {
    expect(() => equivalentGroup({ mean: 12, variance: 11 })).toThrow(
      'variance is 11; it must be at least the mean of the load',
    );
  });
});

describe('blocking of overflow', () => {
  it('is what both groups together turn away', () => {
    const moments = overflowMoments(30, 25);
    const both = (30 * erlangB(30, 40)) / moments.mean;
    expect(equivalentRandomBlocking(moments, 15) / both).toBeCloseTo(1, 8);
  });

  it('is Erlang B for Poisson load', () => {
    expect(equivalentRandomBlocking({ mean: 40, variance: 40 }, 50)).toBeCloseTo(erlangB(40, 50), 12);
  });

  it('falls with the servers, between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 1e4, noNaN: true }),
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        fc.integer({ min: 0, max: 10_000 }),
        (mean, peakedness, servers) => {
          const moments = { mean, variance: mean * peakedness };
          const blocking = equivalentRandomBlocking(moments, servers);
          expect(blocking).toBeGreaterThanOrEqual(0);
          expect(blocking).toBeLessThanOrEqual(1);
          expect(equivalentRandomBlocking(moments, servers + 1)).toBeLessThanOrEqual(blocking);
        },
      ),
    );
  });
});
