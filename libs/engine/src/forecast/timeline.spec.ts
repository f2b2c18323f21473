import type { Forecast } from './forecast.js';
import { instantOf } from './instant.js';
import { timelineOf } from './timeline.js';
import { firstAtOrAbove, valueAt, weightedTrack } from './track.js';

function forecast(extra: Partial<Forecast>): Forecast {
  return {
    apiVersion: 'portplan/v1',
    kind: 'Forecast',
    name: 'autumn',
    start: '2026-12-01T00:00:00Z',
    stepSeconds: 3600,
    steps: 24,
    demand: [{ source: 'fans', requestsPerSecond: 100 }],
    ...extra,
  };
}

const ONE = Float64Array.of(1);
const sale = {
  name: 'sale',
  start: '2026-12-01T09:00:00Z',
  durationSeconds: 600,
  multiplier: 5,
  rampSeconds: 60,
};

describe('a forecast laid out in time', () => {
  it('has one instant a step', () => {
    expect(timelineOf(forecast({})).instants).toHaveLength(24);
  });

  it('sees the busiest hour of a day although its steps are days', () => {
    const dailyProfile = Array.from({ length: 24 }, (_, hour) => (hour === 20 ? 3 : 1));
    const days = forecast({
      stepSeconds: 86_400,
      steps: 7,
      demand: [{ source: 'fans', requestsPerSecond: 100, dailyProfile }],
    });
    const peak = weightedTrack(timelineOf(days), ONE).peak;
    expect(peak.value).toBe(300);
    expect(instantOf(peak.atSeconds)).toBe('2026-12-01T20:00:00Z');
  });

  it('follows an event second by second, and nothing else does', () => {
    const timeline = timelineOf(
      forecast({ demand: [{ source: 'fans', requestsPerSecond: 100, events: [sale] }] }),
    );
    expect(timeline.windows).toHaveLength(1);
    expect(timeline.windows[0]?.rates[0]).toHaveLength(662);
    const track = weightedTrack(timeline, ONE);
    expect(track.peak).toEqual({ atSeconds: Date.parse('2026-12-01T09:01:00Z') / 1000, value: 500 });
    expect(instantOf(firstAtOrAbove(track, 300) ?? 0)).toBe('2026-12-01T09:00:30Z');
    expect(firstAtOrAbove(track, 501)).toBeNull();
  });

  it('multiplies events that overlap', () => {
    const other = { ...sale, name: 'other', multiplier: 2 };
    const timeline = timelineOf(
      forecast({ demand: [{ source: 'fans', requestsPerSecond: 100, events: [sale, other] }] }),
    );
    expect(timeline.windows).toHaveLength(1);
    expect(weightedTrack(timeline, ONE).peak.value).toBe(1000);
  });

  it('cuts an event at the end of the forecast', () => {
    const late = { ...sale, start: '2026-12-01T23:55:00Z' };
    const timeline = timelineOf(
      forecast({ demand: [{ source: 'fans', requestsPerSecond: 100, events: [late] }] }),
    );
    expect(timeline.windows[0]?.rates[0]).toHaveLength(302);
  });

  it('sums sources by their weight', () => {
    const two = forecast({
      demand: [
        { source: 'fans', requestsPerSecond: 100 },
        { source: 'bots', requestsPerSecond: 10 },
      ],
    });
    expect(weightedTrack(timelineOf(two), Float64Array.of(0.5, 2)).peak.value).toBe(70);
  });

  it('follows a season at its edges only, so that a sale of seconds within it is not passed over', () => {
    const season = {
      name: 'season',
      start: '2026-12-02T00:00:00Z',
      durationSeconds: 60 * 86_400,
      multiplier: 1.5,
    };
    const flash = {
      name: 'flash',
      start: '2026-12-12T09:00:03Z',
      durationSeconds: 5,
      multiplier: 100,
      rampSeconds: 2,
    };
    const timeline = timelineOf(
      forecast({
        steps: 24 * 80,
        demand: [{ source: 'fans', requestsPerSecond: 100, events: [season, flash] }],
      }),
    );
    expect(timeline.windows.map(({ stepSeconds }) => stepSeconds)).toEqual([1, 1, 1]);
    const track = weightedTrack(timeline, ONE);
    expect(track.peak).toEqual({ atSeconds: Date.parse('2026-12-12T09:00:05Z') / 1000, value: 15_000 });
    const at = (instant: string): number => valueAt(track, Date.parse(instant) / 1000);
    expect(at('2026-12-01T23:00:00Z')).toBe(100);
    expect(at('2026-12-02T00:00:00Z')).toBe(150);
    expect(at('2026-12-20T00:00:00Z')).toBe(150);
    expect(at('2026-12-12T09:00:02Z')).toBe(150);
    expect(at('2027-01-30T23:59:59Z')).toBe(150);
    expect(at('2027-01-31T00:00:00Z')).toBe(100);
  });
});
