import type { NatGatewayNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

interface StateResource {
  readonly mode: 'managed';
  readonly type: string;
  readonly name: string;
  readonly instances: readonly {
    readonly index_key?: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}

function resource(
  type: string,
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  index_key?: string,
): StateResource {
  return {
    mode: 'managed',
    type,
    name,
    instances: [{ ...(index_key === undefined ? {} : { index_key }), attributes }],
  };
}

function importState(...resources: readonly StateResource[]): ImportResult {
  return importTerraform({ version: 4, lineage: 'x', resources });
}

/** One zone: a public subnet with a gateway of some addresses, and a private subnet that leaves through `through`. */
function zone(letter: string, addresses: number, through = letter): readonly StateResource[] {
  const allocations = Array.from({ length: addresses }, (_, index) => `eipalloc-${letter}${String(index)}`);
  return [
    ...allocations.map((id) => resource('aws_eip', id.replace('eipalloc-', 'e'), { id, allocation_id: id })),
    resource('aws_subnet', `public_${letter}`, {
      id: `subnet-public-${letter}`,
      availability_zone: `eu-west-1${letter}`,
    }),
    resource('aws_subnet', `private_${letter}`, {
      id: `subnet-private-${letter}`,
      availability_zone: `eu-west-1${letter}`,
    }),
    resource('aws_nat_gateway', `nat_${letter}`, {
      id: `nat-${letter}`,
      connectivity_type: 'public',
      subnet_id: `subnet-public-${letter}`,
      allocation_id: allocations[0],
      secondary_allocation_ids: allocations.slice(1),
    }),
    resource('aws_route_table', `private_${letter}`, {
      id: `rtb-${letter}`,
      route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: `nat-${through}`, gateway_id: '' }],
    }),
    resource('aws_route_table_association', `private_${letter}`, {
      subnet_id: `subnet-private-${letter}`,
      route_table_id: `rtb-${letter}`,
    }),
  ];
}

function group(subnets: readonly string[]): StateResource {
  return resource('aws_autoscaling_group', 'app', {
    id: 'app',
    min_size: 2,
    max_size: 4,
    vpc_zone_identifier: subnets.map((letter) => `subnet-private-${letter}`),
  });
}

function gateways({ topology }: ImportResult): readonly NatGatewayNode[] {
  return topology.nodes.filter((node): node is NatGatewayNode => node.kind === 'nat-gateway');
}

const reasons = ({ assumptions }: ImportResult): string => assumptions.map(({ reason }) => reason).join('\n');

