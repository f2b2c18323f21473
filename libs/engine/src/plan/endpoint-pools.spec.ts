import * as fc from 'fast-check';
import { direct, resource, steady, withNodes } from '../../fixtures/plans.js';
import { applyPatch } from '../remedies/json-patch.js';
import type { Connections, Leg } from '../topology/leg.js';
import type { ProfileDefinition } from '../topology/profile-definition.js';
import { resolveTopology } from '../topology/resolve.js';
import type { Topology } from '../topology/topology.js';
import type { LegConnections } from './contribution.js';
import { legConnections } from './leg-connections.js';
import { plan } from './plan.js';
import type { PlanResult } from './result.js';

// Jest looks globals up slowly; a simulation asks for these millions of times.
const { floor, log } = Math;

/** Park and Miller's generator, so that every run simulates the same. */
function uniform(): () => number {
  let state = 20_260_101;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Simulated {
  readonly requestsPerSecond: number;
  readonly endpoints: number;
  readonly maxIdle: number;
  /** Whether the limit counts the idle connections of all endpoints, of which the one idle longest is closed. */
  readonly shared: boolean;
  readonly idleTimeoutSeconds: number;
}

/** A proxy that picks an endpoint for each request at random and reuses only connections to it; one second each. */
function simulatedProxy(proxy: Simulated): { readonly dialledShare: number; readonly open: number } {
  const { requestsPerSecond, endpoints, maxIdle, shared, idleTimeoutSeconds } = proxy;
  const [random, events] = [uniform(), 300_000];
  const busy: number[] = [];
  const idle: number[][] = Array.from({ length: endpoints }, () => []);
  const longest = (): number[] =>
    idle.reduce((first, next) => ((next[0] ?? Infinity) < (first[0] ?? Infinity) ? next : first));
  let [now, kept, requests, dialled, openSeconds, since] = [0, 0, 0, 0, 0, 0];
  for (let event = 0; event < events; event += 1) {
    if (event === events / 10) [requests, dialled, openSeconds, since] = [0, 0, 0, now];
    const rate = requestsPerSecond + busy.length;
    const until = now - log(random()) / rate;
    openSeconds += (busy.length + kept) * (until - now);
    for (const pool of idle) {
      while ((pool[0] ?? Infinity) + idleTimeoutSeconds <= until) {
        openSeconds -= until - ((pool.shift() ?? 0) + idleTimeoutSeconds);
        kept -= 1;
      }
    }
    now = until;
    if (random() * rate < requestsPerSecond) {
      const endpoint = floor(random() * endpoints);
      requests += 1;
      if (idle[endpoint]?.pop() === undefined) dialled += 1;
      else kept -= 1;
      busy.push(endpoint);
    } else {
      const at = floor(random() * busy.length);
      const [endpoint = 0, last = 0] = [busy[at], busy.pop()];
      if (at < busy.length) busy[at] = last;
      const pool = idle[endpoint] ?? [];
      const full = (shared ? kept : pool.length) >= maxIdle;
      if (full) (shared ? longest() : pool).shift();
      else kept += 1;
      pool.push(now);
    }
  }
  return { dialledShare: dialled / requests, open: openSeconds / (now - since) };
}

/** One proxy in front of an API of so many endpoints. */
function proxied(profile: string, endpoints: number, connections?: Connections): Topology {
  const { legs, ...topology } = direct({});
  const as = ({ connections: _, ...leg }: Leg): Leg =>
    connections === undefined ? leg : { ...leg, connections };
  const nodes = withNodes(
    withNodes({ ...topology, legs: legs.map((leg) => (leg.id === 'out' ? as(leg) : leg)) }, 'api', {
      id: 'api',
      kind: 'external',
      endpoints,
    }),
    'app',
    {
      id: 'app',
      kind: 'proxy',
      mode: 'reverse',
      profile,
      host: { profile: 'linux' },
    },
  );
  return { ...nodes, profiles: [OF_THE_NAME] };
}

/** HAProxy as if it kept its connections for a name. */
const OF_THE_NAME: ProfileDefinition = {
  id: 'acme/haproxy',
  basedOn: 'haproxy',
  source: 'read in the lab',
  asOf: '2026-11-30',
  pool: { poolScope: 'destination' },
};

function lawOf(topology: Topology): LegConnections {
  const { nodes } = resolveTopology(topology);
  const leg = topology.legs.find(({ id }) => id === 'out');
  const [from, to] = [nodes.get('app'), nodes.get('api')];
  if (leg === undefined || from === undefined || to === undefined) throw new Error('no such leg');
  const pick = (quantity: unknown): number => Number(quantity);
  return legConnections({ leg, from, to, via: [] }, 1, pick, new Map());
}

function off(actual: number, expected: number): number {
  return actual / expected - 1;
}

describe('connections that are kept for one endpoint', () => {
  const products: [string, Simulated][] = [
    ['haproxy', { requestsPerSecond: 20, endpoints: 4, maxIdle: 5, shared: false, idleTimeoutSeconds: 30 }],
    ['haproxy', { requestsPerSecond: 100, endpoints: 10, maxIdle: 3, shared: false, idleTimeoutSeconds: 5 }],
    ['envoy', { requestsPerSecond: 30, endpoints: 15, maxIdle: 1e9, shared: false, idleTimeoutSeconds: 4 }],
    ['varnish', { requestsPerSecond: 3, endpoints: 12, maxIdle: 1e9, shared: false, idleTimeoutSeconds: 10 }],
  ];
  it.each(products)('are those of a simulated %s, to 2 %%: %j', (profile, proxy) => {
    const { requestsPerSecond, endpoints, maxIdle, idleTimeoutSeconds } = proxy;
    const law = lawOf(proxied(profile, endpoints, { reuse: 'keep-alive', maxIdle, idleTimeoutSeconds }));
    const { connectionsPerSecond, openConnections } = law.at(requestsPerSecond, 1);
    const simulated = simulatedProxy(proxy);
    expect(Math.abs(off(openConnections, simulated.open))).toBeLessThan(0.02);
    expect(Math.abs(off(connectionsPerSecond / requestsPerSecond, simulated.dialledShare))).toBeLessThan(
      0.02,
    );
  });

  const caches: [Simulated][] = [
    [{ requestsPerSecond: 20, endpoints: 4, maxIdle: 8, shared: true, idleTimeoutSeconds: 60 }],
    [{ requestsPerSecond: 100, endpoints: 10, maxIdle: 32, shared: true, idleTimeoutSeconds: 60 }],
    [{ requestsPerSecond: 100, endpoints: 40, maxIdle: 32, shared: true, idleTimeoutSeconds: 60 }],
    [{ requestsPerSecond: 2, endpoints: 12, maxIdle: 4, shared: true, idleTimeoutSeconds: 60 }],
  ];
  it.each(caches)(
    'under one limit of idle ones, as of nginx, are a tenth too few at most, and dialled two fifths too often: %j',
    (proxy) => {
      const { requestsPerSecond, endpoints, maxIdle } = proxy;
      const unworn = { maxRequests: 1e9, maxAgeSeconds: 1e9 };
      const law = lawOf(proxied('nginx', endpoints, { reuse: 'keep-alive', maxIdle, ...unworn }));
      const { connectionsPerSecond, openConnections } = law.at(requestsPerSecond, 1);
      const simulated = simulatedProxy(proxy);
      expect(off(openConnections, simulated.open)).toBeGreaterThan(-0.11);
      expect(off(openConnections, simulated.open)).toBeLessThan(0.02);
      const dialled = off(connectionsPerSecond / requestsPerSecond, simulated.dialledShare);
      expect(dialled).toBeGreaterThan(-0.05);
      expect(dialled).toBeLessThan(0.42);
    },
  );

  it('of Envoy are no more in all than its cluster allows, but one to each host', () => {
    const law = (endpoints: number): LegConnections =>
      lawOf(proxied('envoy', endpoints, { reuse: 'keep-alive', maxConnections: 50 }));
    expect(law(20).at(30, 1).openConnections).toBe(50);
    expect(law(20).at(30, 3).openConnections).toBeLessThanOrEqual(150);
    expect(law(80).at(1000, 1).openConnections).toBe(80);
  });

  it('of HTTP/2 are one to each endpoint at least', () => {
    const law = (profile: string): LegConnections =>
      lawOf(proxied(profile, 20, { reuse: 'multiplex', maxConcurrentStreams: 100 }));
    expect(law('envoy').at(50, 1).openConnections).toBeCloseTo(20, 0);
    expect(law('go-net-http').at(50, 1).openConnections).toBeLessThan(2);
  });
});

describe('the endpoints of a destination', () => {
  const rates = fc.double({ min: 0.01, max: 2000, noNaN: true });
  const counts = fc.integer({ min: 2, max: 64 });
  const settings: fc.Arbitrary<Connections> = fc.oneof(
    fc.record({
      reuse: fc.constant('keep-alive' as const),
      maxIdle: fc.integer({ min: 0, max: 40 }),
      idleTimeoutSeconds: fc.constantFrom(1, 20, 300),
    }),
    fc.record({
      reuse: fc.constant('multiplex' as const),
      maxConcurrentStreams: fc.constantFrom(1, 10, 100),
    }),
  );
  const profiles = fc.constantFrom('haproxy', 'envoy', 'varnish', 'squid', 'apache', 'caddy');

  it('are nothing to a pool of the whole destination, nor is one of them to any', () => {
    fc.assert(
      fc.property(rates, counts, settings, (rate, endpoints, connections) => {
        const at = (profile: string, count: number): ReturnType<LegConnections['at']> =>
          lawOf(proxied(profile, count, connections)).at(rate, 2);
        expect(at('go-net-http', endpoints)).toEqual(at('go-net-http', 1));
        expect(at('haproxy', 1)).toEqual(at('acme/haproxy', endpoints));
      }),
      { numRuns: 30 },
    );
  });

  const openAt = (profile: string, count: number, connections: Connections, rate: number): number =>
    lawOf(proxied(profile, count, connections)).at(rate, 1).openConnections;

  it('bring no fewer open connections of one request each the more there are, and no more requests', () => {
    const oneRequest = settings.map((each) => ({ ...each, maxConcurrentStreams: 1 }));
    fc.assert(
      fc.property(profiles, rates, counts, oneRequest, (profile, rate, endpoints, connections) => {
        const fewer = openAt(profile, Math.ceil(endpoints / 2), connections, rate);
        expect(openAt(profile, endpoints, connections, rate)).toBeGreaterThanOrEqual(fewer * (1 - 5e-3));
        const { connectionsPerSecond } = lawOf(proxied(profile, endpoints, connections)).at(rate, 1);
        expect(connectionsPerSecond).toBeLessThanOrEqual(rate * (1 + 1e-9));
      }),
      { numRuns: 60 },
    );
  });

  it('may have fewer multiplexed connections the more there are, where hardly any needs a second one', () => {
    const multiplexed = { reuse: 'multiplex', maxConcurrentStreams: 10 } as const;
    // 24 in flight: of 9 pools each has more than ten at times, and keeps for an hour what it opened then.
    expect(openAt('envoy', 9, multiplexed, 24) / 9).toBeGreaterThan(1.8);
    expect(openAt('envoy', 17, multiplexed, 24) / 17).toBeLessThan(1.02);
  });

  it('do not divide what was measured, held in sessions or not reused at all', () => {
    const forms: readonly Connections[] = [
      { reuse: 'none' },
      { reuse: 'keep-alive', requestsPerConnection: 20 },
      { reuse: 'persistent', sessions: 500, sessionSeconds: 3600 },
    ];
    for (const form of forms) {
      expect(lawOf(proxied('haproxy', 16, form)).at(800, 2)).toEqual(
        lawOf(proxied('haproxy', 1, form)).at(800, 2),
      );
    }
  });
});

describe('a plan of a proxy with a pool for each endpoint', () => {
  const planned = (topology: Topology): PlanResult => plan(topology, steady(300));

  it('derives its connections from the part of one endpoint, so that they can be followed', () => {
    const { explanation, peak } = resource(
      planned(proxied('haproxy', 6, { reuse: 'keep-alive', maxIdle: 4 })),
      'app:ephemeral-ports:api',
    );
    const text = explanation.steps.join('\n');
    expect(text).toContain('a pool for each of 6 endpoints: 300/s / 6 = 50/s in each');
    expect(text).toContain('in flight per pool = 50/s × 1 s = 50');
    const [, each = NaN, open = NaN] =
      /all pools of a process: open 6 × ([\d.]+) = ([\d.]+)/u.exec(text)?.map(Number) ?? [];
    expect(open).toBeCloseTo(6 * each, 2);
    const [, dialled = NaN] = /dialled 6 × [\d.]+\/s = ([\d.]+)\/s/u.exec(text)?.map(Number) ?? [];
    expect(peak.offeredLoad).toBeCloseTo(open + 60 * dialled, 1);
    expect(explanation.sources.join('\n')).toContain('5.2-pool-max-conn');
  });

  it('says how a limit of all idle connections falls on them', () => {
    const { explanation } = resource(planned(proxied('nginx', 12)), 'app:ephemeral-ports:api');
    expect(explanation.steps.join('\n')).toContain(
      'maxIdle counts those of all pools: 32 / 12 = 2.66667 in each',
    );
  });

  it.each(['haproxy', 'nginx', 'envoy', 'varnish', 'squid', 'apache'])(
    'has the ports that the advice for %s tells when it is followed',
    (profile) => {
      const topology = proxied(profile, 8, { reuse: 'none' });
      const advice = plan(topology, steady(2000)).pooling[0];
      expect(advice).toMatchObject({ leg: 'out', poolsPerProcess: 8 });
      const index = topology.legs.findIndex(({ id }) => id === 'out');
      const { maxAgeSeconds, ...settings } = advice?.perProcess ?? { maxAgeSeconds: null };
      const followed = applyPatch<Topology>(topology, [
        {
          op: 'add',
          path: `/legs/${String(index)}/connections`,
          value: { reuse: 'keep-alive', ...settings, maxAgeSeconds },
        },
      ]);
      const { peak } = resource(plan(followed, steady(2000)), 'app:ephemeral-ports:api');
      expect(Math.abs(off(peak.offeredLoad, advice?.after.ports ?? 0))).toBeLessThan(0.01);
    },
  );

  it('advises what the product’s line sets: to each server, or to all', () => {
    const of = (profile: string): PlanResult['pooling'][number] | undefined =>
      plan(proxied(profile, 8, { reuse: 'none' }), steady(2000)).pooling[0];
    const [haproxy, nginx, envoy] = [of('haproxy'), of('nginx'), of('envoy')];
    expect(nginx?.perProcess.maxIdle).toBe((haproxy?.perProcess.maxIdle ?? 0) * 8);
    expect(envoy?.perProcess.maxConnections).toBe((haproxy?.perProcess.maxConnections ?? 0) * 8);
    expect(haproxy?.connectionsTotal).toBe(envoy?.connectionsTotal);
    expect(haproxy?.config['haproxy']).toContain(`pool-max-conn ${String(haproxy?.perProcess.maxIdle)} `);
    expect(nginx?.config['nginx']).toContain(`keepalive ${String(nginx?.perProcess.maxIdle)};`);
  });
});
