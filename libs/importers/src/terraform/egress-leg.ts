import { shortId } from '../draft/node-id.js';
import { assumed, type Origins, type TopologyDraft } from '../draft/topology-draft.js';
import { ASSUMED, ASSUMED_EGRESS_REUSE } from './assumed-values.js';
import { addCallers } from './unknown-callers.js';

/** Whether a way out ends on the internet, or in networks of one's own. */
export type Reach = 'public' | 'private';

/** What is outside, by what leads there. */
const OUTSIDE: Readonly<Record<Reach, string>> = { public: 'internet', private: 'private-networks' };

/** A leg to what is outside: calls, response times and reuse are nowhere in a document, and assumed. */
export interface EgressLeg {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[];
  readonly share?: number;
  readonly origins: Origins;
}

export function addEgressLeg({ id, from, to, via, share, origins }: EgressLeg, draft: TopologyDraft): void {
  const { callsPerRequest, externalResponseSeconds } = ASSUMED;
  draft.addLeg(
    {
      id: shortId(id),
      from,
      to,
      ...(via.length === 0 ? {} : { via }),
      callsPerRequest: callsPerRequest.value,
      ...(share === undefined ? {} : { share }),
      responseTimeSeconds: externalResponseSeconds.value,
      connections: { reuse: 'none' },
    },
    {
      ...origins,
      callsPerRequest: assumed(callsPerRequest.reason),
      responseTimeSeconds: assumed(externalResponseSeconds.reason),
      'connections.reuse': assumed(ASSUMED_EGRESS_REUSE),
    },
  );
}

/** The one node for everything outside, of whichever cloud; its destinations are to be told apart by hand. */
export function outside(reach: Reach, draft: TopologyDraft): string {
  const id = OUTSIDE[reach];
  if (!draft.hasNode(id)) {
    const { value, reason } = ASSUMED.externalEndpoints;
    draft.addNode({ id, kind: 'external', endpoints: value }, { endpoints: assumed(reason) });
  }
  return id;
}

/** A workload whose network another document describes: the leg stands, and waits for its NAT gateway. */
export function addUnknownEgress(
  { nodeId, address }: { readonly nodeId: string; readonly address: string },
  draft: TopologyDraft,
): void {
  const to = outside('public', draft);
  const reason = `through what ${address} reaches the internet is not in the document; put its NAT gateway into "via"`;
  addEgressLeg(
    { id: `${nodeId}-to-${to}`, from: nodeId, to, via: [], origins: { to: assumed(reason) } },
    draft,
  );
}

/** The clients that stand for machines behind a gateway that are not in the document. */
export function usersOf(gatewayId: string): string {
  return shortId(`${gatewayId}-users`);
}

/** A gateway that no workload of the document uses still has traffic: of machines that other documents describe. */
export function addUsersOfUnused(gateways: ReadonlyMap<string, Reach>, draft: TopologyDraft): void {
  const used = new Set(draft.legs.flatMap(({ item }) => item.via ?? []));
  for (const [nodeId, reach] of gateways) {
    if (used.has(nodeId)) continue;
    const from = usersOf(nodeId);
    addCallers(
      from,
      'nothing in the document leaves through this gateway: this stands for the machines behind it',
      draft,
    );
    const to = outside(reach, draft);
    addEgressLeg({ id: `${from}-to-${to}`, from, to, via: [nodeId], origins: {} }, draft);
  }
}
