import * as fc from 'fast-check';
import { egress, resource, SALE, steady } from '../../fixtures/plans.js';
import { plan } from './plan.js';

const ALONE = { recommendations: false, uncertainty: false } as const;

function inputsOf(rate: number, call: object = {}, app = 1): Readonly<Record<string, unknown>> {
  const result = plan(egress({}, app, call), steady(rate), {}, ALONE);
  return resource(result, 'app:ephemeral-ports:api').explanation.inputs;
}

describe('a sudden step of connections', () => {
  it('may go on for ever at the rate that the policy admits, and no faster', () => {
    const rate = Number(inputsOf(10)['sustainableConnectionsPerSecond']);
    const statusAt = (connectionsPerSecond: number): string => {
      const result = plan(
        egress({}, 1),
        steady(connectionsPerSecond),
        { targetUtilization: 1, softUtilization: 1 },
        ALONE,
      );
      return resource(result, 'app:ephemeral-ports:api').status;
    };
    expect(statusAt(rate * 0.9999)).not.toBe('exhausted');
    expect(statusAt(rate * 1.0001)).toBe('exhausted');
    // A little less than all 28,232 ports, each held for 1 s and 60 s after close.
    expect(rate).toBeLessThan(28_232 / 61);
    expect(rate).toBeGreaterThan((0.95 * 28_232) / 61);
  });

  it('of more than that fills all ports before the first comes back: in 28,232 over its rate', () => {
    const inputs = inputsOf(10);
    const rate = Number(inputs['sustainableConnectionsPerSecond']);
    expect(inputs['secondsToExhaustionAtTwice']).toBeCloseTo(28_232 / (2 * rate), 9);
    expect(inputs['secondsToExhaustionAtTenTimes']).toBeCloseTo(28_232 / (10 * rate), 9);
  });

  it('is told in the derivation', () => {
    const result = plan(egress({}, 1), steady(10), {}, ALONE);
    expect(resource(result, 'app:ephemeral-ports:api').explanation.steps.at(-1)).toMatch(
      /^a sudden step of connections that hold 61 s each: 2[78]\d{3}(\.\d+)? \/ 61 s = 4[45]\d(\.\d+)? connections\/s can go on for ever; from idle, twice that fills the pool in 3\d\.\d+ s, ten times fills the pool in 6\.\d+ s$/,
    );
  });

  it('does not depend on what traffic is expected', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1e4, noNaN: true }), (rate) => {
        expect(inputsOf(rate)['sustainableConnectionsPerSecond']).toBe(
          inputsOf(1)['sustainableConnectionsPerSecond'],
        );
      }),
      { numRuns: 20 },
    );
  });

  it('depends neither on a surge nor on how many legs the same connections are told as', () => {
    const whole = egress({}, 10);
    const [inbound, outbound] = whole.legs;
    if (inbound === undefined || outbound === undefined) throw new Error('no legs');
    const halves = {
      ...whole,
      legs: [inbound, { ...outbound, share: 0.5 }, { ...outbound, id: 'out-2', share: 0.5 }],
    };
    const stepOf = (topology: typeof whole, events: readonly (typeof SALE)[]): readonly number[] => {
      const { inputs } = resource(
        plan(topology, steady(50, { events }), {}, ALONE),
        'nat:snat-ports:api',
      ).explanation;
      return ['sustainableConnectionsPerSecond', 'secondsToExhaustionAtTwice'].map((name) =>
        Number(inputs[name]),
      );
    };
    const [rate = NaN, twice = NaN] = stepOf(whole, []);
    for (const [otherRate = NaN, otherTwice = NaN] of [
      stepOf(whole, [SALE]),
      stepOf(halves, []),
      stepOf(halves, [SALE]),
    ]) {
      expect(otherRate / rate).toBeCloseTo(1, 9);
      expect(otherTwice / twice).toBeCloseTo(1, 9);
    }
  });

  it('may be higher the sooner connections are over, and is nothing where there are none', () => {
    const rateOf = (responseTimeSeconds: number): number =>
      Number(inputsOf(10, { responseTimeSeconds })['sustainableConnectionsPerSecond']);
    expect(rateOf(0.1)).toBeGreaterThan(rateOf(10));
    expect(inputsOf(0)).not.toHaveProperty('sustainableConnectionsPerSecond');
  });
});
