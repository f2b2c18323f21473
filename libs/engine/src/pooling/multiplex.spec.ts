import * as fc from 'fast-check';
import { DomainError } from '../errors.js';
import { idleStack } from './idle-stack.js';
import { keepAlivePool } from './keep-alive-pool.js';
import { multiplex } from './multiplex.js';

// Jest looks globals up slowly; a simulation asks for these millions of times.
const { floor, log } = Math;
const UNLIMITED = Infinity;

/** Park and Miller's generator, so that every run simulates the same. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Channel {
  streams: number;
  idleSince: number;
}

/**
 * Requests of a second on average that fill the first connection with room; what is empty for the timeout is
 * closed.
 */
function simulated(
  requestsPerSecond: number,
  maxConcurrentStreams: number,
  idleTimeoutSeconds: number,
  events: number,
): { readonly dialledShare: number; readonly openConnections: number } {
  const random = uniform(11);
  let channels: Channel[] = [];
  let [now, inFlight, dialled, requests, openSeconds] = [0, 0, 0, 0, 0];
  for (let event = 0; event < events; event += 1) {
    const rate = requestsPerSecond + inFlight;
    const until = now - log(1 - random()) / rate;
    const kept: Channel[] = [];
    for (const channel of channels) {
      const closes = channel.streams > 0 ? UNLIMITED : channel.idleSince + idleTimeoutSeconds;
      openSeconds += (closes < until ? closes : until) - now;
      if (closes > until) kept.push(channel);
    }
    channels = kept;
    now = until;
    if (random() * rate < requestsPerSecond) {
      requests += 1;
      inFlight += 1;
      const room = channels.find(({ streams }) => streams < maxConcurrentStreams);
      if (room === undefined) {
        dialled += 1;
        channels.push({ streams: 1, idleSince: 0 });
      } else room.streams += 1;
    } else {
      let stream = floor(random() * inFlight);
      inFlight -= 1;
      const channel = channels.find(({ streams }) => (stream -= streams) < 0);
      if (channel === undefined) throw new Error('a stream without a connection');
      channel.streams -= 1;
      channel.idleSince = now;
    }
  }
  return { dialledShare: dialled / requests, openConnections: openSeconds / now };
}

