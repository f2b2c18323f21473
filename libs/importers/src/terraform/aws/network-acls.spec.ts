import type { FirewallNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

function resource(type: string, name: string, attributes: Attributes): unknown {
  return { mode: 'managed', type, name, instances: [{ attributes }] };
}

function importState(...resources: readonly unknown[]): ImportResult {
  return importTerraform({ version: 4, lineage: 'x', resources });
}

function firewalls({ topology }: ImportResult): readonly FirewallNode[] {
  return topology.nodes.filter((node): node is FirewallNode => node.kind === 'firewall');
}

function rule(rule_no: number, more: Attributes = {}): Attributes {
  return {
    rule_no,
    protocol: '-1',
    action: 'allow',
    cidr_block: '0.0.0.0/0',
    from_port: 0,
    to_port: 0,
    ...more,
  };
}

const acl = (attributes: Attributes): unknown =>
  resource('aws_network_acl', 'a', { id: 'acl-a', ...attributes });

describe('network ACLs', () => {
  it('have the rules of both directions in the order in which they are read', () => {
    const separate = resource('aws_network_acl_rule', 'r', {
      network_acl_id: 'acl-a',
      rule_number: 50,
      egress: true,
      protocol: 'udp',
      rule_action: 'deny',
      ipv6_cidr_block: '::/0',
      from_port: 53,
      to_port: 53,
    });
    const [firewall] = firewalls(
      importState(acl({ ingress: [rule(200), rule(100)], egress: [rule(100)] }), separate),
    );
    expect(firewall?.rules).toEqual([
      {
        direction: 'inbound',
        protocol: 'any',
        ports: [1, 65535],
        action: 'allow',
        priority: 100,
        cidr: '0.0.0.0/0',
      },
      {
        direction: 'inbound',
        protocol: 'any',
        ports: [1, 65535],
        action: 'allow',
        priority: 200,
        cidr: '0.0.0.0/0',
      },
      { direction: 'outbound', protocol: 'udp', ports: [53, 53], action: 'deny', priority: 50, cidr: '::/0' },
      {
        direction: 'outbound',
        protocol: 'any',
        ports: [1, 65535],
        action: 'allow',
        priority: 100,
        cidr: '0.0.0.0/0',
      },
    ]);
  });

  it.each([
    ['6', 'tcp'],
    ['TCP', 'tcp'],
    ['17', 'udp'],
    ['all', 'any'],
  ])('take protocol %s as %s', (protocol, expected) => {
    const [firewall] = firewalls(
      importState(acl({ ingress: [rule(1, { protocol, from_port: 1, to_port: 2 })] })),
    );
    expect(firewall?.rules?.[0]?.protocol).toBe(expected);
  });

  it('leave rules of ICMP out, with a warning: it has no ports', () => {
    const result = importState(acl({ ingress: [rule(1, { protocol: '1' }), rule(2)] }));
    expect(firewalls(result)[0]?.rules).toHaveLength(1);
    expect(result.warnings).toMatchObject([{ code: 'rule-left-out', addresses: ['aws_network_acl.a'] }]);
  });

  it('that are the default and let everything through are left out', () => {
    const open = resource('aws_default_network_acl', 'd', {
      id: 'acl-d',
      ingress: [rule(100)],
      egress: [rule(100)],
    });
    const result = importState(open, acl({ ingress: [rule(1)] }));
    expect(firewalls(result)).toHaveLength(1);
    expect(result.notUnderstood).toMatchObject([
      {
        address: 'aws_default_network_acl.d',
        reason: expect.stringContaining('it refuses nothing') as string,
      },
    ]);
  });

  it('that are the default stand before the subnets that have no other', () => {
    const closed = resource('aws_default_network_acl', 'd', {
      id: 'acl-d',
      vpc_id: 'vpc-1',
      ingress: [rule(100, { protocol: 'tcp', from_port: 443, to_port: 443 })],
      egress: [rule(100)],
    });
    const result = importState(
      closed,
      acl({ subnet_ids: ['s1'] }),
      resource('aws_vpc', 'v', { id: 'vpc-1' }),
      ...['s1', 's2'].map((id) =>
        resource('aws_subnet', id, { id, vpc_id: 'vpc-1', availability_zone: 'eu-west-1a' }),
      ),
      resource('aws_route_table', 't', {
        id: 't',
        route: [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }],
      }),
      ...['s1', 's2'].map((id) =>
        resource('aws_route_table_association', id, { subnet_id: id, route_table_id: 't' }),
      ),
      ...['s1', 's2'].map((id) => resource('aws_instance', id, { id: `i-${id}`, subnet_id: id })),
    );
    const egress = result.topology.legs.filter(({ to }) => to === 'internet');
    expect(egress.map(({ from, via }) => [from, via])).toEqual([
      ['instance-s1', ['network-acl-a']],
      ['instance-s2', ['default-network-acl-d']],
    ]);
  });

  it('that differ among the subnets of one workload are not put on its path, with a warning', () => {
    const result = importState(
      acl({ subnet_ids: ['s1'] }),
      ...['s1', 's2'].map((id) => resource('aws_subnet', id, { id, availability_zone: `eu-west-1${id}` })),
      resource('aws_route_table', 't', {
        id: 't',
        route: [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }],
      }),
      ...['s1', 's2'].map((id) =>
        resource('aws_route_table_association', id, { subnet_id: id, route_table_id: 't' }),
      ),
      resource('aws_autoscaling_group', 'g', {
        id: 'g',
        min_size: 2,
        max_size: 4,
        vpc_zone_identifier: ['s1', 's2'],
      }),
    );
    expect(result.topology.legs.find(({ to }) => to === 'internet')).not.toHaveProperty('via');
    expect(result.warnings.map(({ code }) => code)).toEqual(['several-network-acls']);
  });
});
