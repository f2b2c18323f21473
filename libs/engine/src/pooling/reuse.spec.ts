import * as fc from 'fast-check';
import { DomainError } from '../errors.js';
import { keepAliveMeasured } from './keep-alive-measured.js';
import { persistentSessions } from './persistent-sessions.js';
import { reuseNone } from './reuse-none.js';

describe('One connection per request', () => {
  it('opens as many as there are requests, each for the response time', () => {
    expect(reuseNone({ requestsPerSecond: 500, responseTimeSeconds: 0.2 })).toEqual({
      connectionsPerSecond: 500,
      connectionSeconds: 0.2,
      openConnections: 100,
    });
  });

  it('refuses a negative rate', () => {
    expect(() => reuseNone({ requestsPerSecond: -1, responseTimeSeconds: 0.2 })).toThrow(DomainError);
  });
});

describe('Keep-alive as it was measured', () => {
  const demand = { requestsPerSecond: 1000, responseTimeSeconds: 0.05 };

  it('opens a connection for every so many requests, for as long as was measured', () => {
    const reuse = keepAliveMeasured(demand, { requestsPerConnection: 20, connectionSeconds: 12 });
    expect(reuse).toEqual({ connectionsPerSecond: 50, connectionSeconds: 12, openConnections: 600 });
  });

  it('whose time nobody measured serves its requests and then waits out the idle timeout', () => {
    const reuse = keepAliveMeasured(demand, { requestsPerConnection: 20, idleTimeoutSeconds: 60 });
    expect(reuse.connectionSeconds).toBe(61);
    expect(reuse.openConnections).toBe(3050);
  });

  it('of one request per connection is no reuse', () => {
    expect(keepAliveMeasured(demand, { requestsPerConnection: 1 })).toEqual(reuseNone(demand));
  });

  it('refuses less than one request per connection', () => {
    expect(() => keepAliveMeasured(demand, { requestsPerConnection: 0.5 })).toThrow(
      'requestsPerConnection is 0.5; it must be a number of at least 1',
    );
  });

  it('opens fewer connections the more requests each serves', () => {
    const requests = fc.double({ min: 1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(requests, requests, (one, other) => {
        const rateOf = (requestsPerConnection: number): number =>
          keepAliveMeasured(demand, { requestsPerConnection }).connectionsPerSecond;
        expect(rateOf(Math.max(one, other))).toBeLessThanOrEqual(rateOf(Math.min(one, other)));
      }),
    );
  });
});

describe('Sessions that stay open', () => {
  it('are replaced as they end: 60,000 WebSockets of ten minutes are 100 a second', () => {
    expect(persistentSessions({ sessions: 60_000, sessionSeconds: 600 })).toEqual({
      connectionsPerSecond: 100,
      connectionSeconds: 600,
      openConnections: 60_000,
    });
  });

  it.each([0, -1, NaN, Infinity])('refuses sessions of %d seconds', (sessionSeconds) => {
    expect(() => persistentSessions({ sessions: 1, sessionSeconds })).toThrow(DomainError);
  });
});
