import { imported } from '../../draft/topology-draft.js';
import { truthIn } from '../attribute.js';
import { isUnknownAt } from '../link.js';
import type { Resource } from '../resource.js';
import type { AzureContext, Workload } from './context.js';
import { exitKey, type Exit } from './exit.js';
import { gatewayOfSubnet, type GatewayNodes } from './nat-gateways.js';
import { zonesOf } from './placements.js';
import type { PoolExits } from './outbound-rules.js';
import { routeOfSubnet } from './routes.js';

/** What translates in a document, by the resources that say so. */
export interface Translators {
  readonly gateways: GatewayNodes;
  readonly firewalls: GatewayNodes;
  readonly pools: PoolExits;
}

/** One way out of a workload, and the part of the workload that takes it. */
export interface WayOut {
  readonly exit: Exit;
  readonly weight: number;
  readonly subnets: readonly Resource[];
}

/** The ways out of a workload, those of its subnets that are the same put together. */
export function waysOut(
  workload: Workload,
  translators: Translators,
  context: AzureContext,
): readonly WayOut[] {
  const ways = new Map<string, WayOut>();
  for (const { subnet, weight } of workload.placements) {
    const exit = exitOf(workload, subnet, translators, context);
    const key = exitKey(exit);
    const way = ways.get(key) ?? { exit, weight: 0, subnets: [] };
    ways.set(key, {
      exit,
      weight: way.weight + weight,
      subnets: subnet === null ? way.subnets : [...way.subnets, subnet],
    });
  }
  return [...ways.values()];
}

/**
 * How Azure chooses among ways out: a route to an appliance, a NAT gateway of the subnet, a machine's own public address,
 * what the load balancer translates, and where there is none of these, default outbound access.
 *
 * @see https://learn.microsoft.com/azure/nat-gateway/nat-overview#outbound-connectivity
 */
function exitOf(
  workload: Workload,
  subnet: Resource | null,
  { gateways, firewalls, pools }: Translators,
  context: AzureContext,
): Exit {
  const bySubnet =
    subnet === null
      ? null
      : (routed(subnet, firewalls, context) ?? throughGateway(subnet, gateways, context));
  if (bySubnet !== null) return bySubnet;
  if (workload.ownAddresses) return { kind: 'direct' };
  const byPool = workload.pools.flatMap(({ address }) => pools.get(address) ?? [])[0] ?? workload.platform;
  if (byPool !== null) return byPool;
  if (subnet === null) return { kind: 'unknown' };
  return truthIn(subnet.values, 'default_outbound_access_enabled') === false
    ? { kind: 'elsewhere' }
    : { kind: 'default' };
}

function routed(subnet: Resource, firewalls: GatewayNodes, context: AzureContext): Exit | null {
  const route = routeOfSubnet(subnet, firewalls, context);
  if (route === null) return null;
  const { telling } = route;
  return route.kind === 'elsewhere'
    ? { kind: 'elsewhere' }
    : {
        kind: 'translated',
        nodeId: route.nodeId,
        origin: imported(telling.at(-1)?.address ?? subnet.address),
        telling,
      };
}

function throughGateway(subnet: Resource, gateways: GatewayNodes, context: AzureContext): Exit | null {
  const found = gatewayOfSubnet(subnet, context);
  const nodeId = found === null ? undefined : gateways.get(found.gateway.address);
  if (found === null || nodeId === undefined) return null;
  const { association, gateway } = found;
  const [zone, ...others] = zonesOf(gateway);
  const pending = isUnknownAt(association.unknown, ['nat_gateway_id']);
  const how = pending ? 'ids are not known before apply: found by references' : undefined;
  return {
    kind: 'translated',
    nodeId,
    origin: imported(association.address, how),
    telling: [association],
    ...(zone === undefined || others.length > 0 ? {} : { zonal: { zone, address: gateway.address } }),
  };
}
