import type { Demand } from './forecast.js';
import { SECONDS_PER_MONTH, surgeMultiplier, surgeOf, usualRates } from './rate.js';

const MONDAY = Date.parse('2026-12-07T00:00:00Z') / 1000;
const hours = (count: number): number => count * 3600;

function usualRate(source: Demand, startSeconds: number, stepSeconds: number, atSeconds: number): number {
  const [rate = NaN] = usualRates(source, startSeconds, stepSeconds, Float64Array.of(atSeconds));
  return rate;
}

function demand(extra: Partial<Demand>): Demand {
  return { source: 'fans', requestsPerSecond: 100, ...extra };
}

describe('the usual rate of a source', () => {
  it('is its base where nothing changes it', () => {
    expect(usualRate(demand({}), MONDAY, 3600, MONDAY + hours(5))).toBe(100);
  });

  it('grows by its share in one mean month, and compounds in two', () => {
    const growing = demand({ growthPerMonth: 0.06 });
    expect(usualRate(growing, MONDAY, 3600, MONDAY + SECONDS_PER_MONTH)).toBeCloseTo(106, 9);
    expect(usualRate(growing, MONDAY, 3600, MONDAY + 2 * SECONDS_PER_MONTH)).toBeCloseTo(112.36, 9);
  });

  it('follows the hour of the day in UTC', () => {
    const daily = demand({ dailyProfile: Array.from({ length: 24 }, (_, hour) => hour / 10) });
    expect(usualRate(daily, MONDAY, 3600, MONDAY + hours(20) + 59)).toBeCloseTo(200, 9);
  });

  it('follows the day of the week, Monday first', () => {
    const weekly = demand({ weeklyProfile: [1, 2, 3, 4, 5, 6, 7] });
    expect(usualRate(weekly, MONDAY, 3600, MONDAY)).toBe(100);
    expect(usualRate(weekly, MONDAY, 3600, MONDAY + hours(6 * 24 + 1))).toBe(700);
  });

  it('is the value of its series in each step', () => {
    const series = { source: 'fans', series: [1, 2, 3] };
    expect(usualRate(series, MONDAY, 60, MONDAY + 119)).toBe(2);
  });
});

describe('an event', () => {
  const surge = surgeOf({
    name: 'on-sale',
    start: '2026-12-12T09:00:00Z',
    durationSeconds: 900,
    multiplier: 25,
    rampSeconds: 30,
  });

  it('rises along a straight line, stays, and falls as it rose', () => {
    expect(surgeMultiplier(surge, surge.startSeconds - 1)).toBe(1);
    expect(surgeMultiplier(surge, surge.startSeconds + 15)).toBe(13);
    expect(surgeMultiplier(surge, surge.startSeconds + 30)).toBe(25);
    expect(surgeMultiplier(surge, surge.startSeconds + 900)).toBe(25);
    expect(surgeMultiplier(surge, surge.startSeconds + 915)).toBe(13);
    expect(surgeMultiplier(surge, surge.startSeconds + 930)).toBe(1);
  });

  it('is a step where it has no ramp', () => {
    const step = surgeOf({ name: 'step', start: '2026-12-12T09:00:00Z', durationSeconds: 60, multiplier: 3 });
    expect(surgeMultiplier(step, step.startSeconds)).toBe(3);
    expect(surgeMultiplier(step, step.startSeconds + 60)).toBe(1);
  });
});