describe('zonal NAT gateways', () => {
  it('that are alike, one a zone, each with the private subnet of its zone, are one node', () => {
    const result = importState(...zone('a', 2), ...zone('b', 2), ...zone('c', 2), group(['a', 'b', 'c']));
    expect(gateways(result)).toMatchObject([{ id: 'nat-gateway-nat-a-nat-b-nat-c', publicIps: 2, zones: 3 }]);
    expect(result.topology.legs.filter(({ to }) => to === 'internet')).toMatchObject([
      { via: ['nat-gateway-nat-a-nat-b-nat-c'] },
    ]);
    expect(result.warnings).toEqual([]);
  });

  it('that differ in addresses stand alone, and share the calls by subnets', () => {
    const result = importState(...zone('a', 2), ...zone('b', 1), group(['a', 'b']));
    expect(gateways(result).map(({ id, publicIps, zones }) => [id, publicIps, zones])).toEqual([
      ['nat-gateway-nat-a', 2, 1],
      ['nat-gateway-nat-b', 1, 1],
    ]);
    expect(result.topology.legs.filter(({ to }) => to === 'internet').map(({ share }) => share)).toEqual([
      0.5, 0.5,
    ]);
  });

  it('stand alone where one has the machines of two zones, with a warning', () => {
    const result = importState(
      ...zone('a', 1),
      ...zone('b', 1),
      ...zone('c', 1, 'a'),
      group(['a', 'b', 'c']),
    );
    expect(gateways(result)).toHaveLength(3);
    expect(
      result.topology.legs.filter(({ via }) => via?.includes('nat-gateway-nat-a')).map(({ share }) => share),
    ).toEqual([0.666667]);
    expect(result.warnings.find(({ code }) => code === 'cross-zone-egress')?.addresses).toEqual([
      'aws_nat_gateway.nat_a',
      'aws_subnet.private_c',
    ]);
  });

  it('stand alone where a workload is in one zone only', () => {
    expect(gateways(importState(...zone('a', 1), ...zone('b', 1), group(['a'])))).toHaveLength(2);
  });

  it('keep an address that no aws_eip of the document has, marked as managed elsewhere', () => {
    const withoutEip = zone('a', 1).filter(({ type }) => type !== 'aws_eip');
    const result = importState(...withoutEip);
    expect(gateways(result)).toMatchObject([{ publicIps: 1 }]);
    expect(reasons(result)).toContain(
      'allocation_id of aws_nat_gateway.nat_a matches no aws_eip of the document: its address is managed elsewhere (external)',
    );
  });

  it('without anything behind them have users of their own, to be edited', () => {
    const result = importState(...zone('a', 1));
    expect(result.topology.legs).toMatchObject([
      { from: 'nat-gateway-nat-a-users', to: 'internet', via: ['nat-gateway-nat-a'] },
    ]);
    expect(result.forecast.demand.map(({ source }) => source)).toEqual(['nat-gateway-nat-a-users']);
  });

  it('of the private kind count private addresses and lead to private networks', () => {
    const result = importState(
      resource('aws_subnet', 'a', { id: 'subnet-a', availability_zone: 'eu-west-1a' }),
      resource('aws_nat_gateway', 'p', {
        id: 'nat-p',
        connectivity_type: 'private',
        subnet_id: 'subnet-a',
        secondary_private_ip_addresses: ['10.0.0.5', '10.0.0.6'],
      }),
    );
    expect(gateways(result)).toMatchObject([{ publicIps: 3 }]);
    expect(result.topology.legs).toMatchObject([{ to: 'private-networks' }]);
    expect(JSON.stringify(result)).not.toContain('10.0.0.5');
  });
});

describe('regional NAT gateways', () => {
  const vpc = resource('aws_vpc', 'v', { id: 'vpc-1' });
  const subnets = ['a', 'b'].map((letter) =>
    resource('aws_subnet', letter, {
      id: `subnet-${letter}`,
      vpc_id: 'vpc-1',
      availability_zone: `eu-west-1${letter}`,
    }),
  );

  it('have as many zones as they give addresses for', () => {
    const gateway = resource('aws_nat_gateway', 'r', {
      id: 'nat-r',
      vpc_id: 'vpc-1',
      availability_mode: 'regional',
      availability_zone_address: [
        { availability_zone: 'eu-west-1a', allocation_ids: ['e1', 'e2', 'e3'] },
        { availability_zone: 'eu-west-1b', allocation_ids: ['e4', 'e5'] },
      ],
    });
    expect(gateways(importState(vpc, ...subnets, gateway))).toMatchObject([
      { profile: 'aws/nat-gateway-regional', publicIps: 2, zones: 2 },
    ]);
  });

  it('have the zones of their VPC where AWS chooses, which is an assumption', () => {
    const gateway = resource('aws_nat_gateway', 'r', {
      id: 'nat-r',
      vpc_id: 'vpc-1',
      availability_mode: 'regional',
    });
    const result = importState(vpc, ...subnets, gateway);
    expect(gateways(result)).toMatchObject([{ publicIps: 1, zones: 2 }]);
    expect(reasons(result)).toContain('AWS chooses its zones and addresses');
  });
});

