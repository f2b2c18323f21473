import * as fc from 'fast-check';
import { DomainError } from '../errors.js';
import { keepAlivePool, type PoolBehaviour } from './keep-alive-pool.js';
import type { PoolSettings } from './pool-limits.js';

// Jest looks globals up slowly; a simulation asks for these millions of times.
const { floor, imul, log, min } = Math;
const UNLIMITED = Infinity;

/** Mulberry32: a small generator of uniform numbers, so that every run simulates the same. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Connection {
  readonly born: number;
  served: number;
  idleSince: number;
}

/** A pool as one would write it, with requests at random and a response time of one second on average. */
function simulatedPool(
  requestsPerSecond: number,
  settings: PoolSettings,
  events: number,
): { readonly dialledShare: number; readonly openConnections: number } {
  const random = uniform(7);
  const busy: Connection[] = [];
  const idle: Connection[] = [];
  const { maxIdle = UNLIMITED, maxRequests = UNLIMITED, maxConnections = UNLIMITED } = settings;
  const { idleTimeoutSeconds = UNLIMITED, maxAgeSeconds = UNLIMITED } = settings;
  let [now, waiting, dialled, requests, openSeconds, warmSince] = [0, 0, 0, 0, 0, 0];
  const closesAt = ({ idleSince, born }: Connection): number =>
    min(idleSince + idleTimeoutSeconds, born + maxAgeSeconds);
  const advance = (until: number): void => {
    openSeconds += (busy.length + idle.length) * (until - now);
    // Without ages, the one idle longest is the first to go.
    const candidates = maxAgeSeconds < UNLIMITED ? idle.length : 1;
    for (let at = min(candidates, idle.length) - 1; at >= 0; at -= 1) {
      const connection = idle[at];
      const closes = connection === undefined ? UNLIMITED : closesAt(connection);
      if (closes > until) continue;
      openSeconds -= until - closes;
      idle.splice(at, 1);
      if (candidates === 1) at += min(1, idle.length);
    }
    now = until;
  };
  const serve = (): void => {
    const reused = idle.pop();
    if (reused === undefined) dialled += 1;
    const connection = reused ?? { born: now, served: 0, idleSince: 0 };
    connection.served += 1;
    busy.push(connection);
  };
  const finish = (): void => {
    const at = floor(random() * busy.length);
    const [connection, last] = [busy[at], busy.pop()];
    if (connection === undefined || last === undefined) throw new Error('no request to finish');
    if (at < busy.length) busy[at] = last;
    if (connection.served < maxRequests && connection.born + maxAgeSeconds > now && maxIdle > 0) {
      if (idle.length >= maxIdle) idle.shift();
      connection.idleSince = now;
      idle.push(connection);
    }
    if (waiting > 0) {
      waiting -= 1;
      serve();
    }
  };
  for (let event = 0; event < events; event += 1) {
    if (event === floor(events / 10)) {
      [dialled, requests, openSeconds, warmSince] = [0, 0, 0, now];
    }
    const rate = requestsPerSecond + busy.length;
    advance(now - log(1 - random()) / rate);
    if (random() * rate < requestsPerSecond) {
      requests += 1;
      if (busy.length < maxConnections) serve();
      else waiting += 1;
    } else finish();
  }
  return { dialledShare: dialled / requests, openConnections: openSeconds / (now - warmSince) };
}

function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / expected;
}

