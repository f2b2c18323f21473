import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import {
  erlangB,
  kaufmanRobertsBlocking,
  kaufmanRobertsDistribution,
  kaufmanRobertsMeanInUse,
  type TrafficClass,
} from './index.js';

const published = readWorkedExamples('kaufmanRoberts').map((example) => ({
  ...example,
  servers: Number(example.inputs['capacity']),
  classes: (example.inputs['classes_[b,a]'] as readonly (readonly [number, number])[]).map(
    ([serversEach, offeredLoad]): TrafficClass => ({ offeredLoad, serversEach }),
  ),
}));

function example(id: string) {
  const found = published.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no worked example ${id}`);
  return found;
}

/** Two classes state by state: the product form `a₁^i / i! × a₂^j / j!` on what fits. */
function blockingByStates(first: TrafficClass, second: TrafficClass, servers: number): readonly number[] {
  let [all, firstBlocked, secondBlocked] = [0, 0, 0];
  let outer = 1;
  for (let i = 0; i * first.serversEach <= servers; i += 1) {
    if (i > 0) outer *= first.offeredLoad / i;
    let inner = outer;
    for (let j = 0; i * first.serversEach + j * second.serversEach <= servers; j += 1) {
      if (j > 0) inner *= second.offeredLoad / j;
      const free = servers - i * first.serversEach - j * second.serversEach;
      all += inner;
      if (free < first.serversEach) firstBlocked += inner;
      if (free < second.serversEach) secondBlocked += inner;
    }
  }
  return [firstBlocked / all, secondBlocked / all];
}

describe('Kaufman and Roberts', () => {
  it('gives the published blocking of kr-02', () => {
    const { servers, classes, recomputed, expected, tolerance } = example('kr-02');
    const values = kaufmanRobertsBlocking(classes, servers);
    values.forEach((value, index) => {
      const published = (expected['blocking'] as readonly number[])[index] ?? 0;
      const exact = (recomputed['blocking'] as readonly number[])[index] ?? 0;
      expect(Math.abs(value - published)).toBeLessThan(tolerance ?? 0);
      expect(value / exact).toBeCloseTo(1, 12);
    });
    expect(values).toHaveLength(1);
  });

  it('gives the published distribution of kr-06', () => {
    const { servers, classes, recomputed } = example('kr-06');
    const distribution = kaufmanRobertsDistribution(classes, servers);
    (recomputed['q'] as readonly number[]).forEach((probability, inUse) => {
      expect(distribution[inUse]).toBeCloseTo(probability, 14);
    });
  });

  it('gives the published utilization of kr-07', () => {
    const { servers, classes, recomputed } = example('kr-07');
    expect(kaufmanRobertsMeanInUse(classes, servers)).toBeCloseTo(Number(recomputed['utilisation_bu']), 12);
  });

  it('is Erlang B for one class that takes one server each', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 3000, noNaN: true }),
        fc.integer({ min: 0, max: 2000 }),
        (offeredLoad, servers) => {
          const [value] = kaufmanRobertsBlocking([{ offeredLoad, serversEach: 1 }], servers);
          const expected = erlangB(offeredLoad, servers);
          expect(Math.abs(Number(value) - expected)).toBeLessThanOrEqual(1e-10 * expected + 1e-280);
        },
      ),
    );
  });

  it('is the product form summed state by state', () => {
    const two = fc.record({
      offeredLoad: fc.double({ min: 0.1, max: 8, noNaN: true }),
      serversEach: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(two, two, fc.integer({ min: 1, max: 40 }), (first, second, servers) => {
        const expected = blockingByStates(first, second, servers);
        kaufmanRobertsBlocking([first, second], servers).forEach((value, index) => {
          expect(value).toBeCloseTo(expected[index] ?? 0, 11);
        });
      }),
    );
  });

  it('carries what it does not block', () => {
    const classes = [
      { offeredLoad: 3000, serversEach: 1 },
      { offeredLoad: 500, serversEach: 64 },
    ];
    const blocking = kaufmanRobertsBlocking(classes, 30_000);
    const carried = classes.reduce(
      (sum, { offeredLoad, serversEach }, index) =>
        sum + offeredLoad * serversEach * (1 - (blocking[index] ?? 0)),
      0,
    );
    expect(kaufmanRobertsMeanInUse(classes, 30_000) / carried).toBeCloseTo(1, 10);
    expect(blocking[1]).toBeGreaterThan(Number(blocking[0]));
  });

  it('blocks all of a class that takes more than there is', () => {
    expect(kaufmanRobertsBlocking([{ offeredLoad: 1, serversEach: 5 }], 4)).toEqual([1]);
  });
});
