import { egress, resource, steady, START } from '../../fixtures/plans.js';
import type { Demand, Forecast } from '../forecast/forecast.js';
import type { Leg } from '../topology/leg.js';
import type { TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { plan } from './plan.js';
import type { Resource } from './result.js';

const of = (topology: Topology, forecast: Forecast): Resource =>
  resource(plan(topology, forecast, {}, { recommendations: false }), 'nat:snat-ports:api');

const lines = ({ explanation }: Resource, beginning: string): readonly string[] =>
  explanation.steps.filter((step) => step.startsWith(beginning));

/** What the left side of a line comes to on a calculator: factors in a row, each a number or a sum in brackets. */
const byHand = (line: string): number =>
  line
    .replace(/^.*?: /u, '')
    .split(' × ')
    .map((factor) => /^\(([^)]*)\)|^[\d.]+/u.exec(factor) ?? [])
    .map(([number, sum]) => [...(sum ?? number).matchAll(/(?:^|([+−]) )([\d.]+)/gu)])
    .map((terms) => terms.reduce((sum, [, sign, term]) => sum + (sign === '−' ? -1 : 1) * Number(term), 0))
    .reduce((product, factor) => product * factor, 1);

const near = (left: number, right: number): void => {
  expect(Math.abs(left / right - 1)).toBeLessThan(2e-5);
};

describe('the derivation of a leg’s requests', () => {
  const proxied: Topology = (() => {
    const base = egress({});
    const cache: TopologyNode = { id: 'cache', kind: 'proxy', mode: 'reverse', cacheHitRatio: 0.8 };
    const leg = (id: string, from: string, to: string, extra: Partial<Leg> = {}): Leg => ({
      id,
      from,
      to,
      responseTimeSeconds: 0.1,
      ...extra,
    });
    return {
      ...base,
      nodes: [...base.nodes, cache],
      legs: [
        leg('users-cache', 'users', 'cache'),
        leg('cache-app', 'cache', 'app', { retriesPerRequest: 0.1 }),
        leg('past-it', 'users', 'app', { share: 0.25 }),
        leg('out', 'app', 'api', { via: ['nat'], callsPerRequest: 2, retriesPerRequest: 0.05 }),
      ],
    };
  })();

  const sale: Demand = {
    source: 'users',
    requestsPerSecond: 100,
    growthPerMonth: 0.5,
    dailyProfile: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 1)),
    weeklyProfile: [1, 2, 1, 1, 1, 1, 1],
    events: [
      {
        name: 'on-sale',
        start: '2026-12-01T09:10:00Z',
        durationSeconds: 900,
        multiplier: 25,
        rampSeconds: 30,
      },
    ],
    sigma: 0.2,
  };

  it('begins at the forecast: base, growth, profiles, event and quantile at the peak', () => {
    const pool = of(egress({}), { ...steady(1), demand: [sale] });
    const [demand = ''] = lines(pool, 'demand of users');
    expect(demand).toMatch(
      /^demand of users: 100 × [\d.]+ of growth × 3 by the hour × 2 by the weekday × 25 in on-sale × 1\.38954 at quantile 0\.95 = [\d.]+ requests\/s$/,
    );
    const [product = '', result = ''] = demand.replace(' requests/s', '').split(' = ');
    near(byHand(product), Number(result));
    expect(lines(pool, 'leg out: ')[1]).toBe(`leg out: ${result} × 1 = ${result} requests/s`);
  });

  it('adds up within a surge what was opened during the last hold', () => {
    const event = { name: 'leap', start: '2026-12-01T09:10:00Z', durationSeconds: 30, multiplier: 100 };
    const pool = of(egress({}), {
      ...steady(1),
      demand: [{ source: 'users', requestsPerSecond: 100, events: [event] }],
    });
    // 30 s of 10,000/s and 31 s of 100/s.
    expect(
      lines(pool, 'leg out: the rate was not steady: 303100 connections were opened in the 61 s'),
    ).toHaveLength(1);
    near(pool.peak.offeredLoad, 303_100);
    const long = { ...event, durationSeconds: 900, rampSeconds: 30 };
    const lasting = of(egress({}), {
      ...steady(1),
      demand: [{ source: 'users', requestsPerSecond: 100, events: [long] }],
    });
    expect(lines(lasting, 'leg out: the rate was not steady')).toEqual([]);
  });

  it('says of a steady demand just that', () => {
    expect(lines(of(egress({}), steady(300)), 'demand')).toEqual(['demand of users: 300 requests/s']);
  });

  it('follows a series by its step', () => {
    const { requestsPerSecond: _none, ...demand } = {
      ...steady(1).demand[0],
      source: 'users',
      series: [5, 7, 6],
    };
    const forecast = { ...steady(1), start: START, steps: 3, demand: [demand] };
    expect(lines(of(egress({}), forecast), 'demand')).toEqual(['demand of users: 7 requests/s']);
  });

  it('goes on along the legs, and stops where several meet', () => {
    const pool = of(proxied, steady(300));
    const [way = '', product = ''] = lines(pool, 'leg out: ');
    expect(way).toBe(
      'leg out: (0.22 by cache-app + 0.25 by past-it) × 2 × (1 + 0.05 retried) on out = 0.987 requests for each of users',
    );
    near(byHand(way.split(' = ')[0] ?? ''), 0.987);
    expect(product).toBe('leg out: 300 × 0.987 = 296.1 requests/s');
    near(pool.peak.connectionsPerSecond, 296.1);
  });

  it('names the cache, the retries and the calls on the only way there is', () => {
    const legs = proxied.legs.filter(({ id }) => id !== 'past-it');
    const [way = ''] = lines(of({ ...proxied, legs }, steady(300)), 'leg out: ');
    expect(way).toBe(
      'leg out: (1 − 0.8 from the cache of cache) × (1 + 0.1 retried) on cache-app × 2 × (1 + 0.05 retried) on out = 0.462 requests for each of users',
    );
    near(byHand(way.split(' = ')[0] ?? ''), 0.462);
  });

  it('adds up few sources one by one, and many in all', () => {
    const withSources = (count: number): Resource => {
      const base = egress({});
      const ids = Array.from({ length: count }, (_, index) => `more-${String(index)}`);
      const topology: Topology = {
        ...base,
        nodes: [...base.nodes, ...ids.map((id): TopologyNode => ({ id, kind: 'clients' }))],
        legs: [
          ...base.legs,
          ...ids.map((id): Leg => ({ id: `of-${id}`, from: id, to: 'app', responseTimeSeconds: 1 })),
        ],
      };
      const demand = ids.map((source): Demand => ({ source, requestsPerSecond: 10 }));
      return of(topology, { ...steady(1), demand: [...steady(5).demand, ...demand] });
    };
    expect(lines(withSources(2), 'leg out: ')).toContain('leg out: 5 × 1 + 10 × 1 + 10 × 1 = 25 requests/s');
    expect(lines(withSources(40), 'leg out: ')[0]).toBe('leg out: 405 requests/s of 41 sources');
  });
});
