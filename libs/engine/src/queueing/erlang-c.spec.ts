import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import {
  approximateMeanWaitSeconds,
  meanWaitSeconds,
  poolSizeForWait,
  serviceLevel,
  waitingProbability,
} from './index.js';

type Inputs = Readonly<Record<string, unknown>>;

function loadOf(inputs: Inputs): number {
  return 'offered_load' in inputs
    ? Number(inputs['offered_load'])
    : Number(inputs['arrival_rate']) / Number(inputs['service_rate']);
}

const published = readWorkedExamples('erlangC');

describe('Erlang C', () => {
  const waiting = published.filter(({ expected }) => 'p_wait' in expected);
  it.each(waiting.map((example) => [example.id, example.source, example] as const))(
    'gives the published probability of waiting of %s (%s)',
    (_id, _source, { inputs, expected, tolerance }) => {
      const value = waitingProbability(loadOf(inputs), Number(inputs['servers']));
      const published = Number(expected['p_wait']);
      expect(Math.abs(value - published)).toBeLessThanOrEqual(tolerance ?? 1e-12);
    },
  );

  it('covers every published probability', () => {
    expect(waiting).toHaveLength(7);
  });

  it('waits 7.836 s on average for 14 agents (erlc-04)', () => {
    const example = published.find(({ id }) => id === 'erlc-04');
    const value = meanWaitSeconds(10, 14, Number(example?.inputs['aht_s']));
    expect(value).toBeCloseTo(Number(example?.recomputed['asa_s']), 10);
  });

  it('answers 64 % within 20 s with 12 agents (erlc-sl12)', () => {
    const example = published.find(({ id }) => id === 'erlc-sl12');
    expect(serviceLevel(10, 12, 180, 20)).toBeCloseTo(Number(example?.recomputed['service_level']), 12);
  });

  it('answers 77 % within 20 time units at 0.1 arrivals and 0.0033 services (erlc-w1)', () => {
    const example = published.find(({ id }) => id === 'erlc-w1');
    const value = serviceLevel(0.1 / 0.0033, 35, 1 / 0.0033, 20);
    expect(Math.abs(value - Number(example?.expected['p_wait_le_t']))).toBeLessThan(1e-10);
  });

  it('does not repeat the mistake of bad-06', () => {
    const example = readWorkedExamples('doNotUse').find(({ id }) => id === 'bad-06');
    const value = waitingProbability(20, 25);
    expect(value).toBeCloseTo(Number(example?.recomputed['p_wait']), 12);
    expect(Math.abs(value - Number(example?.expected['p_wait']))).toBeGreaterThan(0.05);
  });

  it('is the load for one server, as M/M/1 has it', () => {
    expect(waitingProbability(0.7, 1)).toBeCloseTo(0.7, 14);
    expect(meanWaitSeconds(0.7, 1, 3)).toBeCloseTo((0.7 * 3) / 0.3, 12);
  });

  it('is 1, the wait endless and the service level 0 where the load is not below the servers', () => {
    expect(waitingProbability(5, 5)).toBe(1);
    expect(waitingProbability(0, 0)).toBe(1);
    expect(meanWaitSeconds(6, 5, 1)).toBe(Infinity);
    expect(serviceLevel(6, 5, 1, 1000)).toBe(0);
  });

  it('is more than Erlang B’s loss, rises with the load and falls with the servers', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e5, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
        (load, servers) => {
          const value = waitingProbability(load, servers);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          expect(waitingProbability(load * 1.01, servers)).toBeGreaterThanOrEqual(value);
          expect(waitingProbability(load, servers + 1)).toBeLessThanOrEqual(value);
        },
      ),
    );
  });
});

describe('the mean wait where arrivals or holds are not exponential', () => {
  it('is half for fixed holds on one server (Pollaczek, Khinchine)', () => {
    expect(approximateMeanWaitSeconds(0.8, 1, 2, 1, 0)).toBeCloseTo((0.8 * 2) / (2 * 0.2), 12);
  });

  it('is Erlang’s where both are exponential, and none where nothing varies', () => {
    expect(approximateMeanWaitSeconds(10, 14, 180, 1, 1)).toBe(meanWaitSeconds(10, 14, 180));
    expect(approximateMeanWaitSeconds(10, 14, 180, 0, 0)).toBe(0);
    expect(approximateMeanWaitSeconds(14, 14, 180, 0, 0)).toBe(Infinity);
  });
});

describe('the pool that keeps waiting short', () => {
  it('is 14 agents for 80 % within 20 s at 10 erlangs of 180 s', () => {
    expect(poolSizeForWait(10, 180, 20, 0.2)).toBe(14);
    expect(serviceLevel(10, 14, 180, 20)).toBeGreaterThanOrEqual(0.8);
    expect(serviceLevel(10, 13, 180, 20)).toBeLessThan(0.8);
  });

  it('is the smallest that meets the target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0.001, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 1e-9, max: 0.999, noNaN: true }),
        (load, hold, wait, target) => {
          const servers = poolSizeForWait(load, hold, wait, target);
          expect(1 - serviceLevel(load, servers, hold, wait)).toBeLessThanOrEqual(target * (1 + 1e-6));
          if (servers > 1)
            expect(1 - serviceLevel(load, servers - 1, hold, wait)).toBeGreaterThan(target * (1 - 1e-6));
        },
      ),
    );
  });
});
