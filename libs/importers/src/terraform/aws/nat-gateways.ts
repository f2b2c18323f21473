import type { NatGatewayNode } from '@portplan/engine';
import { assumed, imported, type Origin, type Origins } from '../../draft/topology-draft.js';
import { textIn } from '../attribute.js';
import { linkOne } from '../link.js';
import { baseAddress, modulePathText } from '../module-path.js';
import type { Resource } from '../resource.js';
import type { AwsContext, Workload } from './context.js';
import { groupGateways } from './gateway-groups.js';
import type { ZonalGateway } from './zonal-gateway.js';
import { vpcOf, type SubnetRouting } from './network.js';
import { privateAddressesOf, publicAddressesOf, regionalAddressesOf } from './public-addresses.js';

/** The node of the topology that a gateway became, alone or with others. */
interface GatewayNode {
  readonly nodeId: string;
  readonly connectivity: 'public' | 'private';
}

/** Nodes by the gateways' addresses. */
export type GatewayNodes = ReadonlyMap<string, GatewayNode>;

/**
 * NAT gateways as nodes: zonal ones that are alike, one a zone, each with the private subnets of its own zone, are one
 * node with `zones`; others stand alone. A regional gateway is one node.
 */
export function readNatGateways(workloads: readonly Workload[], context: AwsContext): GatewayNodes {
  const all = context.inventory.ofType('aws_nat_gateway');
  const regional = all.filter(isRegional);
  const zonal = all
    .filter((gateway) => !isRegional(gateway))
    .map((gateway) => zonalGateway(gateway, context));
  for (const gateway of zonal) warnAbout(gateway, context);
  return new Map([
    ...groupGateways(zonal, workloads).flatMap((group) => addZonal(group, context)),
    ...regional.map((gateway) => addRegional(gateway, context)),
  ]);
}

function isRegional({ values }: Resource): boolean {
  return textIn(values, 'availability_mode') === 'regional';
}

function zonalGateway(resource: Resource, context: AwsContext): ZonalGateway {
  const { inventory, network } = context;
  const subnet = linkOne(inventory, resource, { path: ['subnet_id'], types: ['aws_subnet'] }).targets[0];
  const zone = subnet === undefined ? null : network.zoneOf(subnet);
  const connectivity = textIn(resource.values, 'connectivity_type') === 'private' ? 'private' : 'public';
  const siblings = inventory.instancesOf(resource.module, resource.type, resource.name);
  const addresses =
    connectivity === 'private'
      ? privateAddressesOf(resource)
      : publicAddressesOf(resource, siblings, zone, inventory);
  return { resource, connectivity, zone, addresses, behind: behind(resource, context) };
}

function behind(gateway: Resource, { network }: AwsContext): readonly SubnetRouting[] {
  return [...network.routing.values()].filter(
    ({ target }) => target?.kind === 'nat' && target.gateway.address === gateway.address,
  );
}

function warnAbout(
  { resource, zone, addresses, behind }: ZonalGateway,
  { draft, network }: AwsContext,
): void {
  const across = behind.filter(
    ({ subnet }) => zone !== null && ![zone, null].includes(network.zoneOf(subnet)),
  );
  if (across.length > 0) {
    const zones = [...new Set(across.map(({ subnet }) => String(network.zoneOf(subnet))))].join(', ');
    draft.warn({
      code: 'cross-zone-egress',
      addresses: [resource.address, ...across.map(({ subnet }) => subnet.address)],
      message: `${across.map(({ subnet }) => subnet.address).join(', ')} in ${zones} leave${across.length === 1 ? 's' : ''} through ${resource.address} in ${String(zone)}: the loss of ${String(zone)} takes them along, and every byte between zones is paid for`,
    });
  }
  if (addresses.uneven) {
    draft.warn({
      code: 'uneven-addresses',
      addresses: [resource.address, ...addresses.eips.map(({ address }) => address)],
      message: `the secondary addresses do not divide evenly among the gateways of ${resource.address}; some are not counted`,
    });
  }
}

