import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly values: Attributes;
  readonly unknown: Attributes;
  readonly expressions: Attributes;
}

const ref = (...references: readonly string[]): Attributes => ({ references });

/** A plan of resources in a module `network`, and of others in the root, of which no id is known. */
function importPlan(
  root: readonly Planned[],
  network: readonly Planned[],
  call: Attributes,
  outputs: Attributes,
): ImportResult {
  const address = (module: string, { type, name }: Planned): string => `${module}${type}.${name}`;
  const planned = (module: string, items: readonly Planned[]): readonly Attributes[] =>
    items.map((item) => ({
      address: address(module, item),
      mode: 'managed',
      type: item.type,
      name: item.name,
      values: item.values,
      sensitive_values: {},
    }));
  const changes = (module: string, items: readonly Planned[]): readonly Attributes[] =>
    items.map((item) => ({
      address: address(module, item),
      change: { actions: ['create'], after_unknown: { id: true, ...item.unknown } },
    }));
  const configured = (items: readonly Planned[]): readonly Attributes[] =>
    items.map(({ type, name, expressions }) => ({ mode: 'managed', type, name, expressions }));
  return importTerraform({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: planned('', root),
        child_modules: [{ address: 'module.network', resources: planned('module.network.', network) }],
      },
    },
    resource_changes: [...changes('', root), ...changes('module.network.', network)],
    configuration: {
      root_module: {
        resources: configured(root),
        module_calls: {
          network: {
            source: './network',
            expressions: call,
            module: { resources: configured(network), outputs },
          },
        },
      },
    },
  });
}

const subnet = (name: string): Planned => ({
  type: 'azurerm_subnet',
  name,
  values: { name, default_outbound_access_enabled: false },
  unknown: {},
  expressions: {},
});
const scaleSet: Planned = {
  type: 'azurerm_linux_virtual_machine_scale_set',
  name: 'app',
  values: {
    instances: 5,
    network_interface: [{ ip_configuration: [{ name: 'app', public_ip_address: [] }] }],
  },
  unknown: { network_interface: [{ ip_configuration: [{ subnet_id: true, public_ip_address: [] }] }] },
  expressions: {
    network_interface: [
      { ip_configuration: [{ subnet_id: ref('module.network.subnet_id', 'module.network') }] },
    ],
  },
};
const OUTPUTS = { subnet_id: { expression: ref('azurerm_subnet.app.id', 'azurerm_subnet.app') } };

const viaOf = ({ topology }: ImportResult): readonly string[] | undefined =>
  topology.legs.find(({ from, to }) => from.endsWith('scale-set-app') && to === 'internet')?.via;

describe('a plan for Azure of which nothing is applied', () => {
  it('leads from a scale set through outputs of a module to the NAT gateway of its subnet', () => {
    const gateway: Planned = {
      type: 'azurerm_nat_gateway',
      name: 'out',
      values: { sku_name: 'StandardV2' },
      unknown: {},
      expressions: {},
    };
    const association: Planned = {
      type: 'azurerm_subnet_nat_gateway_association',
      name: 'app',
      values: {},
      unknown: { subnet_id: true, nat_gateway_id: true },
      expressions: {
        subnet_id: ref('azurerm_subnet.app.id', 'azurerm_subnet.app'),
        nat_gateway_id: ref('azurerm_nat_gateway.out.id', 'azurerm_nat_gateway.out'),
      },
    };
    const prefix: Planned = {
      type: 'azurerm_public_ip_prefix',
      name: 'out',
      values: { prefix_length: 29, ip_version: 'IPv4' },
      unknown: {},
      expressions: {},
    };
    const ofPrefix: Planned = {
      type: 'azurerm_nat_gateway_public_ip_prefix_association',
      name: 'out',
      values: {},
      unknown: { nat_gateway_id: true, public_ip_prefix_id: true },
      expressions: {
        nat_gateway_id: ref('azurerm_nat_gateway.out.id', 'azurerm_nat_gateway.out'),
        public_ip_prefix_id: ref('var.prefix_id'),
      },
    };
    const result = importPlan(
      [scaleSet, prefix],
      [subnet('app'), gateway, association, ofPrefix],
      { prefix_id: ref('azurerm_public_ip_prefix.out.id', 'azurerm_public_ip_prefix.out') },
      OUTPUTS,
    );
    expect(viaOf(result)).toEqual(['network-nat-gateway-out']);
    expect(result.topology.nodes.find(({ kind }) => kind === 'nat-gateway')).toMatchObject({
      profile: 'azure/nat-gateway-v2',
      publicIps: 8,
    });
  });

  it.each([
    [
      'block by block',
      [
        {
          next_hop_in_ip_address: ref(
            'azurerm_firewall.hub.ip_configuration[0].private_ip_address',
            'azurerm_firewall.hub',
          ),
        },
      ],
    ],
    [
      'as one expression',
      ref('azurerm_firewall.hub.ip_configuration[0].private_ip_address', 'azurerm_firewall.hub'),
    ],
  ])(
    'leads through the firewall that a route table refers to, where its routes are written %s',
    (_, route) => {
      const firewall: Planned = {
        type: 'azurerm_firewall',
        name: 'hub',
        values: { ip_configuration: [{ name: 'a' }, { name: 'b' }] },
        unknown: {
          ip_configuration: [
            { subnet_id: true, public_ip_address_id: true, private_ip_address: true },
            { public_ip_address_id: true, private_ip_address: true },
          ],
        },
        expressions: {
          ip_configuration: ['a', 'b'].map((name) => ({
            name: { constant_value: name },
            public_ip_address_id: ref(`azurerm_public_ip.${name}.id`, `azurerm_public_ip.${name}`),
          })),
        },
      };
      const addresses = ['a', 'b'].map((name): Planned => ({
        type: 'azurerm_public_ip',
        name,
        values: { ip_version: 'IPv4' },
        unknown: {},
        expressions: {},
      }));
      const table: Planned = {
        type: 'azurerm_route_table',
        name: 'app',
        values: { name: 'app', route: [{ address_prefix: '0.0.0.0/0', next_hop_type: 'VirtualAppliance' }] },
        unknown: { route: [{ next_hop_in_ip_address: true }] },
        expressions: { route },
      };
      const association: Planned = {
        type: 'azurerm_subnet_route_table_association',
        name: 'app',
        values: {},
        unknown: { subnet_id: true, route_table_id: true },
        expressions: {
          subnet_id: ref('azurerm_subnet.app.id', 'azurerm_subnet.app'),
          route_table_id: ref('azurerm_route_table.app.id', 'azurerm_route_table.app'),
        },
      };
      const result = importPlan(
        [scaleSet],
        [subnet('app'), firewall, ...addresses, table, association],
        {},
        OUTPUTS,
      );
      expect(viaOf(result)).toEqual(['network-firewall-hub']);
      expect(result.topology.nodes.find(({ profile }) => profile === 'azure/firewall')).toMatchObject({
        publicIps: 2,
      });
      expect(result.notUnderstood).toEqual([]);
    },
  );
});
