import type { TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

function resource(type: string, name: string, attributes: Attributes): unknown {
  return {
    mode: 'managed',
    type,
    name,
    instances: [{ attributes: { id: `/${type}/${name}`, ...attributes } }],
  };
}

const idOf = (type: string, name: string): string => `/${type}/${name}`;

function importState(...resources: readonly unknown[]): ImportResult {
  return importTerraform({ version: 4, lineage: 'x', resources });
}

function node({ topology }: ImportResult, id: string): TopologyNode | undefined {
  return topology.nodes.find((item) => item.id === id);
}

function viaOf({ topology }: ImportResult, from: string): readonly string[] | undefined | null {
  const leg = topology.legs.find((item) => item.from === from && item.to === 'internet');
  return leg === undefined ? null : leg.via;
}

const SUBNET = idOf('azurerm_subnet', 'app');
const subnet = (more: Attributes = {}): unknown =>
  resource('azurerm_subnet', 'app', { name: 'app', ...more });
const publicIp = (name: string): unknown => resource('azurerm_public_ip', name, { ip_version: 'IPv4' });

const natGateway = [
  publicIp('nat'),
  resource('azurerm_nat_gateway', 'nat', { sku_name: 'Standard' }),
  resource('azurerm_nat_gateway_public_ip_association', 'nat', {
    nat_gateway_id: idOf('azurerm_nat_gateway', 'nat'),
    public_ip_address_id: idOf('azurerm_public_ip', 'nat'),
  }),
  resource('azurerm_subnet_nat_gateway_association', 'app', {
    subnet_id: SUBNET,
    nat_gateway_id: idOf('azurerm_nat_gateway', 'nat'),
  }),
];

const POOL = idOf('azurerm_lb_backend_address_pool', 'app');
const frontends = ['one', 'two'].map((name) => ({
  name,
  public_ip_address_id: idOf('azurerm_public_ip', name),
  public_ip_prefix_id: '',
  subnet_id: '',
}));
const balancer = [
  publicIp('one'),
  publicIp('two'),
  resource('azurerm_lb', 'app', { sku: 'Standard', frontend_ip_configuration: frontends }),
  resource('azurerm_lb_backend_address_pool', 'app', { loadbalancer_id: idOf('azurerm_lb', 'app') }),
];
const rule = (more: Attributes): unknown =>
  resource('azurerm_lb_rule', 'http', {
    loadbalancer_id: idOf('azurerm_lb', 'app'),
    backend_address_pool_ids: [POOL],
    frontend_ip_configuration_name: 'one',
    protocol: 'Tcp',
    idle_timeout_in_minutes: 15,
    ...more,
  });
const outboundRule = (name: string, more: Attributes): unknown =>
  resource('azurerm_lb_outbound_rule', name, {
    loadbalancer_id: idOf('azurerm_lb', 'app'),
    backend_address_pool_id: POOL,
    frontend_ip_configuration: frontends.map((frontend) => ({ name: frontend.name })),
    protocol: 'All',
    allocated_outbound_ports: 10_000,
    idle_timeout_in_minutes: 30,
    ...more,
  });

const scaleSet = (more: Attributes = {}): unknown =>
  resource('azurerm_linux_virtual_machine_scale_set', 'app', {
    instances: 8,
    network_interface: [
      {
        ip_configuration: [
          {
            subnet_id: SUBNET,
            load_balancer_backend_address_pool_ids: [POOL],
            public_ip_address: [],
            ...more,
          },
        ],
      },
    ],
  });
const SET = 'linux-virtual-machine-scale-set-app';

const firewall = [
  publicIp('fw'),
  resource('azurerm_subnet', 'firewall', { name: 'AzureFirewallSubnet' }),
  resource('azurerm_firewall', 'hub', {
    ip_configuration: [
      {
        subnet_id: idOf('azurerm_subnet', 'firewall'),
        public_ip_address_id: idOf('azurerm_public_ip', 'fw'),
        private_ip_address: '10.0.9.4',
      },
      { subnet_id: '', public_ip_address_id: '/elsewhere/second', private_ip_address: '' },
    ],
  }),
];
const routes = (route: Attributes): readonly unknown[] => [
  resource('azurerm_route_table', 'app', {
    name: 'app',
    route: [{ name: 'all', address_prefix: '0.0.0.0/0', next_hop_in_ip_address: '', ...route }],
  }),
  resource('azurerm_subnet_route_table_association', 'app', {
    subnet_id: SUBNET,
    route_table_id: idOf('azurerm_route_table', 'app'),
  }),
];

describe('the way out of a machine in Azure', () => {
  const outbound = outboundRule('app', {});
  const toFirewall = routes({ next_hop_type: 'VirtualAppliance', next_hop_in_ip_address: '10.0.9.4' });

  it('is a route to the firewall before a NAT gateway', () => {
    const result = importState(subnet(), ...natGateway, ...firewall, ...toFirewall, ...balancer, scaleSet());
    expect(viaOf(result, SET)).toEqual(['firewall-hub']);
    expect(node(result, 'firewall-hub')).toMatchObject({ profile: 'azure/firewall', publicIps: 2 });
  });

  it('is the NAT gateway of the firewall’s subnet where it has one: that translates', () => {
    const association = resource('azurerm_subnet_nat_gateway_association', 'firewall', {
      subnet_id: idOf('azurerm_subnet', 'firewall'),
      nat_gateway_id: idOf('azurerm_nat_gateway', 'nat'),
    });
    const gateway = natGateway.slice(0, 3);
    const result = importState(subnet(), ...gateway, association, ...firewall, ...toFirewall, scaleSet());
    expect(viaOf(result, SET)).toEqual(['nat-gateway-nat']);
    expect(node(result, 'firewall-hub')).toBeUndefined();
  });

  it('is the NAT gateway before a public address and an outbound rule', () => {
    const result = importState(
      subnet(),
      ...natGateway,
      ...balancer,
      outbound,
      scaleSet({ public_ip_address: [{ name: 'own' }] }),
    );
    expect(viaOf(result, SET)).toEqual(['nat-gateway-nat']);
  });

  it('is the machine’s own public address before an outbound rule: it has all its ports', () => {
    const result = importState(
      subnet(),
      ...balancer,
      outbound,
      scaleSet({ public_ip_address: [{ name: 'own' }] }),
    );
    expect(viaOf(result, SET)).toBeUndefined();
    expect(result.warnings).toEqual([]);
  });

  it('is the outbound rule of its pool, with the ports that are allocated of both frontends', () => {
    const result = importState(
      subnet(),
      ...balancer,
      rule({ disable_outbound_snat: true }),
      outbound,
      scaleSet(),
    );
    expect(viaOf(result, SET)).toEqual(['lb-outbound-rule-app']);
    expect(node(result, 'lb-outbound-rule-app')).toMatchObject({
      publicIps: 2,
      allocation: { kind: 'manual', portsPerVm: 10_000 },
      idleTimeoutSeconds: 1800,
    });
  });

  it('is what its load-balancing rule translates, where there is no outbound rule and that is not switched off', () => {
    const result = importState(subnet(), ...balancer, rule({ disable_outbound_snat: false }), scaleSet());
    expect(viaOf(result, SET)).toEqual(['lb-backend-address-pool-app-outbound']);
    expect(node(result, 'lb-backend-address-pool-app-outbound')).toMatchObject({
      publicIps: 1,
      allocation: { kind: 'by-pool-size' },
    });
    expect(node(result, 'lb-app')).toMatchObject({ idleTimeoutSeconds: 900 });
  });

  it('is default outbound access where there is nothing else, with a warning', () => {
    const result = importState(subnet(), ...balancer, rule({ disable_outbound_snat: true }), scaleSet());
    expect(viaOf(result, SET)).toBeUndefined();
    expect(result.warnings.map(({ code }) => code)).toEqual(['default-outbound-access']);
  });

  it.each([
    ['where the subnet is private', { default_outbound_access_enabled: false }, []],
    [
      'where a route leads to an appliance of another document',
      {},
      routes({ next_hop_type: 'VirtualAppliance', next_hop_in_ip_address: '10.9.9.9' }),
    ],
    ['where a route leads to nowhere', {}, routes({ next_hop_type: 'None' })],
    ['where a route leads to a VPN', {}, routes({ next_hop_type: 'VirtualNetworkGateway' })],
  ])('is none %s', (_, attributes, more) => {
    const result = importState(
      subnet(attributes),
      ...more,
      ...balancer,
      rule({ disable_outbound_snat: true }),
      scaleSet(),
    );
    expect(viaOf(result, SET)).toBeNull();
  });

  it('is not changed by a route to the Internet, inline or separate', () => {
    const table = resource('azurerm_route_table', 'app', { name: 'app', route: [] });
    const route = resource('azurerm_route', 'all', {
      route_table_name: 'app',
      address_prefix: '0.0.0.0/0',
      next_hop_type: 'Internet',
    });
    const association = routes({})[1];
    const separate = importState(subnet(), table, route, association, ...natGateway, scaleSet());
    const inline = importState(subnet(), ...routes({ next_hop_type: 'Internet' }), ...natGateway, scaleSet());
    expect([separate, inline].map((result) => viaOf(result, SET))).toEqual([
      ['nat-gateway-nat'],
      ['nat-gateway-nat'],
    ]);
  });

  it('is an assumption to be edited, with a warning, where the subnet is in another document', () => {
    const result = importState(scaleSet());
    expect(viaOf(result, SET)).toBeUndefined();
    expect(result.warnings.map(({ code }) => code)).toEqual(['unknown-egress']);
  });
});

describe('an outbound rule', () => {
  it('that is for UDP only is left out', () => {
    const udp = outboundRule('dns', { protocol: 'Udp' });
    const result = importState(subnet(), ...balancer, outboundRule('app', {}), udp, scaleSet());
    expect(viaOf(result, SET)).toEqual(['lb-outbound-rule-app']);
    expect(result.notUnderstood).toMatchObject([
      {
        address: 'azurerm_lb_outbound_rule.dns',
        reason: 'it translates UDP only; connections of the topology are TCP',
      },
    ]);
  });

  it('through a prefix has all of its addresses', () => {
    const prefix = resource('azurerm_public_ip_prefix', 'out', { ip_version: 'IPv4', prefix_length: 28 });
    const balancerWithPrefix = resource('azurerm_lb', 'app', {
      sku: 'Standard',
      frontend_ip_configuration: [
        {
          name: 'one',
          public_ip_address_id: '',
          public_ip_prefix_id: idOf('azurerm_public_ip_prefix', 'out'),
        },
      ],
    });
    const pool = balancer[3];
    const result = importState(
      subnet(),
      prefix,
      balancerWithPrefix,
      pool,
      outboundRule('app', {}),
      scaleSet(),
    );
    expect(node(result, 'lb-outbound-rule-app')).toMatchObject({ publicIps: 16 });
  });
});
