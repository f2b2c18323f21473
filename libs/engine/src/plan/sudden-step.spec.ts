import * as fc from 'fast-check';
import { egress, resource, steady } from '../../fixtures/plans.js';
import { plan } from './plan.js';

const ALONE = { recommendations: false, uncertainty: false } as const;

function inputsOf(rate: number, call: object = {}, app = 1): Readonly<Record<string, unknown>> {
  const result = plan(egress({}, app, call), steady(rate), {}, ALONE);
  return resource(result, 'app:ephemeral-ports:api').explanation.inputs;
}

describe('a sudden step of connections', () => {
  it('of 28,232 ports held for 1 s and 60 s after close may be 462.8 a second for ever, and fills them in 30.5 s at twice that', () => {
    const inputs = inputsOf(10);
    expect(inputs['sustainableConnectionsPerSecond']).toBeCloseTo(28_232 / 61, 9);
    // No port comes back before its quarantine is over.
    expect(inputs['secondsToExhaustionAtTwice']).toBeCloseTo(61 / 2, 9);
    expect(inputs['secondsToExhaustionAtTenTimes']).toBeCloseTo(61 / 10, 9);
  });

  it('is told in the derivation', () => {
    const result = plan(egress({}, 1), steady(10), {}, ALONE);
    expect(resource(result, 'app:ephemeral-ports:api').explanation.steps.at(-1)).toBe(
      'a sudden step: 462.82 connections/s can go on for ever; from idle, twice that fills the pool in 30.5 s, ten times in 6.1 s',
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

  it('may be higher the sooner connections are over, and is nothing where there are none', () => {
    const rateOf = (responseTimeSeconds: number): number =>
      Number(inputsOf(10, { responseTimeSeconds })['sustainableConnectionsPerSecond']);
    expect(rateOf(0.1)).toBeGreaterThan(rateOf(10));
    expect(inputsOf(0)).not.toHaveProperty('sustainableConnectionsPerSecond');
  });
});
