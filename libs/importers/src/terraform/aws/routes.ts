import { blocksOf, textIn } from '../attribute.js';
import type { Inventory } from '../inventory.js';
import type { JsonRecord } from '../json-value.js';
import { linkOne, type LinkBasis } from '../link.js';
import type { Resource } from '../resource.js';

/** Where a route table sends what is not local. */
export type RouteTarget =
  | {
      readonly kind: 'nat';
      readonly gateway: Resource;
      readonly route: Resource;
      readonly basis: LinkBasis;
    }
  | { readonly kind: 'internet'; readonly route: Resource }
  /** A NAT gateway that is not in the document, or one that cannot be told from others. */
  | { readonly kind: 'unresolved-nat'; readonly route: Resource }
  /** A transit gateway, a peering, an appliance: whatever happens behind it is not in the document. */
  | { readonly kind: 'elsewhere'; readonly route: Resource };

const EVERYWHERE = '0.0.0.0/0';
const ELSEWHERE = [
  'transit_gateway_id',
  'network_interface_id',
  'vpc_endpoint_id',
  'vpc_peering_connection_id',
  'local_gateway_id',
  'core_network_arn',
  'carrier_gateway_id',
] as const;

interface RouteEntry {
  readonly resource: Resource;
  /** Path of the attribute's block in the resource: `['route']` for inline ones. */
  readonly within: readonly string[];
  readonly values: JsonRecord;
  /** Whether an attribute's value will be known after apply. */
  readonly pending: (attribute: string) => boolean;
  readonly destination: string | undefined;
}

/**
 * Where a route table sends connections to the internet: its default route, inline or separate; without one, any route
 * to a NAT gateway (private NAT gateways serve single networks). Null where it has neither.
 *
 * @param separate the `aws_route` resources of the table
 */
export function routeTargetOf(
  table: Resource,
  separate: readonly Resource[],
  inventory: Inventory,
): RouteTarget | null {
  const entries = [...inlineRoutes(table), ...separate.map(separateRoute)];
  const targets = [...entries]
    .sort((a, b) => rank(a) - rank(b))
    .map((entry) => ({ entry, target: targetOf(entry, inventory) }));
  const preferred = targets.find(({ entry, target }) => target !== null && entry.destination === EVERYWHERE);
  return (
    preferred?.target ??
    targets.find(({ target }) => target !== null && target.kind !== 'internet' && target.kind !== 'elsewhere')
      ?.target ??
    null
  );
}

function rank({ destination }: RouteEntry): number {
  return destination === EVERYWHERE ? 0 : 1;
}

function inlineRoutes(table: Resource): readonly RouteEntry[] {
  const blocks = blocksOf(table, 'route').map(({ values, unknown }): RouteEntry => ({
    resource: table,
    within: ['route'],
    values,
    pending: (attribute) => unknown[attribute] === true,
    destination: textIn(values, 'cidr_block'),
  }));
  const writtenByExpression =
    table.unknown['route'] === true && table.configuration?.expressions['route'] !== undefined;
  if (!writtenByExpression) return blocks;
  // Nothing of the routes is known: only to what the expression refers.
  return [{ resource: table, within: ['route'], values: {}, pending: () => true, destination: EVERYWHERE }];
}

function separateRoute(route: Resource): RouteEntry {
  const expressions = route.configuration?.expressions ?? {};
  return {
    resource: route,
    within: [],
    values: route.values,
    // Computed attributes are unknown too; only what is configured is a target.
    pending: (attribute) => route.unknown[attribute] === true && attribute in expressions,
    destination: textIn(route.values, 'destination_cidr_block'),
  };
}

function targetOf(entry: RouteEntry, inventory: Inventory): RouteTarget | null {
  const { resource, values, pending } = entry;
  const present = (attribute: string): boolean =>
    textIn(values, attribute) !== undefined || pending(attribute);
  if (entry.destination === undefined && textIn(values, 'nat_gateway_id') === undefined) return null;
  if (present('nat_gateway_id')) {
    const found = natGatewayOf(entry, inventory);
    if (found !== null) return found;
    if (!pending('gateway_id')) return { kind: 'unresolved-nat', route: resource };
  }
  if (present('gateway_id') && textIn(values, 'gateway_id') !== 'local') {
    return leadsToInternet(entry, inventory)
      ? { kind: 'internet', route: resource }
      : { kind: 'elsewhere', route: resource };
  }
  return ELSEWHERE.some(present) ? { kind: 'elsewhere', route: resource } : null;
}

function natGatewayOf({ resource, within, values }: RouteEntry, inventory: Inventory): RouteTarget | null {
  const id = textIn(values, 'nat_gateway_id');
  if (id !== undefined) {
    const gateway = inventory.byIdentity(['aws_nat_gateway'], id);
    return gateway === null ? null : { kind: 'nat', gateway, route: resource, basis: 'id' };
  }
  const link = linkOne(inventory, resource, {
    path: [...within, 'nat_gateway_id'],
    types: ['aws_nat_gateway'],
    neighbours: true,
  });
  const gateway = link.targets[0];
  return gateway === undefined ? null : { kind: 'nat', gateway, route: resource, basis: link.basis };
}

function leadsToInternet({ resource, within, values }: RouteEntry, inventory: Inventory): boolean {
  const id = textIn(values, 'gateway_id');
  if (id !== undefined) return id.startsWith('igw-');
  const path = [...within, 'gateway_id'];
  return linkOne(inventory, resource, { path, types: ['aws_internet_gateway'] }).targets.length > 0;
}
