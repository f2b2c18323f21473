import { textIn } from '../attribute.js';
import { groupBy } from '../group-by.js';
import type { Inventory } from '../inventory.js';
import { linkOne } from '../link.js';
import type { Resource } from '../resource.js';
import { routeTargetOf, type RouteTarget } from './routes.js';

/** Where the connections that a subnet's machines open go. */
export interface SubnetRouting {
  readonly subnet: Resource;
  readonly table: Resource;
  /** The association, where there is one: without it the subnet has its VPC's main table. */
  readonly association: Resource | null;
  readonly target: RouteTarget | null;
}

/** The subnets of a document: their zones, and where they send what leaves them. */
export interface Network {
  readonly routing: ReadonlyMap<string, SubnetRouting>;
  zoneOf(subnet: Resource): string | null;
}

const TABLE_TYPES = ['aws_route_table', 'aws_default_route_table'] as const;

/** Follows every subnet to its route table, and every route table to what its default route names. */
export function readNetwork(inventory: Inventory): Network {
  const associated = associations(inventory);
  const separate = groupBy(
    inventory.ofType('aws_route'),
    (route) =>
      linkOne(inventory, route, { path: ['route_table_id'], types: TABLE_TYPES }).targets[0]?.address,
  );
  const targets = new Map(
    TABLE_TYPES.flatMap((type) => inventory.ofType(type)).map((table) => [
      table.address,
      routeTargetOf(table, separate.get(table.address) ?? [], inventory),
    ]),
  );
  const routing = inventory
    .ofType('aws_subnet')
    .flatMap((subnet): readonly (readonly [string, SubnetRouting])[] => {
      const own = associated.get(subnet.address);
      const table = own?.table ?? mainTableOf(subnet, inventory);
      if (table === null) return [];
      const target = targets.get(table.address) ?? null;
      return [[subnet.address, { subnet, table, association: own?.association ?? null, target }]];
    });
  return { routing: new Map(routing), zoneOf };
}

/** The zone's name, or its id where only that is given; null before it is known. */
function zoneOf(subnet: Resource): string | null {
  return textIn(subnet.values, 'availability_zone') ?? textIn(subnet.values, 'availability_zone_id') ?? null;
}

interface Association {
  readonly association: Resource;
  readonly table: Resource;
}

function associations(inventory: Inventory): ReadonlyMap<string, Association> {
  const found = inventory
    .ofType('aws_route_table_association')
    .flatMap((association): readonly (readonly [string, Association])[] => {
      const subnet = linkOne(inventory, association, { path: ['subnet_id'], types: ['aws_subnet'] })
        .targets[0];
      const table = linkOne(inventory, association, { path: ['route_table_id'], types: TABLE_TYPES })
        .targets[0];
      return subnet === undefined || table === undefined ? [] : [[subnet.address, { association, table }]];
    });
  return new Map(found);
}

/** The table of the subnet's VPC that subnets without an association have, where the document manages it. */
function mainTableOf(subnet: Resource, inventory: Inventory): Resource | null {
  const vpc = vpcOf(subnet, inventory);
  if (vpc === null) return null;
  const chosen = inventory
    .ofType('aws_main_route_table_association')
    .find((main) => vpcOf(main, inventory)?.address === vpc.address);
  if (chosen !== undefined) {
    return linkOne(inventory, chosen, { path: ['route_table_id'], types: TABLE_TYPES }).targets[0] ?? null;
  }
  return (
    inventory
      .ofType('aws_default_route_table')
      .find((table) => defaultOf(table, vpc, 'default_route_table_id', inventory)) ?? null
  );
}

/** Whether a default route table or default network ACL is that of a VPC. */
export function defaultOf(
  resource: Resource,
  vpc: Resource,
  attribute: string,
  inventory: Inventory,
): boolean {
  const byReference = linkOne(inventory, resource, { path: [attribute], types: ['aws_vpc'] }).targets[0];
  return (byReference ?? vpcOf(resource, inventory))?.address === vpc.address;
}

/** The VPC of a resource; a VPC of the same module where the references are lost in a local value. */
export function vpcOf(resource: Resource, inventory: Inventory): Resource | null {
  return (
    linkOne(inventory, resource, { path: ['vpc_id'], types: ['aws_vpc'], neighbours: true }).targets[0] ??
    null
  );
}
