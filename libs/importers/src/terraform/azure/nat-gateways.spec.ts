import type { TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

function resource(type: string, name: string, attributes: Attributes = {}): unknown {
  const values = { id: `/${type}/${name}`, ...attributes };
  return { mode: 'managed', type, name, instances: [{ attributes: values }] };
}

function importState(...resources: readonly unknown[]): ImportResult {
  return importTerraform({ version: 4, lineage: 'x', resources });
}

function gateway({ topology }: ImportResult): TopologyNode | undefined {
  return topology.nodes.find(({ kind }) => kind === 'nat-gateway');
}

const SUBNET = resource('azurerm_subnet', 'app', { name: 'app' });
const onSubnet = [
  resource('azurerm_subnet_nat_gateway_association', 'app', {
    subnet_id: '/azurerm_subnet/app',
    nat_gateway_id: '/azurerm_nat_gateway/nat',
  }),
];
const scaleSet = (zones: readonly string[], subnet = '/azurerm_subnet/app'): unknown =>
  resource('azurerm_linux_virtual_machine_scale_set', 'app', {
    instances: 6,
    zones,
    network_interface: [{ ip_configuration: [{ subnet_id: subnet }] }],
  });

describe('a NAT gateway in Azure', () => {
  const nat = resource('azurerm_nat_gateway', 'nat', { sku_name: 'Standard', idle_timeout_in_minutes: 4 });
  const address = (name: string, version = 'IPv4'): unknown =>
    resource('azurerm_public_ip', name, { ip_version: version });
  const ofAddress = (name: string): unknown =>
    resource('azurerm_nat_gateway_public_ip_association', name, {
      nat_gateway_id: '/azurerm_nat_gateway/nat',
      public_ip_address_id: `/azurerm_public_ip/${name}`,
    });
  const prefix = (length: number | null): readonly unknown[] => [
    resource('azurerm_public_ip_prefix', 'p', { ip_version: 'IPv4', prefix_length: length }),
    resource('azurerm_nat_gateway_public_ip_prefix_association', 'p', {
      nat_gateway_id: '/azurerm_nat_gateway/nat',
      public_ip_prefix_id: '/azurerm_public_ip_prefix/p',
    }),
  ];
  const reasonOf = ({ assumptions }: ImportResult): string | undefined =>
    assumptions.find(({ pointer }) => pointer.endsWith('/publicIps'))?.reason;

  it.each([
    [28, 16],
    [30, 4],
    [31, 2],
  ])('has with a prefix of /%i all its %i addresses', (length, publicIps) => {
    const result = importState(nat, ...prefix(length));
    expect(gateway(result)).toMatchObject({ publicIps, idleTimeoutSeconds: 240 });
    expect(reasonOf(result)).toBeUndefined();
  });

  it('adds addresses to those of a prefix', () => {
    expect(gateway(importState(nat, ...prefix(30), address('a'), ofAddress('a')))).toMatchObject({
      publicIps: 5,
    });
  });

  it('does not count addresses of IPv6: these are translated apart', () => {
    const result = importState(
      nat,
      address('four'),
      ofAddress('four'),
      address('six', 'IPv6'),
      ofAddress('six'),
    );
    expect(gateway(result)).toMatchObject({ publicIps: 1 });
    expect(result.understood.map(({ address: each }) => each)).toContain('azurerm_public_ip.six');
  });

  it('has the addresses that older configurations list on itself', () => {
    const listing = resource('azurerm_nat_gateway', 'nat', {
      public_ip_address_ids: ['/azurerm_public_ip/a', '/azurerm_public_ip/b'],
    });
    expect(gateway(importState(listing, address('a'), address('b')))).toMatchObject({ publicIps: 2 });
  });

  it('counts an address of another document, as an assumption', () => {
    const result = importState(nat, ofAddress('elsewhere'));
    expect(gateway(result)).toMatchObject({ publicIps: 1 });
    expect(reasonOf(result)).toContain('names azurerm_public_ip that the document does not have');
  });

  it('counts a prefix of unknown length as one address, as an assumption', () => {
    const result = importState(nat, ...prefix(null));
    expect(gateway(result)).toMatchObject({ publicIps: 1 });
    expect(reasonOf(result)).toBe(
      'prefix_length of azurerm_public_ip_prefix.p is not known: one address is counted',
    );
  });

  it('without anything behind it has users of its own, to be edited', () => {
    const result = importState(nat, address('a'), ofAddress('a'));
    expect(result.topology.legs).toMatchObject([{ from: 'nat-gateway-nat-users', via: ['nat-gateway-nat'] }]);
  });
});

describe('a NAT gateway of one zone', () => {
  const zonal = [resource('azurerm_nat_gateway', 'nat', { sku_name: 'Standard', zones: ['1'] }), ...onSubnet];
  it('takes machines of other zones along, which is a warning', () => {
    const result = importState(SUBNET, ...zonal, scaleSet(['1', '2', '3']));
    expect(result.warnings).toMatchObject([
      {
        code: 'cross-zone-egress',
        addresses: ['azurerm_nat_gateway.nat', 'azurerm_linux_virtual_machine_scale_set.app'],
      },
    ]);
  });

  it('is as safe as its machines are where these are in its zone', () => {
    expect(importState(SUBNET, ...zonal, scaleSet(['1'])).warnings).toEqual([]);
  });
});

describe('ids of Azure', () => {
  it('are the same in capitals and in small letters', () => {
    const group = '/subscriptions/0/resourceGroups/Shop/providers/Microsoft.Network';
    const id = `${group}/virtualNetworks/shop/subnets/app`;
    const gateway = `${group}/natGateways/out`;
    const result = importState(
      resource('azurerm_subnet', 'app', { id }),
      resource('azurerm_nat_gateway', 'out', { id: gateway }),
      resource('azurerm_subnet_nat_gateway_association', 'app', {
        subnet_id: id.replace('resourceGroups', 'resourcegroups'),
        nat_gateway_id: gateway.toLowerCase(),
      }),
      scaleSet([], id.replace('Shop', 'SHOP')),
    );
    expect(result.topology.legs.find(({ to }) => to === 'internet')?.via).toEqual(['nat-gateway-out']);
  });
});