describe('the way out of a subnet', () => {
  const app = (subnet: string): StateResource =>
    resource('aws_instance', 'app', { id: 'i-1', subnet_id: subnet });
  const nat = zone('a', 1).filter(({ type }) => !type.startsWith('aws_route'));
  const vpc = resource('aws_vpc', 'v', { id: 'vpc-1' });

  it('is told by a separate route as well as by an inline one', () => {
    const result = importState(
      ...nat,
      resource('aws_route_table', 't', { id: 'rtb-t', route: [] }),
      resource('aws_route', 'r', {
        route_table_id: 'rtb-t',
        destination_cidr_block: '0.0.0.0/0',
        nat_gateway_id: 'nat-a',
      }),
      resource('aws_route_table_association', 's', {
        subnet_id: 'subnet-private-a',
        route_table_id: 'rtb-t',
      }),
      app('subnet-private-a'),
    );
    expect(result.topology.legs.find(({ to }) => to === 'internet')?.via).toEqual(['nat-gateway-nat-a']);
  });

  it.each([
    [
      'the default table',
      resource('aws_default_route_table', 'd', {
        id: 'rtb-d',
        vpc_id: 'vpc-1',
        route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat-a' }],
      }),
      [],
    ],
    [
      'a table that is made the main one',
      resource('aws_route_table', 'm', {
        id: 'rtb-m',
        vpc_id: 'vpc-1',
        route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat-a' }],
      }),
      [resource('aws_main_route_table_association', 'm', { vpc_id: 'vpc-1', route_table_id: 'rtb-m' })],
    ],
  ])('without an association is told by %s', (_, table, more) => {
    const lonely = resource('aws_subnet', 'lonely', {
      id: 'subnet-lonely',
      vpc_id: 'vpc-1',
      availability_zone: 'eu-west-1a',
    });
    const result = importState(vpc, ...nat, lonely, table, ...more, app('subnet-lonely'));
    expect(result.topology.legs.find(({ to }) => to === 'internet')?.via).toEqual(['nat-gateway-nat-a']);
  });

  it('of a public subnet needs no gateway', () => {
    const result = importState(
      ...nat,
      resource('aws_route_table', 't', {
        id: 'rtb-t',
        route: [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }],
      }),
      resource('aws_route_table_association', 's', { subnet_id: 'subnet-public-a', route_table_id: 'rtb-t' }),
      app('subnet-public-a'),
    );
    expect(
      result.topology.legs.find(({ from, to }) => from === 'instance-app' && to === 'internet'),
    ).not.toHaveProperty('via');
  });

  it('is an assumption to be edited, with a warning, where the network is in another document', () => {
    const result = importState(app('subnet-elsewhere'));
    expect(result.topology.legs.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      'instance-app > internet',
      'instance-app-work > instance-app',
    ]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['unknown-egress']);
    expect(reasons(result)).toContain('put its NAT gateway into "via"');
  });

  it('through a NAT gateway of another document is not guessed', () => {
    const result = importState(
      resource('aws_subnet', 's', { id: 'subnet-s', availability_zone: 'eu-west-1a' }),
      resource('aws_route_table', 't', {
        id: 'rtb-t',
        route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat-elsewhere' }],
      }),
      resource('aws_route_table_association', 's', { subnet_id: 'subnet-s', route_table_id: 'rtb-t' }),
      app('subnet-s'),
    );
    expect(gateways(result)).toEqual([]);
    expect(result.warnings).toMatchObject([
      { code: 'unknown-egress', addresses: ['aws_instance.app', 'aws_subnet.s'] },
    ]);
  });

  it('over a transit gateway ends there', () => {
    const result = importState(
      ...nat,
      resource('aws_route_table', 't', {
        id: 'rtb-t',
        route: [{ cidr_block: '0.0.0.0/0', transit_gateway_id: 'tgw-1' }],
      }),
      resource('aws_route_table_association', 's', {
        subnet_id: 'subnet-private-a',
        route_table_id: 'rtb-t',
      }),
      app('subnet-private-a'),
    );
    expect(result.topology.legs.some(({ from }) => from === 'instance-app')).toBe(false);
  });
});
