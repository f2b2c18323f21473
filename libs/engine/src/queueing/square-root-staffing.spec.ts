import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import {
  halfinWhittWaitingProbability,
  qualityForWaiting,
  squareRootStaffing,
  waitingProbability,
} from './index.js';

describe('the square-root rule', () => {
  it('staffs 118 servers for 100 erlangs at 1.761 (sqrt-05)', () => {
    const [example] = readWorkedExamples('sqrtStaffing');
    const servers = squareRootStaffing(
      Number(example?.inputs['offered_load']),
      Number(example?.inputs['beta']),
      1,
    );
    expect(servers).toBe(example?.expected['servers']);
  });

  it('keeps twice the reserve for four times the variance', () => {
    expect(squareRootStaffing(400, 2, 1)).toBe(440);
    expect(squareRootStaffing(400, 2, 4)).toBe(480);
    expect(squareRootStaffing(0, 2, 1)).toBe(0);
  });

  const wrong = readWorkedExamples('doNotUse').filter(({ inputs }) => 'beta' in inputs);
  it.each(wrong.map((example) => [example.id, example.source, example] as const))(
    'does not repeat the mistake of %s (%s)',
    (_id, _source, { inputs, expected, recomputed }) => {
      const value = halfinWhittWaitingProbability(Number(inputs['beta']));
      expect(value).toBeCloseTo(Number(recomputed['p_queue_approx']), 5);
      expect(Math.abs(value - Number(expected['p_queue_approx']))).toBeGreaterThan(0.03);
    },
  );

  it('leaves the waiting of Erlang C for large loads', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 3, noNaN: true }), (quality) => {
        const load = 1e10;
        const exact = waitingProbability(load, load + quality * Math.sqrt(load));
        expect(exact / halfinWhittWaitingProbability(quality)).toBeCloseTo(1, 2);
      }),
    );
  });

  it('finds the quality for a probability of waiting', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.999, noNaN: true }), (target) => {
        expect(halfinWhittWaitingProbability(qualityForWaiting(target)) / target).toBeCloseTo(1, 9);
      }),
    );
  });
});
