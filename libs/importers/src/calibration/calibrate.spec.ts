import { plan, type Forecast, type Topology } from '@portplan/engine';
import * as fc from 'fast-check';
import { ImportError } from '../import-error.js';
import { readObserved } from '../observed/read-observed.js';
import { calibrate } from './calibrate.js';

const TOPOLOGY: Topology = {
  apiVersion: 'portplan/v1',
  kind: 'Topology',
  name: 'shop',
  nodes: [
    { id: 'users', kind: 'clients' },
    { id: 'app', kind: 'backend', instances: 4 },
    { id: 'nat', kind: 'nat-gateway', profile: 'aws/nat-gateway', publicIps: 1 },
    { id: 'api', kind: 'external' },
  ],
  legs: [
    { id: 'in', from: 'users', to: 'app', responseTimeSeconds: 0.2 },
    {
      id: 'out',
      from: 'app',
      to: 'api',
      via: ['nat'],
      callsPerRequest: 0.5,
      responseTimeSeconds: 0.8,
      connections: { reuse: 'none' },
    },
  ],
};
const FORECAST: Forecast = {
  apiVersion: 'portplan/v1',
  kind: 'Forecast',
  name: 'autumn',
  start: '2026-12-01T00:00:00Z',
  stepSeconds: 3600,
  steps: 720,
  demand: [{ source: 'users', requestsPerSecond: 100, growthPerMonth: 0.05 }],
};
const POOL = 'nat:snat-ports:api';
const START = Date.parse('2026-11-02T00:00:00Z') / 1000;
const PERIOD = 300;

/** CloudWatch's answer for a gateway whose connections last `holding` seconds, at a rate that goes up and down each day. */
function cloudWatch(
  holding: number,
  rateAt: (hour: number) => number,
  periods = (3 * 86_400) / PERIOD,
): string {
  const times = Array.from({ length: periods }, (_, index) => START + index * PERIOD);
  const rates = times.map((time) => rateAt(Math.floor((time % 86_400) / 3600)));
  const result = (Label: string, Values: readonly number[]) => ({
    Id: Label.toLowerCase(),
    Label: `nat-0abc ${Label}`,
    // CloudWatch answers with the newest first.
    Timestamps: times.map((time) => new Date(time * 1000).toISOString()).reverse(),
    Values: [...Values].reverse(),
    StatusCode: 'Complete',
  });
  return JSON.stringify({
    MetricDataResults: [
      result(
        'ActiveConnectionCount',
        rates.map((rate) => rate * holding),
      ),
      result(
        'ConnectionEstablishedCount',
        rates.map((rate) => rate * PERIOD),
      ),
    ],
    Messages: [],
  });
}

const steadily = () => 80;

