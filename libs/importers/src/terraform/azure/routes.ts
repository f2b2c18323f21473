import { textIn } from '../attribute.js';
import { linkOne, textsAt } from '../link.js';
import type { Resource } from '../resource.js';
import { blocksAsResources } from './blocks.js';
import type { AzureContext } from './context.js';
import type { GatewayNodes } from './nat-gateways.js';

/** Where a subnet's route table sends what is not local, where it says more than Azure does by itself. */
export type RoutedTo =
  | { readonly kind: 'firewall'; readonly nodeId: string; readonly telling: readonly Resource[] }
  | { readonly kind: 'elsewhere'; readonly telling: readonly Resource[] };

const EVERYWHERE = '0.0.0.0/0';

/** The default route of a subnet, inline in its route table or separate; null where it leaves Azure's own in force. */
export function routeOfSubnet(
  subnet: Resource,
  firewalls: GatewayNodes,
  context: AzureContext,
): RoutedTo | null {
  const { inventory } = context;
  for (const association of inventory.ofType('azurerm_subnet_route_table_association')) {
    const named = linkOne(inventory, association, { path: ['subnet_id'], types: ['azurerm_subnet'] });
    if (named.targets[0]?.address !== subnet.address) continue;
    const table = linkOne(inventory, association, {
      path: ['route_table_id'],
      types: ['azurerm_route_table'],
    }).targets[0];
    const route = table === undefined ? undefined : defaultRoute(table, context);
    if (table === undefined || route === undefined) continue;
    return follow(
      { route, table },
      [association, table, ...(route.type === 'azurerm_route' ? [route] : [])],
      firewalls,
      context,
    );
  }
  return null;
}

function defaultRoute(table: Resource, { inventory }: AzureContext): Resource | undefined {
  const separate = inventory
    .ofType('azurerm_route')
    .filter((route) => tableOf(route, inventory)?.address === table.address);
  return [
    ...blocksAsResources(table, 'route').map((route) => ({ ...route, type: table.type })),
    ...separate,
  ].find(({ values }) => textIn(values, 'address_prefix') === EVERYWHERE);
}

/** A separate route names its table by name, which is known before apply. */
function tableOf(route: Resource, inventory: AzureContext['inventory']): Resource | undefined {
  const name = textIn(route.values, 'route_table_name');
  const byName = inventory
    .ofType('azurerm_route_table')
    .filter(({ values }) => name !== undefined && textIn(values, 'name') === name);
  if (byName.length === 1) return byName[0];
  return linkOne(inventory, route, { path: ['route_table_name'], types: ['azurerm_route_table'] }).targets[0];
}

function follow(
  { route, table }: { readonly route: Resource; readonly table: Resource },
  telling: readonly Resource[],
  firewalls: GatewayNodes,
  context: AzureContext,
): RoutedTo | null {
  const hop = textIn(route.values, 'next_hop_type');
  if (hop === 'Internet') return null;
  if (hop !== 'VirtualAppliance') return { kind: 'elsewhere', telling };
  const firewall = firewallOf(route, context) ?? firewallOfTable(table, context);
  const nodeId = firewall === undefined ? undefined : firewalls.get(firewall.address);
  return nodeId === undefined ? { kind: 'elsewhere', telling } : { kind: 'firewall', nodeId, telling };
}

function firewallOf(route: Resource, { inventory }: AzureContext): Resource | undefined {
  const address = textIn(route.values, 'next_hop_in_ip_address');
  const known = inventory
    .ofType('azurerm_firewall')
    .find(
      ({ values }) =>
        address !== undefined &&
        textsAt(values, ['ip_configuration', 'private_ip_address']).includes(address),
    );
  return (
    known ??
    linkOne(inventory, route, { path: ['next_hop_in_ip_address'], types: ['azurerm_firewall'] }).targets[0]
  );
}

/** Where the routes of a table are written as one expression: the firewall that it refers to. */
function firewallOfTable(table: Resource, { inventory }: AzureContext): Resource | undefined {
  return linkOne(inventory, table, {
    path: ['route', 'next_hop_in_ip_address'],
    types: ['azurerm_firewall'],
  }).targets[0];
}
