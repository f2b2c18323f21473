import { shortId } from '../draft/node-id.js';
import { assumed, type TopologyDraft } from '../draft/topology-draft.js';
import { ASSUMED } from './assumed-values.js';

/** A node that a resource became. */
interface Working {
  readonly nodeId: string;
  readonly address: string;
}

/** A workload without a load balancer works too: on a queue, by a schedule, behind a name. Its calls need a source. */
export function addOtherWork({ nodeId, address }: Working, calls: boolean, draft: TopologyDraft): void {
  if (!calls) {
    draft.warn({
      code: 'no-traffic',
      addresses: [address],
      message: `no load balancer of the document leads to ${address} and it has no way out: it has no traffic in the topology`,
    });
    return;
  }
  const source = shortId(`${nodeId}-work`);
  const { value, reason } = ASSUMED.frontResponseSeconds;
  addCallers(
    source,
    `no load balancer of the document leads to ${address}: this stands for whatever makes it work, a queue, a schedule, callers inside`,
    draft,
  );
  draft.addLeg(
    { id: shortId(`${source}-to-${nodeId}`), from: source, to: nodeId, responseTimeSeconds: value },
    { responseTimeSeconds: assumed(reason) },
  );
}

/** Clients that stand for callers that the document does not have, with a rate to be replaced by a measured one. */
export function addCallers(id: string, reason: string, draft: TopologyDraft): void {
  const { value, reason: unknownRate } = ASSUMED.requestsPerSecond;
  draft.addNode({ id, kind: 'clients' }, { id: assumed(reason) });
  draft.addDemand({ source: id, requestsPerSecond: value }, { requestsPerSecond: assumed(unknownRate) });
}

/** A forecast has at least one demand, also where nothing in the document says to whom it would go. */
export function addIdleClients(draft: TopologyDraft): void {
  if (draft.demand.length > 0) return;
  addCallers(
    'clients',
    'nothing in the document has traffic: let a leg lead from here to where it is',
    draft,
  );
}
