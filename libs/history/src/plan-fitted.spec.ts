import { plan, PlanError, type Forecast, type Topology } from '@portplan/engine';
import { planFitted, seriesFitted } from './plan-fitted.js';

const TOPOLOGY: Topology = {
  apiVersion: 'portplan/v1',
  kind: 'Topology',
  name: 'shop',
  nodes: [
    { id: 'users', kind: 'clients' },
    { id: 'app', kind: 'backend', instances: 4 },
    { id: 'api', kind: 'external' },
  ],
  legs: [
    { id: 'in', from: 'users', to: 'app', responseTimeSeconds: 0.2 },
    { id: 'out', from: 'app', to: 'api', responseTimeSeconds: 0.5, connections: { reuse: 'none' } },
  ],
};

function recorded(rate: (hour: number) => number): Forecast {
  const lines = Array.from({ length: 336 }, (_, hour) => `${String(hour * 3600)},${String(rate(hour))}`);
  return {
    apiVersion: 'portplan/v1',
    kind: 'Forecast',
    name: 'continued',
    start: '1970-01-15T00:00:00Z',
    stepSeconds: 3600,
    steps: 24,
    demand: [{ source: 'users', history: { csv: lines.join('\n') } }],
  };
}

describe('a plan of recorded demand', () => {
  it('of a steady recording is that of a steady demand', () => {
    const { demand: _demand, ...forecast } = recorded(() => 200);
    const steady = { ...forecast, demand: [{ source: 'users', requestsPerSecond: 200 }] };
    const [fitted] = planFitted(
      TOPOLOGY,
      recorded(() => 200),
      {},
    ).resources;
    const [given] = plan(TOPOLOGY, steady).resources;
    expect((fitted?.peak.offeredLoad ?? 0) / (given?.peak.offeredLoad ?? 1)).toBeCloseTo(1, 3);
  });

  it('says among its findings how good the fit was', () => {
    const { findings } = planFitted(
      TOPOLOGY,
      recorded((hour) => 100 + (hour % 24)),
      {},
    );
    expect(findings).toContainEqual({
      code: 'history-fitted',
      severity: 'info',
      node: 'users',
      message: expect.stringMatching(
        /^The demand of users continues its recording \(336 steps, seasons of a day and a week\); on the last 67 steps, which were held back, it was [\d.]+ % off on average/,
      ),
    });
  });

  it('is drawn over time as it is planned', () => {
    const forecast = recorded((hour) => 100 + 50 * Math.sin((hour / 24) * 2 * Math.PI));
    const [pool] = planFitted(TOPOLOGY, forecast, {}).resources;
    const [series] = seriesFitted(TOPOLOGY, forecast, {}, {});
    expect(Math.max(...(series?.points ?? []).map(({ offeredLoad }) => offeredLoad))).toBe(
      pool?.peak.offeredLoad,
    );
  });

  it('leaves a forecast without a recording alone', () => {
    const forecast: Forecast = { ...recorded(() => 1), demand: [{ source: 'users', requestsPerSecond: 5 }] };
    expect(planFitted(TOPOLOGY, forecast, {})).toEqual(plan(TOPOLOGY, forecast));
  });

  it('names the demand whose recording cannot be used', () => {
    const forecast: Forecast = {
      ...recorded(() => 1),
      demand: [{ source: 'users', history: { csv: '0,x' } }],
    };
    expect(() => planFitted(TOPOLOGY, forecast, {})).toThrow(PlanError);
    expect(() => planFitted(TOPOLOGY, forecast, {})).toThrow(
      /^demand\[0\]\.history\.csv cannot be fitted to: line 1 has the value "x"/,
    );
  });
});
