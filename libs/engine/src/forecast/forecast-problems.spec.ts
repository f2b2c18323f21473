import { egress, steady } from '../../fixtures/plans.js';
import type { DemandQuantiles } from './forecast.js';
import { forecastProblems } from './forecast-problems.js';

describe('quantiles of demand', () => {
  const problems = (quantiles: DemandQuantiles): readonly string[] => {
    const forecast = { ...steady(1), demand: [{ source: 'users', quantiles }] };
    return forecastProblems(forecast, egress({})).map(({ pointer, code }) => `${pointer} ${code}`);
  };

  it('over a median of nothing are refused: as multiples of it they would be nothing too', () => {
    expect(problems({ p50: 0, p95: 10 })).toEqual(['/demand/0/quantiles/p50 median-of-nothing']);
  });

  it('that are all nothing, or over some median, are fine', () => {
    expect(problems({ p50: 0, p99: 0 })).toEqual([]);
    expect(problems({ p50: 0.1, p99: 10 })).toEqual([]);
  });
});
