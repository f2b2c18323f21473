import { textIn, truthIn } from '../terraform/attribute.js';
import { groupBy } from '../terraform/group-by.js';
import type { JsonRecord } from '../terraform/json-value.js';
import { derived, described, leftOut, recordsIn, type Described } from './described.js';

/** States of a NAT gateway that translates nothing, and states of an address that it does not translate to. */
const GATEWAY_GONE: readonly string[] = ['failed', 'deleting', 'deleted'];
const ADDRESS_GONE: readonly string[] = ['failed', 'unassigning', 'disassociating'];

/** One of `aws ec2 describe-nat-gateways`. */
export function natGateway(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'NatGatewayId');
  if (id === undefined) return [];
  const state = textIn(item, 'State') ?? '';
  if (GATEWAY_GONE.includes(state)) {
    return [leftOut('aws_nat_gateway', id, id, `its State is ${state}: it translates nothing`)];
  }
  const addresses = recordsIn(item, 'NatGatewayAddresses').filter(
    (address) => !ADDRESS_GONE.includes(textIn(address, 'Status') ?? ''),
  );
  const regional = textIn(item, 'AvailabilityMode') === 'regional';
  const shared = {
    id,
    connectivity_type: textIn(item, 'ConnectivityType'),
    availability_mode: textIn(item, 'AvailabilityMode'),
    subnet_id: textIn(item, 'SubnetId'),
    vpc_id: textIn(item, 'VpcId'),
  };
  const addressing = regional ? byZone(addresses) : primaryAndOthers(addresses);
  return [
    described('aws_nat_gateway', id, id, { ...shared, ...addressing }),
    ...addresses.flatMap((address) => addressOf(address)),
    ...vpcOf(item),
    ...subnetOf(textIn(item, 'SubnetId')),
  ];
}

function primaryAndOthers(addresses: readonly JsonRecord[]): Readonly<Record<string, unknown>> {
  const primary = addresses.find((address) => truthIn(address, 'IsPrimary') === true) ?? addresses[0];
  const others = addresses.filter((address) => address !== primary);
  return {
    allocation_id: primary === undefined ? undefined : textIn(primary, 'AllocationId'),
    secondary_allocation_ids: others.flatMap((address) => textIn(address, 'AllocationId') ?? []),
    secondary_private_ip_addresses: others.flatMap((address) => textIn(address, 'PrivateIp') ?? []),
  };
}

function byZone(addresses: readonly JsonRecord[]): Readonly<Record<string, unknown>> {
  const zones = groupBy(
    addresses,
    (address) => textIn(address, 'AvailabilityZone') ?? textIn(address, 'AvailabilityZoneId'),
  );
  return {
    availability_zone_address: [...zones].map(([zone, members]) => ({
      availability_zone: zone,
      allocation_ids: members.map((address) => textIn(address, 'AllocationId') ?? ''),
    })),
  };
}

function addressOf(address: JsonRecord): readonly Described[] {
  const id = textIn(address, 'AllocationId');
  return id === undefined ? [] : [derived('aws_eip', id, { id, allocation_id: id })];
}

/** One of `aws ec2 describe-addresses`. */
export function elasticAddress(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'AllocationId');
  return id === undefined ? [] : [described('aws_eip', id, id, { id, allocation_id: id })];
}

/** One of `aws ec2 describe-subnets`. */
export function subnet(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'SubnetId');
  if (id === undefined) return [];
  const values = {
    id,
    vpc_id: textIn(item, 'VpcId'),
    availability_zone: textIn(item, 'AvailabilityZone'),
    availability_zone_id: textIn(item, 'AvailabilityZoneId'),
    map_public_ip_on_launch: truthIn(item, 'MapPublicIpOnLaunch'),
  };
  return [described('aws_subnet', id, id, values), ...vpcOf(item)];
}

/** One of `aws ec2 describe-vpcs`. */
export function vpc(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'VpcId');
  return id === undefined ? [] : [described('aws_vpc', id, id, { id })];
}

/** One of `aws ec2 describe-internet-gateways`. */
export function internetGateway(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'InternetGatewayId');
  return id === undefined ? [] : [described('aws_internet_gateway', id, id, { id })];
}

/** The VPC that something is in: it is there, whether or not it was asked for. */
export function vpcOf(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'VpcId');
  return id === undefined ? [] : [derived('aws_vpc', id, { id })];
}

/** A subnet that something is in, with its zone where that is told. */
export function subnetOf(id: string | undefined, zone?: string): readonly Described[] {
  return id === undefined ? [] : [derived('aws_subnet', id, { id, availability_zone: zone })];
}
