import type { Connections, Leg, Provenance } from '@portplan/engine';
import type { HoldingTimeFit } from './fit-holding-time.js';

export interface CalibratedField {
  readonly field: 'connections' | 'responseTimeSeconds';
  readonly after: unknown;
  readonly reason: string;
}

/** The leg with the measured time that a connection is open, and what of it was changed. */
export function withConnections(
  leg: Leg,
  { seconds }: HoldingTimeFit,
  requestsPerConnection: number | null,
): { readonly leg: Leg; readonly fields: readonly CalibratedField[] } {
  const measured = { low: seconds.low, mid: seconds.mid, high: seconds.high, confidence: 0.9 };
  const reason = 'open connections over new ones a second (Little’s law)';
  const reuse = leg.connections?.reuse ?? 'none';
  if (requestsPerConnection === null && reuse === 'none') {
    return {
      leg: {
        ...leg,
        responseTimeSeconds: measured,
        provenance: { ...leg.provenance, responseTimeSeconds: calibrated(reason) },
      },
      fields: [{ field: 'responseTimeSeconds', after: measured, reason }],
    };
  }
  const known = leg.connections?.reuse === 'keep-alive' ? leg.connections.requestsPerConnection : undefined;
  const connections: Connections = {
    reuse: 'keep-alive',
    requestsPerConnection: Math.max(1, requestsPerConnection ?? numberOf(known) ?? 1),
    connectionSeconds: measured,
    ...(leg.connections?.closedBy === undefined ? {} : { closedBy: leg.connections.closedBy }),
  };
  return {
    leg: { ...leg, connections, provenance: { ...leg.provenance, connections: calibrated(reason) } },
    fields: [{ field: 'connections', after: connections, reason }],
  };
}

function calibrated(reason: string): Provenance {
  return { kind: 'calibrated', reason };
}

function numberOf(quantity: unknown): number | undefined {
  return typeof quantity === 'number' ? quantity : undefined;
}
