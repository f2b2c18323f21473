import { egress, resource, steady } from '../../fixtures/plans.js';
import type { ForecastEvent } from '../forecast/forecast.js';
import { plan } from './plan.js';
import type { Resource } from './result.js';

function event(start: string, durationSeconds: number, multiplier: number, rampSeconds = 0): ForecastEvent {
  return { name: start, start: `2026-12-01T${start}Z`, durationSeconds, multiplier, rampSeconds };
}

/** 100 connections a second, open for 1 s and 60 s in quarantine, with events. */
function pool(...events: readonly ForecastEvent[]): Resource {
  return resource(plan(egress({}), steady(100, { events })), 'nat:snat-ports:api');
}

describe('events that follow each other within a hold', () => {
  const second = event('05:10:00', 30, 10);

  it('fill the pool together: the ports of the first are not free when the second begins', () => {
    const one = pool(second).peak.offeredLoad;
    // 30 s at 1,000 a second, twice, in a hold of 61 s: less than 61,000 steady, far more than one of them alone.
    expect(one).toBeCloseTo(33_100, -2);
    expect(pool(second, event('05:10:31', 30, 10)).peak.offeredLoad).toBeCloseTo(59_531, -1);
    expect(pool(second, event('05:10:31', 30, 10)).status).toBe('exhausted');
  });

  it('do as one long event where nothing is between them, and less the longer the gap', () => {
    const long = pool(event('05:10:00', 60, 10)).peak.offeredLoad;
    const after = (gap: number): number =>
      pool(
        second,
        event(
          `05:${String(10 + Math.floor((30 + gap) / 60))}:${String((30 + gap) % 60).padStart(2, '0')}`,
          30,
          10,
        ),
      ).peak.offeredLoad;
    expect(after(0)).toBeCloseTo(long, 6);
    const peaks = [0, 1, 2, 5, 10, 20, 30].map(after);
    for (const [index, peak] of peaks.entries())
      if (index > 0) expect(peak).toBeLessThan(peaks[index - 1] ?? 0);
    // A hold later, nothing of the first is left but what was open for long.
    expect(after(80)).toBeCloseTo(pool(second).peak.offeredLoad, 3);
  });
});

describe('an event at the edge of the forecast', () => {
  it('that is in flight at its start has begun long before, and is full at the start, not before it', () => {
    const { peak, exhaustionAt } = pool({ ...event('00:00:00', 1200, 10), start: '2026-11-30T23:50:00Z' });
    expect(peak.offeredLoad).toBeCloseTo(61_000, 6);
    expect(peak.at).toBe('2026-12-01T00:00:00Z');
    expect(exhaustionAt.planning).toBe('2026-12-01T00:00:00Z');
  });

  it('that goes on beyond its end is cut off there', () => {
    const { peak } = pool(event('23:59:30', 600, 10));
    expect(peak.at).toBe('2026-12-02T00:00:00Z');
    expect(peak.offeredLoad).toBeCloseTo(33_550, -1);
  });

  it('outside it changes nothing', () => {
    const quiet = pool();
    for (const start of ['2026-11-30T20:00:00Z', '2026-12-05T00:00:00Z'])
      expect(pool({ ...event('00:00:00', 600, 10), start }).peak).toEqual(quiet.peak);
  });
});

describe('a season that lasts for weeks', () => {
  const season = {
    name: 'season',
    start: '2026-12-02T00:00:00Z',
    durationSeconds: 60 * 86_400,
    multiplier: 1.5,
  };
  const weeks = (...events: readonly ForecastEvent[]): Resource =>
    resource(plan(egress({}), { ...steady(100, { events }), steps: 24 * 80 }), 'nat:snat-ports:api');

  it('is steady between its edges', () => {
    expect(weeks(season).peak.offeredLoad).toBeCloseTo(150 * 61, 6);
  });

  it('does not hide a sale of seconds within it', () => {
    const flash = { name: 'flash', start: '2026-12-12T09:00:03Z', durationSeconds: 5, multiplier: 100 };
    const { peak, status } = weeks(season, flash);
    // 9,150 before, and 5 s at 14,850 a second more, the last of them falling.
    expect(peak.offeredLoad).toBeGreaterThan(9150 + 4.5 * 14_850);
    expect(peak.at).toBe('2026-12-12T09:00:08Z');
    expect(status).toBe('exhausted');
  });

  it('leaves behind what it held when it ends', () => {
    const atItsEnd = { name: 'last', start: '2027-01-31T00:00:05Z', durationSeconds: 30, multiplier: 3 };
    const alone = weeks(atItsEnd).peak.offeredLoad;
    expect(weeks({ ...season, multiplier: 1.01 }, atItsEnd).peak.offeredLoad).toBeGreaterThan(alone);
  });
});