describe('Multiplexed connections', () => {
  it('carry a hundred requests in flight on two connections of a hundred streams', () => {
    const reuse = multiplex(
      { requestsPerSecond: 1000, responseTimeSeconds: 0.1 },
      { maxConcurrentStreams: 100, idleTimeoutSeconds: 60 },
    );
    expect(reuse.openConnections).toBeCloseTo(2, 2);
  });

  it('are hardly ever dialled again while there is traffic, but for their age', () => {
    const busy = { requestsPerSecond: 1000, responseTimeSeconds: 0.01 };
    const ageing = multiplex(busy, { idleTimeoutSeconds: 60, maxAgeSeconds: 600 });
    expect(ageing.openConnections).toBeCloseTo(1, 3);
    expect(ageing.connectionsPerSecond).toBeCloseTo(1 / 600, 6);
  });

  it.each([
    [0.01, 100, 10],
    [0.3, 100, 5],
    [1, 2, 5],
    [10, 10, 20],
    [50, 10, 3],
  ])(
    'do as simulated ones: %d in flight, %d streams, idle timeout %d',
    (rate, maxConcurrentStreams, idleTimeoutSeconds) => {
      const demand = { requestsPerSecond: rate, responseTimeSeconds: 1 };
      const reuse = multiplex(demand, { maxConcurrentStreams, idleTimeoutSeconds });
      const { openConnections, dialledShare } = simulated(
        rate,
        maxConcurrentStreams,
        idleTimeoutSeconds,
        400_000,
      );
      expect(Math.abs(reuse.openConnections / openConnections - 1)).toBeLessThan(0.03);
      // Connections do not empty in order: a little less is dialled than counted on.
      expect(Math.abs(reuse.connectionsPerSecond / rate - dialledShare)).toBeLessThan(0.006);
    },
  );

  it('of one stream are a keep-alive pool', () => {
    const demand = { requestsPerSecond: 8, responseTimeSeconds: 1 };
    const settings = { idleTimeoutSeconds: 5 };
    const [streams, pool] = [
      multiplex(demand, { ...settings, maxConcurrentStreams: 1 }),
      keepAlivePool(demand, settings),
    ];
    expect(streams.connectionsPerSecond).toBeCloseTo(pool.connectionsPerSecond, 6);
    expect(streams.openConnections).toBeCloseTo(pool.openConnections, 6);
  });

  it('are of no use to a client that opens one for each concurrent request, as undici does, until it is capped', () => {
    const demand = { requestsPerSecond: 500, responseTimeSeconds: 0.1 };
    const settings = { idleTimeoutSeconds: 4, connectionPerConcurrentRequest: true };
    const open = (maxConnections?: number): number =>
      multiplex(demand, { ...settings, ...(maxConnections === undefined ? {} : { maxConnections }) })
        .openConnections;
    expect(open()).toBeGreaterThan(50);
    expect(open(2)).toBeCloseTo(2, 6);
  });

  it('that are too few for the requests all stay open', () => {
    const demand = { requestsPerSecond: 1000, responseTimeSeconds: 1 };
    const reuse = multiplex(demand, { maxConcurrentStreams: 100, maxConnections: 2, maxAgeSeconds: 100 });
    expect(reuse).toMatchObject({ openConnections: 2, connectionsPerSecond: 0.02, connectionSeconds: 100 });
  });

  it('are none without requests', () => {
    const none = multiplex({ requestsPerSecond: 0, responseTimeSeconds: 1 }, {});
    expect(none).toEqual({ connectionsPerSecond: 0, openConnections: 0, connectionSeconds: 0 });
  });

  it('refuse less than one stream', () => {
    const demand = { requestsPerSecond: 1, responseTimeSeconds: 1 };
    expect(() => multiplex(demand, { maxConcurrentStreams: 0 })).toThrow(DomainError);
  });

  it('are fewer the more streams each carries', () => {
    const streams = fc.integer({ min: 1, max: 500 });
    const demands = fc.record({
      requestsPerSecond: fc.double({ min: 0.001, max: 10_000, noNaN: true }),
      responseTimeSeconds: fc.double({ min: 0.001, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(demands, streams, streams, (demand, one, other) => {
        const open = (maxConcurrentStreams: number): number =>
          multiplex(demand, { maxConcurrentStreams, idleTimeoutSeconds: 60 }).openConnections;
        // To the digits of the inversion of transforms.
        expect(open(Math.max(one, other))).toBeLessThanOrEqual(open(Math.min(one, other)) + 1e-7);
      }),
    );
  });

  it.each([1, 7, 100])(
    'where they are many, adds up by parts what connections of %d streams are one by one',
    (maxConcurrentStreams) => {
      const [inFlight, idleTimeoutSeconds] = [4e6, 30];
      const stack = idleStack({ inFlight, maxIdle: Infinity, maxConnections: Infinity }, idleTimeoutSeconds);
      const connectionAt = stack.connections();
      const certain = Math.ceil(stack.alwaysOpen / maxConcurrentStreams);
      let [open, dialled] = [certain, 0];
      for (let number = certain; ; number += 1) {
        const connection = connectionAt(1 + number * maxConcurrentStreams);
        if (connection.open === 0) break;
        open += connection.open;
        dialled += connection.dialled;
      }
      const demand = { requestsPerSecond: inFlight, responseTimeSeconds: 1 };
      const { openConnections, connectionsPerSecond } = multiplex(demand, {
        maxConcurrentStreams,
        idleTimeoutSeconds,
      });
      expect(openConnections / open).toBeCloseTo(1, 6);
      expect(connectionsPerSecond / (dialled * inFlight)).toBeCloseTo(1, 3);
    },
  );

  it('carries more than there are requests in the world', () => {
    const { openConnections } = multiplex(
      { requestsPerSecond: 1e18, responseTimeSeconds: 0.1 },
      { maxConcurrentStreams: 100 },
    );
    expect(openConnections / 1e15).toBeCloseTo(1, 6);
  });
});
