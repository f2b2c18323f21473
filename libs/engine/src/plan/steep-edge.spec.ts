import * as fc from 'fast-check';
import { direct, resource, START, steady } from '../../fixtures/plans.js';
import type { ForecastEvent } from '../forecast/forecast.js';
import { erlangB } from '../queueing/index.js';
import { plan } from './plan.js';
import type { Policy } from './policy.js';
import type { Resource } from './result.js';

const SALE_STARTS = '2026-12-01T05:00:00Z';
const BY_BLOCKING: Policy = { blockingProbability: 0.01, targetUtilization: 1, softUtilization: 1 };
const POOL = 'app:ephemeral-ports:api';

type Edge = Pick<ForecastEvent, 'multiplier' | 'durationSeconds' | 'rampSeconds'>;

/** One host with so many ports, each held for half a second and the minute of TIME_WAIT. */
function pool(ports: number, rate: number, event?: Edge, policy: Policy = BY_BLOCKING): Resource {
  const app = {
    instances: 1,
    processesPerInstance: 1,
    host: { ephemeralPortRange: [2001, 2000 + ports], timeWaitSeconds: 60, timeWaitReuse: false },
  } as const;
  const call = { responseTimeSeconds: 0.5, connections: { reuse: 'none', closedBy: 'initiator' } } as const;
  const events = event === undefined ? [] : [{ name: 'sale', start: SALE_STARTS, ...event }];
  return resource(
    plan(direct(app, call), steady(rate, { events }), policy, { recommendations: false }),
    POOL,
  );
}

const secondsAfterStart = (at: string | null): number =>
  (Date.parse(at ?? START) - Date.parse(SALE_STARTS)) / 1000;

/** 2.5 times the traffic for 40 s, against a minute of TIME_WAIT: 2,410 erlangs. */
const SALE: Edge = { multiplier: 2.5, durationSeconds: 40, rampSeconds: 0 };

describe('a steep edge against a fixed hold', () => {
  it('loses what no port has come back for: fourteen times what a steady load that high does', () => {
    const { peak, exhaustionAt, status } = pool(2420, 20, SALE);
    expect(peak.offeredLoad).toBeCloseTo(2410, 6);
    // Simulated, 20,000 sales: 18.8 % ± 0.5 % in the last second; a hundredth from 36.7 s on.
    expect(peak.blockingProbability).toBeGreaterThan(0.183);
    expect(peak.blockingProbability).toBeLessThan(0.2);
    expect(erlangB(2410, 2420)).toBeLessThan(0.014);
    expect(secondsAfterStart(exhaustionAt.planning)).toBe(37);
    expect(status).toBe('exhausted');
  });

  it('asks for more ports than the same load would where it stands', () => {
    const { required } = pool(2420, 20, SALE).peak;
    expect(pool(2420, 2410 / 60.5).peak.required).toBeLessThan(required - 60);
    expect(pool(required, 20, SALE).status).not.toBe('exhausted');
    expect(pool(required - 1, 20, SALE).status).toBe('exhausted');
  });

  it('is told in the derivation', () => {
    const { explanation } = pool(2420, 20, SALE);
    expect(explanation.steps.join('\n')).toMatch(
      /worse at 2026-12-01T05:00:39Z, while the load rises: .* r = 0\.6\d+ of new connections .*: \(1 − r\) × B\(2420, 23\d\d(\.\d+)?\) \+ r × P\(X ≥ 2420\), X Poisson with a mean of 23\d\d(\.\d+)?: 0\.19\d+/,
    );
    expect(explanation.sources.join('\n')).toContain('Modified Offered-Load');
    expect(pool(20_000, 20, SALE).explanation.steps.join('\n')).not.toContain('while the load rises');
  });

  it('changes nothing of a load that stands, nor of one that rises over hours', () => {
    const standing = pool(2420, 2410 / 60.5).peak;
    expect(standing.blockingProbability).toBeCloseTo(erlangB(2410, 2420), 9);
    const slow = pool(2420, 20, { multiplier: 2410 / 1210, durationSeconds: 36_000, rampSeconds: 30_000 });
    expect(slow.peak.blockingProbability / erlangB(2410, 2420)).toBeLessThan(1.1);
    expect(slow.peak.required).toBeLessThanOrEqual(pool(2420, 2410 / 60.5).peak.required + 2);
  });

  it('of a pool far too small loses all that is more than what comes back', () => {
    // Simulated: 95.1 % until the first ports of the sale come back; a steady load that high would lose 72 %.
    const { peak } = pool(10_000, 30, { multiplier: 20, durationSeconds: 90, rampSeconds: 30 });
    expect(peak.blockingProbability).toBeGreaterThan(0.95);
    expect(peak.blockingProbability).toBeLessThan(0.97);
  });

  const edge = fc.record({
    multiplier: fc.double({ min: 1.1, max: 20, noNaN: true }),
    durationSeconds: fc.integer({ min: 5, max: 200 }),
    rampSeconds: fc.constantFrom(0, 5, 30),
  });

  it('says one thing in all figures: exhausted, when, how much more fits, and how many are required', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 5000 }),
        fc.double({ min: 0.2, max: 1.5, noNaN: true }),
        edge,
        (ports, share, sale) => {
          const rate = (share * ports) / (60.5 * sale.multiplier);
          const { status, exhaustionAt, headroom, peak } = pool(ports, rate, sale);
          const exhausted = status === 'exhausted';
          expect(exhaustionAt.planning !== null).toBe(exhausted);
          expect(peak.blockingProbability > 0.01).toBe(exhausted);
          expect(peak.required > ports).toBe(exhausted);
          expect((headroom.factor ?? 0) < 1).toBe(exhausted);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('fits exactly as many times as the factor says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 5000 }), edge, (ports, sale) => {
        const factor = pool(ports, 1, sale).headroom.factor ?? 0;
        expect(pool(ports, factor * (1 - 1e-6), sale).status).not.toBe('exhausted');
        const beyond = pool(ports, factor * (1 + 1e-6), sale);
        expect(['exhausted', 'over']).toContain(beyond.status);
      }),
      { numRuns: 30 },
    );
  });

  it('loses more of more traffic, and less with more ports', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 5000 }),
        fc.double({ min: 0.3, max: 2, noNaN: true }),
        edge,
        (ports, share, sale) => {
          const rate = (share * ports) / (60.5 * sale.multiplier);
          const lost = (size: number, traffic: number): number =>
            pool(size, traffic, sale).peak.blockingProbability;
          const noLess = lost(ports, rate) * (1 - 1e-9);
          expect(lost(ports, rate * 1.02)).toBeGreaterThanOrEqual(noLess);
          expect(lost(ports - 5, rate)).toBeGreaterThanOrEqual(noLess);
        },
      ),
      { numRuns: 40 },
    );
  });
});
