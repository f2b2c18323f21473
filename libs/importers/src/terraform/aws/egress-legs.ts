import { shortId } from '../../draft/node-id.js';
import { assumed, imported, type Origin, type Origins } from '../../draft/topology-draft.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import { eachOnce, type AclPath } from './acl-path.js';
import { ASSUMED, ASSUMED_EGRESS_REUSE } from './assumed-values.js';
import type { AwsContext, Workload } from './context.js';
import { routeResources, type GatewayNodes } from './nat-gateways.js';
import type { SubnetRouting } from './network.js';
import { waysOut, type WayOut } from './ways-out.js';

/** What is outside, by what leads there. */
const OUTSIDE = { public: 'internet', private: 'private-networks' } as const;

/** Shares are quotients of small numbers; more digits would only look exact. */
const SHARE_DIGITS = 6;

/** Legs from workloads to what is outside, through the NAT gateways of their subnets. Gives the workloads that have one. */
export function addEgressLegs(
  workloads: readonly Workload[],
  gateways: GatewayNodes,
  acls: AclPath,
  context: AwsContext,
): ReadonlySet<string> {
  const calling = workloads.filter((workload) => {
    const { known, unknown } = waysOut(workload, gateways, context);
    for (const way of known) addKnown(workload, way, known, acls, context);
    if (known.length === 0 && unknown) addUnknown(workload, context);
    return known.length > 0 || unknown;
  });
  addUnusedGateways(gateways, context);
  return new Set(calling.map(({ nodeId }) => nodeId));
}

function addKnown(
  workload: Workload,
  way: WayOut,
  ways: readonly WayOut[],
  acls: AclPath,
  context: AwsContext,
): void {
  const { gateway, routing } = way;
  const to = outside(gateway?.connectivity ?? 'public', context);
  const via = viaOf(way, acls, context);
  const plain = `${workload.nodeId}-to-${to}`;
  addLeg(context, {
    id: ways.length > 1 ? `${plain}-via-${gateway?.nodeId ?? 'no-gateway'}` : plain,
    from: workload.nodeId,
    to,
    via,
    ...(ways.length > 1 ? { share: shareOf(way, ways) } : {}),
    origins: {
      ...(via.length === 0 ? {} : { via: viaOrigin(routing) }),
      ...(ways.length > 1 ? { share: assumed(shareReason(workload, way, ways)) } : {}),
    },
  });
  for (const resource of routeResources(routing)) context.draft.understand(resource, workload.nodeId);
}

/** ACLs and the gateway in the order of the packets: out of the machines' subnets, through the gateway's. */
function viaOf({ gateway, routing }: WayOut, acls: AclPath, { inventory }: AwsContext): readonly string[] {
  const before = acls.before(routing.map(({ subnet }) => subnet));
  if (gateway === null) return before;
  const gatewaySubnet = linkOne(inventory, gateway.resource, { path: ['subnet_id'], types: ['aws_subnet'] });
  return eachOnce([...before, gateway.nodeId, ...acls.before(gatewaySubnet.targets)]);
}

function shareOf({ weight }: WayOut, ways: readonly WayOut[]): number {
  const total = ways.reduce((sum, way) => sum + way.weight, 0);
  return Number((weight / total).toFixed(SHARE_DIGITS));
}

function shareReason({ address }: Workload, { routing }: WayOut, ways: readonly WayOut[]): string {
  const all = ways.reduce((sum, way) => sum + way.routing.length, 0);
  return `calls divide like the subnets of ${address}: ${String(routing.length)} of ${String(all)} go this way`;
}

/** A workload whose network another document describes: the leg stands, and waits for its NAT gateway. */
function addUnknown({ nodeId, address }: Workload, context: AwsContext): void {
  const to = outside('public', context);
  const reason = `through what ${address} reaches the internet is not in the document; put its NAT gateway into "via"`;
  addLeg(context, { id: `${nodeId}-to-${to}`, from: nodeId, to, via: [], origins: { to: assumed(reason) } });
}

/** A gateway that no workload of the document uses still has traffic: of machines that other documents describe. */
function addUnusedGateways(gateways: GatewayNodes, context: AwsContext): void {
  const { draft } = context;
  const used = new Set(draft.legs.flatMap(({ item }) => item.via ?? []));
  const nodes = new Map([...gateways.values()].map(({ nodeId, connectivity }) => [nodeId, connectivity]));
  for (const [nodeId, connectivity] of nodes) {
    if (used.has(nodeId)) continue;
    const from = shortId(`${nodeId}-users`);
    const reason =
      'nothing in the document leaves through this gateway: this stands for the machines behind it';
    const { value, reason: unknownRate } = ASSUMED.requestsPerSecond;
    draft.addNode({ id: from, kind: 'clients' }, { id: assumed(reason) });
    draft.addDemand({ source: from, requestsPerSecond: value }, { requestsPerSecond: assumed(unknownRate) });
    const to = outside(connectivity, context);
    addLeg(context, { id: `${from}-to-${to}`, from, to, via: [nodeId], origins: {} });
  }
}

interface EgressLeg {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[];
  readonly share?: number;
  readonly origins: Origins;
}

function addLeg({ draft }: AwsContext, { id, from, to, via, share, origins }: EgressLeg): void {
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

/** How the path is known: by ids, by references, or only because gateway and route stand in one module. */
function viaOrigin(routing: readonly SubnetRouting[]): Origin {
  const nat = routing.flatMap(({ target }) => (target?.kind === 'nat' ? [target] : []));
  const route: Resource | undefined = nat[0]?.route ?? routing[0]?.table;
  const address = route?.address ?? '';
  if (nat.some(({ basis }) => basis === 'neighbours')) {
    return assumed(
      `${address} does not say to which NAT gateway it leads: the one of its module with the same key, or the only one, is assumed`,
    );
  }
  const byReferences = nat.some(({ basis }) => basis === 'references');
  return imported(address, byReferences ? 'ids are not known before apply: found by references' : undefined);
}

/** The one node for everything outside; its destinations are to be told apart by hand. */
function outside(connectivity: 'public' | 'private', { draft }: AwsContext): string {
  const id = OUTSIDE[connectivity];
  if (!draft.hasNode(id)) {
    const { value, reason } = ASSUMED.externalEndpoints;
    draft.addNode({ id, kind: 'external', endpoints: value }, { endpoints: assumed(reason) });
  }
  return id;
}
