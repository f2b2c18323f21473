import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { DomainError } from '../errors.js';
import { keepAlivePool } from './keep-alive-pool.js';
import { smallestMaxIdle, smallestPool, waitingProbability } from './pool-size.js';

describe('Erlang C', () => {
  const published = readWorkedExamples('erlangC').filter(({ recomputed }) => 'p_wait' in recomputed);
  it.each(published.map((example) => [example.id, example.source, example] as const))(
    'gives the published value of %s (%s)',
    (_id, _source, { inputs, recomputed }) => {
      const load =
        'offered_load' in inputs
          ? Number(inputs['offered_load'])
          : Number(inputs['arrival_rate']) / Number(inputs['service_rate']);
      const expected = Number(recomputed['p_wait']);
      const value = waitingProbability(load, Number(inputs['servers']));
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * expected);
    },
  );

  it('makes everybody wait where the load is not below the connections', () => {
    expect(waitingProbability(10, 10)).toBe(1);
    expect(waitingProbability(0, 1)).toBe(0);
  });
});

describe('The smallest pool', () => {
  it('for ten requests in flight, one in a hundred of which may wait, has nineteen connections', () => {
    const demand = { requestsPerSecond: 100, responseTimeSeconds: 0.1 };
    const pool = smallestPool(demand, { waitSeconds: 0, waitingShare: 0.01 });
    expect(waitingProbability(10, pool)).toBeLessThanOrEqual(0.01);
    expect(waitingProbability(10, pool - 1)).toBeGreaterThan(0.01);
    expect(pool).toBe(19);
  });

  it('is smaller where some waiting is tolerated', () => {
    const demand = { requestsPerSecond: 100, responseTimeSeconds: 0.1 };
    expect(smallestPool(demand, { waitSeconds: 0.05, waitingShare: 0.01 })).toBeLessThan(19);
  });

  it('has one connection where there is nothing to do', () => {
    const idle = { requestsPerSecond: 0, responseTimeSeconds: 0.1 };
    expect(smallestPool(idle, { waitSeconds: 0, waitingShare: 0.01 })).toBe(1);
  });

  it('refuses a share of nothing', () => {
    const demand = { requestsPerSecond: 1, responseTimeSeconds: 1 };
    expect(() => smallestPool(demand, { waitSeconds: 0, waitingShare: 0 })).toThrow(DomainError);
  });

  it('meets its target, and one connection less does not', () => {
    const demands = fc.record({
      requestsPerSecond: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
      responseTimeSeconds: fc.double({ min: 0.001, max: 1, noNaN: true }),
    });
    const shares = fc.double({ min: 1e-9, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(demands, shares, (demand, waitingShare) => {
        const load = demand.requestsPerSecond * demand.responseTimeSeconds;
        const pool = smallestPool(demand, { waitSeconds: 0, waitingShare });
        expect(waitingProbability(load, pool)).toBeLessThanOrEqual(waitingShare);
        if (pool > 1) expect(waitingProbability(load, pool - 1)).toBeGreaterThan(waitingShare);
      }),
    );
  });
});

describe('The smallest number of idle connections', () => {
  const demand = { requestsPerSecond: 1000, responseTimeSeconds: 0.1 };

  it('that lets one request in a hundred dial does, and one less lets more', () => {
    const maxIdle = smallestMaxIdle(demand, 0.01);
    const dialled = (kept: number): number =>
      keepAlivePool(demand, { maxIdle: kept }).births.idleSlots / demand.requestsPerSecond;
    expect(dialled(maxIdle)).toBeLessThanOrEqual(0.01);
    expect(dialled(maxIdle - 1)).toBeGreaterThan(0.01);
  });

  it('is none where nothing is asked', () => {
    expect(smallestMaxIdle({ requestsPerSecond: 0, responseTimeSeconds: 1 }, 0.01)).toBe(0);
  });

  it('is the larger the fewer may dial', () => {
    expect(smallestMaxIdle(demand, 0.001)).toBeGreaterThan(smallestMaxIdle(demand, 0.1));
  });
});
