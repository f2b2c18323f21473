import type { Leg, TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

function resource(type: string, name: string, ...attributes: readonly Attributes[]): unknown {
  const instances = attributes.map((item, index) => {
    const key = attributes.length === 1 ? '' : `/${String(index)}`;
    const values = { id: `/${type}/${name}${key}`, ...item };
    return attributes.length === 1 ? { attributes: values } : { index_key: index, attributes: values };
  });
  return { mode: 'managed', type, name, instances };
}

const idOf = (type: string, name: string): string => `/${type}/${name}`;

function importState(...resources: readonly unknown[]): ImportResult {
  return importTerraform({ version: 4, lineage: 'x', resources });
}

function node({ topology }: ImportResult, id: string): TopologyNode | undefined {
  return topology.nodes.find((item) => item.id === id);
}

function egress({ topology }: ImportResult, from: string): readonly Leg[] {
  return topology.legs.filter((item) => item.from === from && item.to === 'internet');
}

const reasonAt = ({ assumptions }: ImportResult, end: string): string | undefined =>
  assumptions.find(({ pointer }) => pointer.endsWith(end))?.reason;

describe('AKS clusters', () => {
  const cluster = (network: Attributes, pool: Attributes = {}): unknown =>
    resource('azurerm_kubernetes_cluster', 'k', {
      default_node_pool: [{ name: 'system', node_count: 3, ...pool }],
      network_profile: [network],
    });

  it('leave through the load balancer that AKS makes: one address and 30 minutes, where nothing else is said', () => {
    const result = importState(cluster({ outbound_type: 'loadBalancer' }));
    expect(egress(result, 'kubernetes-cluster-k')[0]?.via).toEqual(['kubernetes-cluster-k-outbound']);
    expect(node(result, 'kubernetes-cluster-k-outbound')).toMatchObject({
      profile: 'azure/load-balancer-outbound',
      publicIps: 1,
      allocation: { kind: 'by-pool-size' },
      idleTimeoutSeconds: 1800,
    });
    expect(reasonAt(result, '/publicIps')).toContain('AKS makes: it makes one by itself');
    expect(reasonAt(result, '/idleTimeoutSeconds')).toContain('30 minutes');
  });

  it('count the addresses that they are given, prefixes whole', () => {
    const profile = {
      outbound_ip_address_ids: [idOf('azurerm_public_ip', 'a')],
      outbound_ip_prefix_ids: [idOf('azurerm_public_ip_prefix', 'p')],
    };
    const result = importState(
      resource('azurerm_public_ip', 'a', { ip_version: 'IPv4' }),
      resource('azurerm_public_ip_prefix', 'p', { ip_version: 'IPv4', prefix_length: 30 }),
      cluster({ outbound_type: 'loadBalancer', load_balancer_profile: [profile] }),
    );
    expect(node(result, 'kubernetes-cluster-k-outbound')).toMatchObject({ publicIps: 5 });
    expect(reasonAt(result, '/publicIps')).toBeUndefined();
  });

  it('leave through a NAT gateway that AKS makes', () => {
    const profile = { managed_outbound_ip_count: 3, idle_timeout_in_minutes: 20 };
    const result = importState(
      cluster({ outbound_type: 'managedNATGateway', nat_gateway_profile: [profile] }),
    );
    expect(node(result, 'kubernetes-cluster-k-outbound')).toMatchObject({
      profile: 'azure/nat-gateway',
      publicIps: 3,
      idleTimeoutSeconds: 1200,
    });
  });

  it('leave through the NAT gateway of their subnet, each pool through its own', () => {
    const gateway = (name: string): readonly unknown[] => [
      resource('azurerm_subnet', name, { name }),
      resource('azurerm_nat_gateway', name, { sku_name: name === 'b' ? 'StandardV2' : 'Standard' }),
      resource('azurerm_subnet_nat_gateway_association', name, {
        subnet_id: idOf('azurerm_subnet', name),
        nat_gateway_id: idOf('azurerm_nat_gateway', name),
      }),
    ];
    const result = importState(
      ...gateway('a'),
      ...gateway('b'),
      cluster({ outbound_type: 'userAssignedNATGateway' }, { vnet_subnet_id: idOf('azurerm_subnet', 'a') }),
      resource('azurerm_kubernetes_cluster_node_pool', 'more', {
        kubernetes_cluster_id: idOf('azurerm_kubernetes_cluster', 'k'),
        enable_auto_scaling: true,
        min_count: 1,
        max_count: 9,
        vnet_subnet_id: idOf('azurerm_subnet', 'b'),
      }),
    );
    expect(node(result, 'kubernetes-cluster-k')).toMatchObject({ instances: { min: 4, max: 12 } });
    expect(egress(result, 'kubernetes-cluster-k').map(({ via, share }) => [via, share])).toEqual([
      [['nat-gateway-a'], 0.25],
      [['nat-gateway-b'], 0.75],
    ]);
    expect(node(result, 'nat-gateway-a')).toMatchObject({ profile: 'azure/nat-gateway', publicIps: 1 });
    expect(node(result, 'nat-gateway-b')).toMatchObject({ profile: 'azure/nat-gateway-v2' });
    expect(reasonAt(result, '/publicIps')).toContain(
      'the document has no public address of azurerm_nat_gateway.a',
    );
  });

  it.each(['userDefinedRouting', 'none'])(
    'with %s have no way out that the document tells',
    (outbound_type) => {
      const result = importState(cluster({ outbound_type }));
      expect(egress(result, 'kubernetes-cluster-k')).toEqual([]);
      expect(result.warnings.map(({ code }) => code)).toEqual(['no-traffic']);
    },
  );

  it.each([
    [32, '10%', ['32 nodes, and 4 more while it is upgraded']],
    [31, '2', ['31 nodes, and 2 more while it is upgraded']],
    [29, '3', []],
  ])('of %i nodes with a surge of %s, where two addresses serve 32: %j', (nodes, surge, warned) => {
    const profile = { managed_outbound_ip_count: 2, outbound_ports_allocated: 4000 };
    const pool = { node_count: nodes, upgrade_settings: [{ max_surge: surge }] };
    const { warnings } = importState(
      cluster({ outbound_type: 'loadBalancer', load_balancer_profile: [profile] }, pool),
    );
    const surging = warnings.filter(({ code }) => code === 'surge-without-ports');
    expect(surging.map(({ message }) => /\d+ nodes, and .* upgraded/.exec(message)?.[0])).toEqual(warned);
  });

  it('have the ports of their nodes as the sysctl settings say', () => {
    const sysctl = {
      net_ipv4_ip_local_port_range_min: 1024,
      net_ipv4_ip_local_port_range_max: 65_000,
      net_netfilter_nf_conntrack_max: 524_288,
    };
    const result = importState(cluster({}, { linux_os_config: [{ sysctl_config: [sysctl] }] }));
    expect(node(result, 'kubernetes-cluster-k')).toMatchObject({
      host: { profile: 'linux', ephemeralPortRange: [1024, 65_000], conntrackMax: 524_288 },
    });
  });
});

describe('scale sets and machines', () => {
  it('grow in the bounds of all profiles of their autoscale setting', () => {
    const profile = (minimum: number, maximum: number): Attributes => ({
      name: 'p',
      capacity: [{ default: minimum, minimum, maximum }],
    });
    const result = importState(
      resource('azurerm_windows_virtual_machine_scale_set', 's', { instances: 4, zones: ['1', '2'] }),
      resource('azurerm_monitor_autoscale_setting', 's', {
        target_resource_id: idOf('azurerm_windows_virtual_machine_scale_set', 's'),
        profile: [profile(3, 6), profile(2, 12)],
      }),
    );
    expect(node(result, 'windows-virtual-machine-scale-set-s')).toMatchObject({
      instances: { min: 2, max: 12 },
      zones: 2,
      host: { profile: 'windows' },
    });
  });

  it('that have no instance are left out', () => {
    const set = resource('azurerm_linux_virtual_machine_scale_set', 's', { instances: 0 });
    const result = importState(set, resource('azurerm_nat_gateway', 'n', {}));
    expect(result.notUnderstood.map(({ reason }) => reason)).toContain(
      'azurerm_linux_virtual_machine_scale_set.s says 0 instances at most: the scale set has none',
    );
  });

  it('of one resource are one backend, in pools by their interfaces', () => {
    const two = [0, 1];
    const result = importState(
      resource('azurerm_subnet', 'a', { name: 'a' }),
      resource('azurerm_lb', 'b', {
        frontend_ip_configuration: [
          { name: 'f', subnet_id: idOf('azurerm_subnet', 'a'), public_ip_address_id: '' },
        ],
      }),
      resource('azurerm_lb_backend_address_pool', 'p', { loadbalancer_id: idOf('azurerm_lb', 'b') }),
      resource('azurerm_lb_rule', 'r', {
        loadbalancer_id: idOf('azurerm_lb', 'b'),
        backend_address_pool_ids: [idOf('azurerm_lb_backend_address_pool', 'p')],
        frontend_ip_configuration_name: 'f',
        load_distribution: 'SourceIP',
      }),
      resource(
        'azurerm_network_interface',
        'n',
        ...two.map(() => ({
          ip_configuration: [{ subnet_id: idOf('azurerm_subnet', 'a'), public_ip_address_id: '' }],
        })),
      ),
      resource(
        'azurerm_network_interface_backend_address_pool_association',
        'n',
        ...two.map((index) => ({
          network_interface_id: `/azurerm_network_interface/n/${String(index)}`,
          backend_address_pool_id: idOf('azurerm_lb_backend_address_pool', 'p'),
        })),
      ),
      resource(
        'azurerm_linux_virtual_machine',
        'm',
        ...two.map((index) => ({
          zone: String(index + 1),
          network_interface_ids: [`/azurerm_network_interface/n/${String(index)}`],
        })),
      ),
    );
    expect(node(result, 'linux-virtual-machine-m')).toMatchObject({ instances: 2, zones: 2 });
    expect(result.topology.legs.find(({ to }) => to === 'linux-virtual-machine-m')).toMatchObject({
      from: 'lb-b-clients',
      via: ['lb-b'],
      distribution: 'hash',
    });
    // An internal load balancer translates nothing.
    expect(result.warnings.map(({ code }) => code)).toEqual(['default-outbound-access']);
    expect(result.notUnderstood).toEqual([]);
  });

  it('with an address of their own leave from it', () => {
    const result = importState(
      resource('azurerm_public_ip', 'own', { ip_version: 'IPv4' }),
      resource('azurerm_network_interface', 'n', {
        ip_configuration: [
          { subnet_id: '/elsewhere', public_ip_address_id: idOf('azurerm_public_ip', 'own') },
        ],
      }),
      resource('azurerm_linux_virtual_machine', 'm', {
        network_interface_ids: [idOf('azurerm_network_interface', 'n')],
      }),
    );
    expect(egress(result, 'linux-virtual-machine-m').map(({ via }) => via)).toEqual([undefined]);
    expect([result.warnings, result.notUnderstood]).toEqual([[], []]);
  });

  it('behind an application gateway are reached over connections of its own', () => {
    const id = idOf('azurerm_application_gateway', 'g');
    const result = importState(
      resource('azurerm_application_gateway', 'g', {
        sku: [{ name: 'WAF_v2', tier: 'WAF_v2', capacity: null }],
        autoscale_configuration: [{ min_capacity: 2, max_capacity: 10 }],
        frontend_ip_configuration: [{ name: 'f', public_ip_address_id: '/somewhere' }],
      }),
      resource('azurerm_linux_virtual_machine_scale_set', 's', {
        instances: 3,
        network_interface: [
          {
            ip_configuration: [
              { application_gateway_backend_address_pool_ids: [`${id}/backendAddressPools/web`] },
            ],
          },
        ],
      }),
    );
    expect(node(result, 'application-gateway-g')).toMatchObject({ layer: 7, instances: { min: 2, max: 10 } });
    expect(result.topology.legs.find(({ from }) => from === 'application-gateway-g')).toMatchObject({
      to: 'linux-virtual-machine-scale-set-s',
      connections: { reuse: 'keep-alive' },
    });
  });
});

describe('apps of App Service', () => {
  const plan = resource('azurerm_service_plan', 'p', { os_type: 'Linux', worker_count: 5 });
  const app = (name: string, routesAll: boolean): unknown =>
    resource('azurerm_linux_web_app', name, {
      service_plan_id: idOf('azurerm_service_plan', 'p'),
      virtual_network_subnet_id: idOf('azurerm_subnet', 'apps'),
      site_config: [{ vnet_route_all_enabled: routesAll }],
    });
  const network = [
    resource('azurerm_subnet', 'apps', { name: 'apps' }),
    resource('azurerm_nat_gateway', 'n', {}),
    resource('azurerm_subnet_nat_gateway_association', 'apps', {
      subnet_id: idOf('azurerm_subnet', 'apps'),
      nat_gateway_id: idOf('azurerm_nat_gateway', 'n'),
    }),
  ];

  it('leave through the NAT gateway of their network only where all traffic is routed there', () => {
    const result = importState(plan, ...network, app('all', true), app('private', false));
    expect(egress(result, 'linux-web-app-all')[0]?.via).toEqual(['nat-gateway-n']);
    expect(egress(result, 'linux-web-app-private')[0]?.via).toEqual(['service-plan-p-snat']);
    expect(node(result, 'linux-web-app-private')).toMatchObject({ instances: 5 });
  });

  it('share the ports of the workers of their plan', () => {
    const result = importState(plan, ...network, app('one', false), app('two', false));
    expect(result.topology.nodes.filter(({ profile }) => profile === 'azure/app-service')).toHaveLength(1);
  });
});
