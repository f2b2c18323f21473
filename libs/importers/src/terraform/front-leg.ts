import type { Connections, Leg } from '@portplan/engine';
import { shortId } from '../draft/node-id.js';
import { assumed, imported, type Origins, type TopologyDraft } from '../draft/topology-draft.js';
import { ASSUMED } from './assumed-values.js';

/** A leg from callers to a load balancer or from it to its targets: how long answers take is nowhere said, and assumed. */
export interface FrontLeg {
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[];
  readonly connections: Connections;
  readonly origins: Origins;
  readonly share?: number;
  readonly distribution?: 'hash';
  readonly extra?: Origins;
}

export function addFrontLeg(front: FrontLeg, draft: TopologyDraft): void {
  const { from, to, via, connections, origins, share, distribution, extra } = front;
  const { value, reason } = ASSUMED.frontResponseSeconds;
  const leg: Leg = {
    id: shortId(`${from}-to-${to}`),
    from,
    to,
    ...(via.length === 0 ? {} : { via }),
    ...(share === undefined ? {} : { share }),
    responseTimeSeconds: value,
    connections,
    ...(distribution === undefined ? {} : { distribution }),
  };
  draft.addLeg(leg, { responseTimeSeconds: assumed(reason), ...origins, ...extra });
}

/** What a leg has because of the other targets of its load balancer, and of stickiness. */
export function alongside(
  count: number,
  stickiness: { readonly address: string } | null,
): Pick<FrontLeg, 'share' | 'distribution' | 'extra'> {
  const evenly = `the source does not say how requests divide among ${String(count)} targets; evenly is assumed`;
  return {
    ...(count > 1 ? { share: 1 / count } : {}),
    ...(stickiness === null ? {} : { distribution: 'hash' }),
    extra: {
      ...(count > 1 ? { share: assumed(evenly) } : {}),
      ...(stickiness === null
        ? {}
        : { distribution: imported(stickiness.address, 'stickiness binds each client to one target') }),
    },
  };
}

/** A load balancer that someone calls. */
interface Called {
  readonly nodeId: string;
  readonly resource: { readonly address: string };
  readonly internal: boolean;
}

/** Whoever calls a load balancer: its own source of demand, because the source does not say who calls it. */
export function addBalancerClients({ nodeId, resource, internal }: Called, draft: TopologyDraft): string {
  const id = shortId(`${nodeId}-clients`);
  const unknown = `${resource.address} is internal and the source does not say who calls it: where that is another node of this topology, let a leg of that node end here and remove this one`;
  draft.addNode({ id, kind: 'clients' }, { id: internal ? assumed(unknown) : imported(resource.address) });
  const { value, reason } = ASSUMED.requestsPerSecond;
  draft.addDemand({ source: id, requestsPerSecond: value }, { requestsPerSecond: assumed(reason) });
  return id;
}
