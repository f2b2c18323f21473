import { egress, steady } from '../../fixtures/plans.js';
import type { ForecastEvent } from '../forecast/forecast.js';
import { plan } from './plan.js';

/** What a plan of the first of December 2026 says of an event. */
const said = (event: Partial<ForecastEvent>): readonly string[] => {
  const whole = {
    name: 'sale',
    start: '2026-12-01T10:00:00Z',
    durationSeconds: 600,
    multiplier: 5,
    ...event,
  };
  const { findings } = plan(egress({}), steady(10, { events: [whole] }));
  return findings.filter(({ code }) => code === 'event-outside-forecast').map(({ message }) => message);
};

describe('an event', () => {
  it('within the forecast, or that reaches into it, is no finding', () => {
    expect(said({})).toEqual([]);
    expect(said({ start: '2026-11-30T23:55:00Z' })).toEqual([]);
    // Its fall takes as long as its rise.
    expect(said({ start: '2026-11-30T23:50:00Z', rampSeconds: 60 })).toEqual([]);
    expect(said({ start: '2026-12-01T23:59:59Z' })).toEqual([]);
  });

  it('of another year is told to count for nothing', () => {
    expect(said({ start: '2025-12-01T10:00:00Z' })).toEqual([
      'event sale of users (2025-12-01T10:00:00Z) is over before the forecast begins (2026-12-01T00:00:00Z): it counts for nothing',
    ]);
    expect(said({ start: '2027-12-01T10:00:00Z' })).toEqual([
      'event sale of users (2027-12-01T10:00:00Z) begins after the forecast ends (2026-12-02T00:00:00Z): it counts for nothing',
    ]);
  });
});
