import { textIn, truthIn } from '../terraform/attribute.js';
import type { JsonRecord } from '../terraform/json-value.js';
import { derived, described, recordsIn, type Described } from './described.js';
import { subnetOf, vpcOf } from './network-dumps.js';

/** Targets of a route, by what the provider calls them. */
const TARGETS: Readonly<Record<string, string>> = {
  nat_gateway_id: 'NatGatewayId',
  gateway_id: 'GatewayId',
  transit_gateway_id: 'TransitGatewayId',
  network_interface_id: 'NetworkInterfaceId',
  vpc_peering_connection_id: 'VpcPeeringConnectionId',
  local_gateway_id: 'LocalGatewayId',
  carrier_gateway_id: 'CarrierGatewayId',
  core_network_arn: 'CoreNetworkArn',
};

/** One of `aws ec2 describe-route-tables`, with its routes and the subnets that have it. */
export function routeTable(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'RouteTableId');
  if (id === undefined) return [];
  const vpcId = textIn(item, 'VpcId');
  const route = recordsIn(item, 'Routes').map(routeOf);
  return [
    described('aws_route_table', id, id, { id, vpc_id: vpcId, route }),
    ...recordsIn(item, 'Associations').flatMap((association) => associationOf(association, id, vpcId)),
    ...vpcOf(item),
  ];
}

function routeOf(route: JsonRecord): JsonRecord {
  const targets = Object.entries(TARGETS).map(([attribute, field]) => [
    attribute,
    textIn(route, field) ?? '',
  ]);
  return {
    cidr_block: textIn(route, 'DestinationCidrBlock') ?? '',
    ...(Object.fromEntries(targets) as JsonRecord),
  };
}

/** A table is that of a subnet, of a whole VPC (its main table), or of a gateway, which no machine stands behind. */
function associationOf(
  association: JsonRecord,
  tableId: string,
  vpcId: string | undefined,
): readonly Described[] {
  const id = textIn(association, 'RouteTableAssociationId') ?? tableId;
  const subnetId = textIn(association, 'SubnetId');
  if (subnetId !== undefined) {
    const values = { subnet_id: subnetId, route_table_id: tableId };
    return [derived('aws_route_table_association', id, values), ...subnetOf(subnetId)];
  }
  return truthIn(association, 'Main') === true
    ? [derived('aws_main_route_table_association', id, { vpc_id: vpcId, route_table_id: tableId })]
    : [];
}