describe('calibration by measured series', () => {
  it('finds how long connections are open, and the traffic that makes them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 500, noNaN: true }),
        fc.double({ min: 1, max: 5000, noNaN: true }),
        (holding, rate) => {
          const { holdingTime, forecast, openConnections } = calibrate({
            topology: TOPOLOGY,
            forecast: FORECAST,
            observed: readObserved(cloudWatch(holding, () => rate)),
            pool: POOL,
          });
          expect(holdingTime.seconds.mid / holding).toBeCloseTo(1, 9);
          expect(holdingTime.heldBack.meanError).toBeCloseTo(0, 9);
          // Half a call for each request.
          expect((forecast.demand[0]?.requestsPerSecond ?? 0) / (2 * rate)).toBeCloseTo(1, 9);
          expect(openConnections.after / openConnections.observed).toBeCloseTo(1, 6);
        },
      ),
      { numRuns: 20 },
    );
  });

  const daily = calibrate({
    topology: TOPOLOGY,
    forecast: FORECAST,
    observed: readObserved(cloudWatch(12, (hour) => (hour === 20 ? 240 : 60))),
    pool: POOL,
  });

  it('writes what it found over what stood there, marked as calibrated, and says both', () => {
    expect(daily.topology.legs[1]).toMatchObject({
      responseTimeSeconds: { mid: expect.closeTo(12, 9), confidence: 0.9 },
      provenance: { responseTimeSeconds: { kind: 'calibrated' } },
    });
    expect(daily.values.map(({ pointer, before }) => [pointer, before])).toEqual([
      ['/legs/1/responseTimeSeconds', 0.8],
      ['/demand/0', FORECAST.demand[0]],
    ]);
    expect(daily.openConnections.before).toBeCloseTo(50 * 0.8, 9);
  });

  it('finds the shape of the day: four times the usual rate at eight in the evening', () => {
    const profile = daily.forecast.demand[0]?.dailyProfile ?? [];
    expect((profile[20] ?? 0) / (profile[3] ?? 1)).toBeCloseTo(4, 3);
    expect(profile.reduce((sum, each) => sum + each, 0) / 24).toBeCloseTo(1, 3);
    expect(daily.peakFactor).toBeCloseTo(240 / 67.5, 6);
  });

  it('keeps growth, and gives documents that can be planned', () => {
    expect(daily.forecast.demand[0]?.growthPerMonth).toBe(0.05);
    const { resources } = plan(daily.topology, { ...daily.forecast, steps: 24 });
    const peak = resources.find(({ id }) => id === POOL)?.peak;
    expect(peak?.connectionsPerSecond).toBeGreaterThan(235);
    expect(peak?.connectionsPerSecond).toBeLessThan(245);
  });

  it('has an interval that holds the truth where the measure is noisy', () => {
    let seed = 7;
    const noise = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const noisy = JSON.parse(cloudWatch(12, steadily)) as { MetricDataResults: { Values: number[] }[] };
    const [open] = noisy.MetricDataResults;
    if (open !== undefined) open.Values = open.Values.map((value) => value * (0.7 + 0.6 * noise()));
    const { seconds, heldBack } = calibrate({
      topology: TOPOLOGY,
      forecast: FORECAST,
      observed: readObserved(JSON.stringify(noisy)),
      pool: POOL,
    }).holdingTime;
    expect(seconds.low).toBeLessThan(12);
    expect(seconds.high).toBeGreaterThan(12);
    expect(seconds.high - seconds.low).toBeLessThan(1);
    // Uniform from 0.7 to 1.3: 0.15 off on average.
    expect(heldBack.meanError).toBeGreaterThan(0.12);
    expect(heldBack.meanError).toBeLessThan(0.18);
  });

  it('counts requests on a connection where both were measured', () => {
    const times = Array.from({ length: 40 }, (_, index) => START + index * 15);
    const series = (name: string, valueAt: (index: number) => number) => ({
      metric: { __name__: name, instance: 'app-1' },
      values: times.map((time, index) => [time, String(valueAt(index))]),
    });
    const text = JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          series('node_netstat_Tcp_CurrEstab', () => 90),
          // A counter that is started anew in the middle.
          series('node_netstat_Tcp_ActiveOpens', (index) => (index % 20) * 15 * 3),
          series('http_requests_total', (index) => index * 15 * 60),
          series('node_nf_conntrack_entries', () => 450),
        ],
      },
    });
    const { topology, requestsPerConnection, holdingTime, quarantineSeconds } = calibrate({
      topology: TOPOLOGY,
      forecast: FORECAST,
      observed: readObserved(text),
      pool: POOL,
    });
    expect(holdingTime.seconds.mid).toBeCloseTo(30, 9);
    expect(requestsPerConnection).toBeCloseTo(20, 9);
    expect(quarantineSeconds).toBeCloseTo(120, 9);
    expect(topology.legs[1]?.connections).toMatchObject({
      reuse: 'keep-alive',
      requestsPerConnection: expect.closeTo(20, 9),
      connectionSeconds: { mid: expect.closeTo(30, 9) },
    });
  });

  const ask = (text: string, pool = POOL) =>
    calibrate({ topology: TOPOLOGY, forecast: FORECAST, observed: readObserved(text), pool });

  it.each([
    ['the JSON ends in the middle, after 1 characters', '{', POOL],
    ['the document has neither MetricDataResults', '[]', POOL],
    [
      'no metric that is understood among CPUUtilization',
      '{"MetricDataResults": [{"Label": "CPUUtilization", "Timestamps": [], "Values": []}]}',
      POOL,
    ],
    [
      '/MetricDataResults/0 has 1 Timestamps and 0 Values',
      '{"MetricDataResults": [{"Label": "ActiveConnectionCount", "Timestamps": ["2026-11-01T00:00:00Z"], "Values": []}]}',
      POOL,
    ],
    [
      '/MetricDataResults/0/Values/0 is no instant',
      '{"MetricDataResults": [{"Label": "ActiveConnectionCount", "Timestamps": ["soon"], "Values": [1]}]}',
      POOL,
    ],
    [
      'there is no series of connections per second',
      '{"MetricDataResults": [{"Label": "ActiveConnectionCount", "Timestamps": [], "Values": []}]}',
      POOL,
    ],
    ['resultType is "vector"; it must be "matrix"', '{"data": {"resultType": "vector", "result": []}}', POOL],
    ['have 4 instants in common; at least 8 are needed', cloudWatch(1, steadily, 4), POOL],
    ['no connection was opened in the measured time', cloudWatch(1, () => 0), POOL],
    [
      'there is no pool "nat:snat-ports:apis"; the pools are ',
      cloudWatch(1, steadily),
      'nat:snat-ports:apis',
    ],
  ])('%s', (message, text, pool) => {
    expect(() => ask(text, pool)).toThrow(ImportError);
    expect(() => ask(text, pool)).toThrow(message);
  });
});