function addZonal(
  group: readonly ZonalGateway[],
  context: AwsContext,
): readonly (readonly [string, GatewayNode])[] {
  const { draft } = context;
  const [first] = group;
  if (first === undefined) return [];
  const { resource, connectivity, addresses } = first;
  const address = group.length === 1 ? resource.address : sharedAddress(group);
  const nodeId = draft.idOf(address);
  const node: NatGatewayNode = {
    id: nodeId,
    kind: 'nat-gateway',
    profile: 'aws/nat-gateway',
    publicIps: addresses.count,
    zones: group.length,
    ...(connectivity === 'private' ? { description: 'private: publicIps counts private addresses' } : {}),
  };
  const origins: Origins = {
    profile: imported(resource.address),
    publicIps: addresses.origin,
    zones: zonesOrigin(address, group),
  };
  const telling = group.flatMap((gateway) => [
    gateway.resource,
    ...gateway.addresses.eips,
    ...routeResources(gateway.behind),
  ]);
  draft.addNode(node, origins, telling);
  return group.map((gateway) => [gateway.resource.address, { nodeId, connectivity }] as const);
}

/** Alone, a gateway is one zone's; together they are as many zones, if the routes are what they seem. */
function zonesOrigin(address: string, group: readonly ZonalGateway[]): Origin {
  if (group.length === 1) return imported(address);
  const guessed = group
    .flatMap(({ behind }) => behind)
    .find(({ target }) => target?.kind === 'nat' && target.basis === 'neighbours');
  return guessed === undefined
    ? imported(address, 'gateways that are alike, one a zone, each with the subnets of its zone')
    : assumed(
        `${guessed.table.address} does not say to which NAT gateway it leads: each to the one with its own key is assumed, so that each has the subnets of its zone`,
      );
}

/** The address of the resource that all share, or of the first where the gateways were written one by one. */
function sharedAddress(group: readonly ZonalGateway[]): string {
  const bases = new Set(
    group.map(({ resource }) => baseAddress(resource.module, resource.type, resource.name)),
  );
  const [base] = bases;
  const [first] = group;
  if (bases.size === 1 && base !== undefined) return base;
  const module = first === undefined ? '' : modulePathText(first.resource.module);
  return `${module === '' ? '' : `${module}.`}aws_nat_gateway.${group.map(({ resource }) => resource.name).join('_')}`;
}

/** Routes, tables, associations and subnets that led traffic to a gateway. */
export function routeResources(routing: readonly SubnetRouting[]): readonly Resource[] {
  return routing.flatMap(({ subnet, table, association, target }) => [
    subnet,
    table,
    ...(association === null ? [] : [association]),
    ...(target === null ? [] : [target.route]),
  ]);
}

function addRegional(gateway: Resource, context: AwsContext): readonly [string, GatewayNode] {
  const { draft } = context;
  const given = regionalAddressesOf(gateway);
  const zones = zonesOfVpc(gateway, context);
  const automatic =
    'a regional gateway without availability_zone_address: AWS chooses its zones and addresses';
  const told = given.length > 0;
  const nodeId = draft.idOf(gateway.address);
  draft.addNode(
    {
      id: nodeId,
      kind: 'nat-gateway',
      profile: 'aws/nat-gateway-regional',
      publicIps: told ? Math.min(...given) : 1,
      zones: told ? given.length : Math.max(1, zones),
    },
    {
      profile: imported(gateway.address),
      publicIps: told
        ? imported(gateway.address, 'addresses of the zone that has fewest')
        : assumed(automatic),
      zones: told
        ? imported(gateway.address)
        : assumed(`${automatic}; its VPC has subnets in ${String(zones)} zones`),
    },
    [gateway, ...routeResources(behind(gateway, context))],
  );
  return [gateway.address, { nodeId, connectivity: 'public' }];
}

function zonesOfVpc(gateway: Resource, { inventory, network }: AwsContext): number {
  const vpc = vpcOf(gateway, inventory);
  const subnets = inventory
    .ofType('aws_subnet')
    .filter((subnet) => vpc !== null && vpcOf(subnet, inventory)?.address === vpc.address);
  return new Set(subnets.flatMap((subnet) => network.zoneOf(subnet) ?? [])).size;
}