describe('A keep-alive pool', () => {
  describe('does as a simulated one', () => {
    const idleLimits: [number, PoolSettings][] = [
      [0.01, { maxIdle: 2, idleTimeoutSeconds: 100 }],
      [0.1, { maxIdle: 1, idleTimeoutSeconds: 10 }],
      [1, { maxIdle: 2 }],
      [1, { maxIdle: 2, idleTimeoutSeconds: 5 }],
      [5, { idleTimeoutSeconds: 3 }],
      [20, { maxIdle: 5, idleTimeoutSeconds: 1 }],
      [20, { maxIdle: 10 }],
      [100, { maxIdle: 10 }],
      [100, { idleTimeoutSeconds: 1 }],
      [100, { maxIdle: 30, idleTimeoutSeconds: 2 }],
      [1000, { maxIdle: 2 }],
      [90, { maxConnections: 100, maxIdle: 5 }],
      [8, { maxConnections: 10, maxIdle: 3, idleTimeoutSeconds: 5 }],
    ];
    it.each(idleLimits)('with %d requests in flight and idle limits %j, to 3 %%', (rate, settings) => {
      const pool = keepAlivePool({ requestsPerSecond: rate, responseTimeSeconds: 1 }, settings);
      const simulated = simulatedPool(rate, settings, 500_000);
      expect(relativeError(pool.connectionsPerSecond / rate, simulated.dialledShare)).toBeLessThan(0.03);
      expect(relativeError(pool.openConnections, simulated.openConnections)).toBeLessThan(0.01);
    });

    const wear: [number, PoolSettings][] = [
      [1, { maxIdle: 2, maxRequests: 2 }],
      [1, { idleTimeoutSeconds: 5, maxRequests: 10 }],
      [0.1, { idleTimeoutSeconds: 100, maxRequests: 10 }],
      [10, { maxIdle: 5, maxRequests: 10 }],
      [10, { idleTimeoutSeconds: 30, maxRequests: 50, maxAgeSeconds: 200 }],
      [10, { idleTimeoutSeconds: 30, maxAgeSeconds: 60 }],
      [100, { maxIdle: 10, maxRequests: 11 }],
      [50, { idleTimeoutSeconds: 20, maxRequests: 100 }],
    ];
    it.each(wear)('with %d requests in flight, limits of use and age in %j, to 5 %%', (rate, settings) => {
      const pool = keepAlivePool({ requestsPerSecond: rate, responseTimeSeconds: 1 }, settings);
      const simulated = simulatedPool(rate, settings, 400_000);
      expect(relativeError(pool.connectionsPerSecond / rate, simulated.dialledShare)).toBeLessThan(0.05);
      expect(relativeError(pool.openConnections, simulated.openConnections)).toBeLessThan(0.05);
    });
  });

  it('that keeps two idle, as Go does by default, dials for one request in three under load', () => {
    const pool = keepAlivePool({ requestsPerSecond: 50_000, responseTimeSeconds: 0.2 }, { maxIdle: 2 });
    expect(pool.requestsPerConnection).toBeCloseTo(3, 1);
    expect(pool.births.idleSlots).toBeCloseTo(pool.connectionsPerSecond, 6);
  });

  it('that keeps none dials for every request, and has open what is in flight', () => {
    const pool = keepAlivePool({ requestsPerSecond: 200, responseTimeSeconds: 0.1 }, { maxIdle: 0 });
    expect(pool.connectionsPerSecond).toBe(200);
    expect(pool.openConnections).toBeCloseTo(20, 9);
    // Poisson(20): P(N > 38) = 1.09e-4, P(N > 39) = 5.3e-5.
    expect(pool.openConnectionsHigh).toBe(39);
  });

  it('that keeps far more idle than the flight ever varies by does not dial for want of room', () => {
    const pool = keepAlivePool({ requestsPerSecond: 1000, responseTimeSeconds: 0.1 }, { maxIdle: 10_000 });
    expect(pool.births.idleSlots).toBe(0);
    expect(pool.requestsPerConnection).toBeGreaterThan(1e6);
  });

  it('used less often than its timeout dials for every request and waits it out', () => {
    const rare = { requestsPerSecond: 1e-5, responseTimeSeconds: 2 };
    const pool = keepAlivePool(rare, { idleTimeoutSeconds: 60 });
    expect(pool.requestsPerConnection).toBeCloseTo(1, 2);
    expect(pool.connectionSeconds).toBeCloseTo(62, 1);
  });

  it('with fewer connections than requests in flight keeps them all busy, and closes them for wear alone', () => {
    const settings = { maxConnections: 10, maxRequests: 100, maxIdle: 2 };
    const pool = keepAlivePool({ requestsPerSecond: 300, responseTimeSeconds: 0.1 }, settings);
    expect(pool.openConnections).toBe(10);
    expect(pool.openConnectionsHigh).toBe(10);
    expect(pool.connectionsPerSecond).toBeCloseTo(1, 9);
  });

  it('without requests has no connections', () => {
    expect(keepAlivePool({ requestsPerSecond: 0, responseTimeSeconds: 1 }, { maxIdle: 2 })).toEqual({
      connectionsPerSecond: 0,
      openConnections: 0,
      openConnectionsHigh: 0,
      connectionSeconds: 0,
      requestsPerConnection: 0,
      births: { idleSlots: 0, idleTimeout: 0, requestLimit: 0, age: 0 },
    });
  });

  it.each([
    [{ requestsPerSecond: -1, responseTimeSeconds: 1 }, {}, 'requestsPerSecond'],
    [{ requestsPerSecond: 1, responseTimeSeconds: NaN }, {}, 'responseTimeSeconds'],
    [{ requestsPerSecond: 1, responseTimeSeconds: 1 }, { maxRequests: 0.5 }, 'maxRequests'],
    [{ requestsPerSecond: 1, responseTimeSeconds: 1 }, { maxConnections: 0 }, 'maxConnections'],
    [{ requestsPerSecond: 1, responseTimeSeconds: 1 }, { idleTimeoutSeconds: -1 }, 'idleTimeoutSeconds'],
  ])('refuses %j with %j, naming %s', (demand, settings, field) => {
    expect(() => keepAlivePool(demand, settings)).toThrow(DomainError);
    expect(() => keepAlivePool(demand, settings)).toThrow(field);
  });

  const demands = fc.record({
    requestsPerSecond: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    responseTimeSeconds: fc.double({ min: 0, max: 100, noNaN: true }),
  });
  const limits = fc.record(
    {
      maxIdle: fc.integer({ min: 0, max: 10_000 }),
      idleTimeoutSeconds: fc.double({ min: 0, max: 1e5, noNaN: true }),
      maxRequests: fc.integer({ min: 1, max: 1e6 }),
      maxAgeSeconds: fc.double({ min: 0, max: 1e5, noNaN: true }),
      maxConnections: fc.integer({ min: 1, max: 1e5 }),
    },
    { requiredKeys: [] },
  );

  it('accounts for every birth, obeys Little, and never dials more often than it is asked', () => {
    fc.assert(
      fc.property(demands, limits, (demand, settings) => {
        const pool = keepAlivePool(demand, settings);
        const { idleSlots, idleTimeout, requestLimit, age } = pool.births;
        const rate = pool.connectionsPerSecond;
        expect(Object.values(pool.births).every((birth) => birth >= 0)).toBe(true);
        expect(idleSlots + idleTimeout + requestLimit + age).toBeCloseTo(rate, 9);
        expect(rate).toBeLessThanOrEqual(demand.requestsPerSecond * (1 + 1e-9));
        expect(pool.connectionSeconds * rate).toBeCloseTo(rate > 0 ? pool.openConnections : 0, 6);
        expect(pool.openConnections).toBeLessThanOrEqual((settings.maxConnections ?? Infinity) * 1.001);
        expect(pool.openConnectionsHigh).toBeGreaterThanOrEqual(Math.floor(pool.openConnections));
      }),
      { numRuns: 500 },
    );
  });

  it('changes smoothly with its demand, so that plans may search along it', () => {
    fc.assert(
      fc.property(demands, fc.integer({ min: 1, max: 100 }), (demand, maxIdle) => {
        const more = { ...demand, requestsPerSecond: demand.requestsPerSecond * 1.001 };
        const settings = { maxIdle, idleTimeoutSeconds: 60, maxRequests: 1000 };
        const [pool, busier] = [keepAlivePool(demand, settings), keepAlivePool(more, settings)];
        expect(relativeError(busier.openConnections, pool.openConnections)).toBeLessThan(0.01);
        expect(relativeError(busier.connectionsPerSecond, pool.connectionsPerSecond)).toBeLessThan(0.02);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a pool that is asked for hardly less than its connections can serve', () => {
  const settings = { maxIdle: 49, maxConnections: 300, idleTimeoutSeconds: 60, maxAgeSeconds: 3600 };
  const at = (share: number): PoolBehaviour =>
    keepAlivePool({ requestsPerSecond: (300 / 0.3) * share, responseTimeSeconds: 0.3 }, settings);

  it.each([1e-4, 1e-6, 1e-9, 1e-13])('is as busy as one that is asked for all, but for %d', (less) => {
    // All 300 are open all the time, and only age closes any: 300 / 3,600 s.
    const { openConnections, connectionsPerSecond } = at(1 - less);
    expect(openConnections).toBeCloseTo(at(1).openConnections, 1);
    expect(connectionsPerSecond).toBeCloseTo(300 / 3600, 4);
  });
});

describe('a small pool whose levels are looked at two at a time, from none in flight on', () => {
  // 14.4 in flight on average and 16 connections at most: a grid from 0 with a whole stride above 1.
  it.each([8, 16])('has figures where %d connections may idle', (maxIdle) => {
    const behaviour = (requestsPerSecond: number): PoolBehaviour =>
      keepAlivePool(
        { requestsPerSecond, responseTimeSeconds: 1 },
        { maxIdle, maxConnections: 16, idleTimeoutSeconds: 60, maxAgeSeconds: 3600 },
      );
    const { openConnections, connectionsPerSecond } = behaviour(14.38);
    expect(openConnections).toBeGreaterThan(14.38);
    expect(openConnections).toBeLessThanOrEqual(16);
    // Just below 14.2 the grid has another stride: the figures go on.
    expect(relativeError(behaviour(14).openConnections, openConnections)).toBeLessThan(0.03);
    expect(connectionsPerSecond).toBeGreaterThan(0);
    expect(connectionsPerSecond).toBeLessThan(1);
  });
});
