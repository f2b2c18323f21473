import { ImportError } from '../import-error.js';
import type { Observed, ObservedQuantity } from '../observed/observed.js';
import { LEAST_SAMPLES, type Sample } from './fit-holding-time.js';

/** Periods in which both were measured. @throws ImportError that names what is missing */
export function samplesOf(observed: readonly Observed[]): readonly Sample[] {
  const open = needed(observed, 'open-connections', 'ActiveConnectionCount or node_netstat_Tcp_CurrEstab');
  const rate = needed(
    observed,
    'connections-per-second',
    'ConnectionEstablishedCount or node_netstat_Tcp_ActiveOpens',
  );
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
    '',
    null,
    `${open.metric} and ${rate.metric} have ${String(samples.length)} instants in common; at least ${String(LEAST_SAMPLES)} are needed`,
  );
}

function needed(observed: readonly Observed[], quantity: ObservedQuantity, such: string): Observed {
  const found = seriesOf(observed, quantity);
  if (found !== null) return found;
  throw new ImportError(
    'nothing-understood',
    '',
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
    '',
    null,
    `there are ${String(others.length + 1)} series of ${quantity.replaceAll('-', ' ')}; give those of one gateway or host, or their sum`,
  );
}

export function meanOfPoints({ points }: Observed): number {
  return points.reduce((sum, { value }) => sum + value, 0) / Math.max(1, points.length);
}
