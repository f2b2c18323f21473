import { plan, type Forecast, type Topology } from '@portplan/engine';
import { readObserved } from '../observed/read-observed.js';
import { calibrate } from './calibrate.js';

const TOPOLOGY: Topology = {
  apiVersion: 'portplan/v1',
  kind: 'Topology',
  name: 'host',
  nodes: [
    { id: 'load', kind: 'clients' },
    { id: 'host', kind: 'backend', instances: 1, host: { profile: 'linux', timeWaitReuse: false } },
    { id: 'bank', kind: 'external' },
  ],
  legs: [
    {
      id: 'in',
      from: 'load',
      to: 'host',
      responseTimeSeconds: 0.1,
      connections: { reuse: 'none', closedBy: 'initiator' },
    },
    {
      id: 'out',
      from: 'host',
      to: 'bank',
      responseTimeSeconds: 1,
      connections: { reuse: 'none', closedBy: 'initiator' },
    },
  ],
};
const FORECAST: Forecast = {
  apiVersion: 'portplan/v1',
  kind: 'Forecast',
  name: 'host',
  start: '2026-12-01T00:00:00Z',
  stepSeconds: 3600,
  steps: 24,
  demand: [{ source: 'load', requestsPerSecond: 10 }],
};
const POOL = 'host:ephemeral-ports:bank';

/** A range query's answer for sockets of the given states, the same for an hour. */
function sockets(states: Readonly<Record<string, number>>, name = 'node_tcp_connection_states'): string {
  const result = Object.entries(states).map(([state, value]) => ({
    metric: { __name__: name, state, instance: 'host:9100' },
    values: Array.from({ length: 60 }, (_, minute) => [1_793_620_800 + minute * 60, String(value)]),
  }));
  return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
}

const calibrated = (observed: string, pool = POOL) =>
  calibrate({ topology: TOPOLOGY, forecast: FORECAST, observed: readObserved(observed), pool });

describe('calibration by sockets by state', () => {
  it('takes sockets in TIME_WAIT over 60 s for the rate of new connections', () => {
    expect(plan(TOPOLOGY, FORECAST).resources.map(({ id }) => id)).toContain(POOL);
    // 1200 sockets that stay for 60 s are 20 a second; 50 that are open at 20 a second are open for 2.5 s.
    const { holdingTime, forecast, values, openConnections, quarantineSeconds } = calibrated(
      sockets({ established: 50, time_wait: 1200, close_wait: 3 }),
    );
    expect(holdingTime.seconds.mid).toBeCloseTo(2.5, 9);
    expect(forecast.demand[0]?.requestsPerSecond).toBeCloseTo(20, 9);
    expect(openConnections.after).toBeCloseTo(50, 6);
    expect(values.at(-1)?.reason).toMatch(/by sockets in TIME_WAIT over 60 s/);
    // It was assumed, not measured.
    expect(quarantineSeconds).toBeNull();
  });

  it('asks for the rate where no socket of the pool waits', () => {
    const topology: Topology = {
      ...TOPOLOGY,
      legs: TOPOLOGY.legs.map((leg) => ({ ...leg, connections: { reuse: 'none', closedBy: 'responder' } })),
    };
    expect(() =>
      calibrate({
        topology,
        forecast: FORECAST,
        observed: readObserved(sockets({ established: 50, time_wait: 1200 })),
        pool: POOL,
      }),
    ).toThrow(/there is no series of connections per second, such as ConnectionEstablishedCount/);
  });

  it('tells how long a socket waits where the rate was measured too', () => {
    const both = JSON.parse(sockets({ established: 50, time_wait: 600 })) as {
      data: { result: unknown[] };
    };
    both.data.result.push({
      metric: { __name__: 'node_netstat_Tcp_ActiveOpens' },
      values: Array.from({ length: 60 }, (_, minute) => [1_793_620_800 + minute * 60, String(minute * 1200)]),
    });
    // Half of the connections are closed by the other side first.
    expect(calibrated(JSON.stringify(both)).quarantineSeconds).toBeCloseTo(30, 9);
  });
});
