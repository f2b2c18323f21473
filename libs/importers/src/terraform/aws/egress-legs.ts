import { assumed, imported, type Origin } from '../../draft/topology-draft.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import { eachOnce, type AclPath } from './acl-path.js';
import { addEgressLeg, addUnknownEgress, addUsersOfUnused, outside } from '../egress-leg.js';
import type { AwsContext, Workload } from './context.js';
import { routeResources, type GatewayNodes } from './nat-gateways.js';
import type { SubnetRouting } from './network.js';
import { waysOut, type WayOut } from './ways-out.js';

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
    if (known.length === 0 && unknown) addUnknownEgress(workload, context.draft);
    return known.length > 0 || unknown;
  });
  addUsersOfUnused(
    new Map([...gateways.values()].map(({ nodeId, connectivity }) => [nodeId, connectivity])),
    context.draft,
  );
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
  const to = outside(gateway?.connectivity ?? 'public', context.draft);
  const via = viaOf(way, acls, context);
  const plain = `${workload.nodeId}-to-${to}`;
  const leg = {
    id: ways.length > 1 ? `${plain}-via-${gateway?.nodeId ?? 'no-gateway'}` : plain,
    from: workload.nodeId,
    to,
    via,
    ...(ways.length > 1 ? { share: shareOf(way, ways) } : {}),
    origins: {
      ...(via.length === 0 ? {} : { via: viaOrigin(routing, workload.assumed?.placements) }),
      ...(ways.length > 1 ? { share: assumed(shareReason(workload, way, ways)) } : {}),
    },
  };
  addEgressLeg(leg, context.draft);
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

/** How the path is known: by ids, by references, or only because gateway and route stand in one module. */
function viaOrigin(routing: readonly SubnetRouting[], assumedPlacements: string | undefined): Origin {
  if (assumedPlacements !== undefined) return assumed(assumedPlacements);
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
