import { LOSS_CASES, PROBES_CASES, REUSE_CASES, SIZE_CASES, STEP_CASES, type LossCase } from './cases.js';
import {
  compareLoss,
  compareProbes,
  compareReuse,
  compareSize,
  compareStep,
  compareSurge,
  type Comparison,
} from './compare.js';
import { LATER_LOSS_CASES, SURGE_CASES } from './later-cases.js';
import { compareExhaustion, compareRiseLoss } from './compare-rises.js';
import { RISE_CASES } from './last-cases.js';
import { describePool, describeReuse, relativeError, withinOneSecond } from './table.js';
import { contains } from './simulator/interval.js';

/** The interval is narrow: a figure that is a tenth off would stand outside. */
function expectAgreement({ engine, simulated }: Comparison, allowed: number): void {
  expect(simulated.halfWidth).toBeLessThan(allowed * simulated.mean);
  expect(Math.abs(engine - simulated.mean)).toBeLessThan(simulated.halfWidth + 0.02 * simulated.mean);
}

const heavy = (group: LossCase['group']): readonly LossCase[] =>
  LOSS_CASES.filter(
    (each) =>
      each.group === group && each.ports <= 500 && each.offeredLoad >= 0.88 * each.ports * each.addresses,
  );

/** A small part of `npm run validate`; the whole of it is on docs/validation.md. */
describe('the engine and a simulation that knows none of its formulas', () => {
  it.each(heavy('Erlang B').map((each) => [describePool(each), each] as const))(
    'lose the same share: %s',
    (_text, lossCase) => {
      expectAgreement(compareLoss(lossCase, 150_000, 1), 0.25);
    },
  );

  it.each(heavy('TIME_WAIT').map((each) => [describePool(each), each] as const))(
    'lose the same share to TIME_WAIT: %s',
    (_text, lossCase) => {
      expectAgreement(compareLoss(lossCase, 150_000, 2), 0.25);
    },
  );

  it.each(heavy('Several addresses').map((each) => [describePool(each), each] as const))(
    'lose the same share where addresses are chosen at random: %s',
    (_text, lossCase) => {
      expectAgreement(compareLoss(lossCase, 150_000, 3), 0.25);
    },
  );

  it('lose the same share of bursts that fall apart over several addresses', () => {
    const lossCase = LATER_LOSS_CASES.find((each) => each.group === 'Bursts on several addresses');
    if (lossCase === undefined) throw new Error('no case');
    expectAgreement(compareLoss(lossCase, 300_000, 10), 0.25);
  });

  it('lose the same share of bursts to a bounded search', () => {
    const lossCase = LATER_LOSS_CASES.find((each) => each.group === 'Bounded search, bursts');
    if (lossCase === undefined) throw new Error('no case');
    expectAgreement(compareLoss({ ...lossCase, ports: 2000, offeredLoad: 1800 }, 600_000, 11), 0.25);
  });

  it('hold as many ports at the peak of a surge', () => {
    const surge = SURGE_CASES.find((each) => each.rampSeconds === 0);
    if (surge === undefined) throw new Error('no case');
    expectAgreement(compareSurge(surge, 90, 12), 0.02);
  });

  it('lose as much in the worst second of a steep surge, and are exhausted in the same second', () => {
    const [rise] = RISE_CASES;
    if (rise === undefined) throw new Error('no case');
    const { engine, simulated } = compareRiseLoss(rise, 13, 300);
    expect(simulated.halfWidth).toBeLessThan(0.25 * simulated.mean);
    expect(Math.abs(engine - simulated.mean)).toBeLessThan(simulated.halfWidth + 0.05 * simulated.mean);
    expect(withinOneSecond(compareExhaustion(rise, 14, 300))).toBe(true);
  });

  it('lose the same share to a bounded search', () => {
    const lossCase = LOSS_CASES.find((each) => each.search === 'netfilter');
    if (lossCase === undefined) throw new Error('no case');
    expectAgreement(compareLoss({ ...lossCase, ports: 2000, offeredLoad: 1880 }, 900_000, 4), 0.15);
  });

  it('lose less to a bounded search where holds vary: the engine tells the worst case', () => {
    const lossCase = LOSS_CASES.find((each) => each.group === 'Bounded search, varying holds');
    if (lossCase === undefined) throw new Error('no case');
    const { engine, simulated } = compareLoss({ ...lossCase, ports: 2000, offeredLoad: 1900 }, 300_000, 4);
    expect(simulated.mean + simulated.halfWidth).toBeLessThan(engine / 2);
  });

  it('look at as many ports in sequence, and fill up as fast after a sudden step', () => {
    const [filled] = PROBES_CASES;
    const [step] = STEP_CASES;
    if (filled === undefined || step === undefined) throw new Error('no case');
    expectAgreement(compareProbes(filled, 900, 8), 0.1);
    expectAgreement(compareStep(step, 300, 9), 0.02);
  });

  it('need as many ports, to 2 %', () => {
    const small = SIZE_CASES.filter((each) => each.group === 'Erlang B' && each.offeredLoad <= 150);
    expect(small.length).toBeGreaterThan(0);
    for (const sizeCase of small.filter((each) => each.targetLoss >= 0.01)) {
      expect(relativeError(compareSize(sizeCase, 400_000, 5))).toBeLessThan(0.02);
    }
  });

  it.each(REUSE_CASES.slice(0, 2).map((each) => [describeReuse(each), each] as const))(
    'dial as often: %s',
    (_text, reuseCase) => {
      expectAgreement(compareReuse(reuseCase, 100_000, 6), 0.1);
    },
  );

  it('would differ where the engine were a tenth off', () => {
    const lossCase = heavy('Erlang B').find((each) => each.offeredLoad > each.ports);
    if (lossCase === undefined) throw new Error('no case');
    const { engine, simulated } = compareLoss(lossCase, 150_000, 7);
    expect(contains(simulated, engine)).toBe(true);
    expect(contains(simulated, engine * 1.1)).toBe(false);
  });
});
