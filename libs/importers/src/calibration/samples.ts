import { ImportError } from '../import-error.js';
import type { Observed, ObservedQuantity } from '../observed/observed.js';
import { LEAST_SAMPLES, type Sample } from './fit-holding-time.js';

/**
 * Periods in which both were measured. Where new connections were not counted, sockets in TIME_WAIT over the time that one
 * stays there are those that are closed a second, as many as are opened (Little's law).
 *
 * @param timeWaitSeconds of the measured host; null of a pool that has no TIME_WAIT
 * @throws ImportError that names what is missing
 */
export function samplesOf(observed: readonly Observed[], timeWaitSeconds: number | null): readonly Sample[] {
  const open = needed(
    observed,
    'open-connections',
    'ActiveConnectionCount, node_netstat_Tcp_CurrEstab or node_tcp_connection_states of established',
  );
  const rate = ratesByTimeWait(observed, timeWaitSeconds) ?? newConnections(observed);
  const rates = new Map(rate.points.map(({ atSeconds, value }) => [atSeconds, value]));
  const samples = open.points.flatMap(({ atSeconds, value }): readonly Sample[] => {
    const connectionsPerSecond = rates.get(atSeconds);
    return connectionsPerSecond === undefined
      ? []
      : [{ atSeconds, connectionsPerSecond, openConnections: value }];
  });
  if (samples.length >= LEAST_SAMPLES) return samples;
  throw new ImportError(
    'nothing-understood',
    '/observed',
    null,
    `${open.metric} and ${rate.metric} have ${String(samples.length)} instants in common; at least ${String(LEAST_SAMPLES)} are needed`,
  );
}

/** Whether the rate of new connections is that of sockets in TIME_WAIT. */
export function isByTimeWait(observed: readonly Observed[], timeWaitSeconds: number | null): boolean {
  return ratesByTimeWait(observed, timeWaitSeconds) !== null;
}

function newConnections(observed: readonly Observed[]): Observed {
  return needed(
    observed,
    'connections-per-second',
    'ConnectionEstablishedCount or node_netstat_Tcp_ActiveOpens, or of a host sockets in time wait, such as node_sockstat_TCP_tw',
  );
}

function ratesByTimeWait(observed: readonly Observed[], timeWaitSeconds: number | null): Observed | null {
  if (seriesOf(observed, 'connections-per-second') !== null || timeWaitSeconds === null) return null;
  const closed = seriesOf(observed, 'sockets-in-time-wait');
  if (closed === null) return null;
  const points = closed.points.map(({ atSeconds, value }) => ({ atSeconds, value: value / timeWaitSeconds }));
  return { ...closed, quantity: 'connections-per-second', points };
}

function needed(observed: readonly Observed[], quantity: ObservedQuantity, such: string): Observed {
  const found = seriesOf(observed, quantity);
  if (found !== null) return found;
  throw new ImportError(
    'nothing-understood',
    '/observed',
    null,
    `there is no series of ${quantity.replaceAll('-', ' ')}, such as ${such}; there is ${observed.map(({ metric }) => metric).join(', ')}`,
  );
}

/** The only series of a quantity; null where there is none. @throws ImportError where there are several */
export function seriesOf(observed: readonly Observed[], quantity: ObservedQuantity): Observed | null {
  const [found, ...others] = observed.filter((each) => each.quantity === quantity);
  if (others.length === 0) return found ?? null;
  throw new ImportError(
    'nothing-understood',
    '/observed',
    null,
    `there are ${String(others.length + 1)} series of ${quantity.replaceAll('-', ' ')}; give those of one gateway or host, or their sum (in Prometheus: sum by (__name__) (…), which keeps the name)`,
  );
}

export function meanOfPoints({ points }: Observed): number {
  return points.reduce((sum, { value }) => sum + value, 0) / Math.max(1, points.length);
}
