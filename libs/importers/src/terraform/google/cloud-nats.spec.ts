import type { NatGatewayNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

function resource(type: string, name: string, ...attributes: readonly Attributes[]): unknown {
  const instances = attributes.map((item, index) =>
    attributes.length === 1 ? { attributes: item } : { index_key: index, attributes: item },
  );
  return { mode: 'managed', type: `google_compute_${type}`, name, instances };
}

function importState(...resources: readonly unknown[]): ImportResult {
  return importTerraform({ version: 4, lineage: 'x', resources });
}

const NETWORK = 'projects/p/global/networks/n';
const network = resource('network', 'n', { id: NETWORK, name: 'n' });
const router = (region = 'r1'): unknown =>
  resource('router', `in-${region}`, {
    id: `projects/p/regions/${region}/routers/out`,
    name: 'out',
    region,
    network: `https://www.googleapis.com/compute/v1/${NETWORK}`,
  });
const nat = (attributes: Attributes = {}): unknown =>
  resource('router_nat', 'nat', {
    id: 'p/r1/out/nat',
    name: 'nat',
    router: 'out',
    region: 'r1',
    nat_ip_allocate_option: 'MANUAL_ONLY',
    nat_ips: ['https://www.googleapis.com/compute/v1/projects/p/regions/r1/addresses/a'],
    source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
    ...attributes,
  });
const vms = (count: number, nic: Attributes = {}, zone = 'r1-a'): unknown =>
  resource(
    'instance',
    'vm',
    ...Array.from({ length: count }, (_, index) => ({
      id: `projects/p/zones/${zone}/instances/vm${String(index)}`,
      name: `vm${String(index)}`,
      zone,
      network_interface: [{ network: NETWORK, access_config: [], ...nic }],
    })),
  );

function gateway({ topology }: ImportResult, id = 'compute-router-nat-nat'): NatGatewayNode {
  const found = topology.nodes.find((node) => node.id === id);
  if (found?.kind !== 'nat-gateway') throw new Error(`${id} is no gateway`);
  return found;
}

const viaOf = ({ topology }: ImportResult): unknown =>
  topology.legs.filter(({ from }) => from === 'compute-instance-vm').map(({ via }) => via ?? []);
const reasonAt = ({ assumptions }: ImportResult, end: string): string | undefined =>
  assumptions.find(({ pointer }) => pointer.endsWith(end))?.reason;

describe('ports of each VM', () => {
  it('are 64 where nothing is said, and Google’s default is marked', () => {
    const result = importState(network, router(), nat(), vms(1));
    expect(gateway(result).allocation).toEqual({ kind: 'static-per-vm', portsPerVm: 64 });
    expect(reasonAt(result, '/allocation/portsPerVm')).toContain('the default of static allocation');
  });

  it('are 32 to 65,536 with dynamic allocation where nothing more is said', () => {
    const result = importState(network, router(), nat({ enable_dynamic_port_allocation: true }), vms(1));
    expect(gateway(result).allocation).toEqual({
      kind: 'dynamic-per-vm',
      minPortsPerVm: 32,
      maxPortsPerVm: 65_536,
    });
  });

  it('are not told from the zero that a state has where nothing was given', () => {
    const result = importState(network, router(), nat({ min_ports_per_vm: 0 }), vms(1));
    expect(gateway(result).allocation?.portsPerVm).toBe(64);
  });

  it('are unique to the gateway with endpoint-independent mapping', () => {
    const independent = nat({ enable_endpoint_independent_mapping: true });
    expect(gateway(importState(network, router(), independent, vms(1))).tupleScope).toBe('translator');
    expect(gateway(importState(network, router(), nat(), vms(1)))).not.toHaveProperty('tupleScope');
  });
});

describe('addresses of a gateway', () => {
  const address = (name: string): string => `projects/p/regions/r1/addresses/${name}`;
  const addresses = resource(
    'address',
    'a',
    { id: address('a'), name: 'a', region: 'r1' },
    { id: address('b'), name: 'b', region: 'r1' },
  );

  it('are those that are not being drained', () => {
    const both = { nat_ips: [address('a'), address('b')], drain_nat_ips: [address('b')] };
    const result = importState(network, router(), addresses, nat(both), vms(1));
    expect(gateway(result).publicIps).toBe(1);
    expect(result.notUnderstood).toEqual([
      expect.objectContaining({
        address: 'google_compute_address.a[1]',
        reason: 'google_compute_router_nat.nat drains it: no new connection leaves through it',
      }),
    ]);
  });

  it('may be listed by a resource of their own', () => {
    const separate = resource('router_nat_address', 's', {
      router: 'out',
      router_nat: 'nat',
      region: 'r1',
      nat_ips: [address('a'), address('b')],
    });
    const result = importState(network, router(), addresses, nat({ nat_ips: [] }), separate, vms(1));
    expect(gateway(result).publicIps).toBe(2);
    expect(result.understood.map(({ address: of }) => of)).toContain('google_compute_router_nat_address.s');
  });

  it('are counted also where they are managed elsewhere', () => {
    const result = importState(network, router(), nat({ nat_ips: [address('x'), address('y')] }), vms(1));
    expect(gateway(result).publicIps).toBe(2);
  });

  it.each([
    [1008, 64, 1],
    [1009, 64, 2],
    [100, 1000, 2],
    [63, 1024, 1],
  ])(
    'that Google allocates to %d VMs of %d ports are %d: blocks are powers of two',
    (count, ports, expected) => {
      const automatic = nat({ nat_ip_allocate_option: 'AUTO_ONLY', nat_ips: [], min_ports_per_vm: ports });
      expect(gateway(importState(network, router(), automatic, vms(count))).publicIps).toBe(expected);
    },
  );

  it('that Google allocates to 64 VMs with container ranges are two: each has 1,024 ports at least', () => {
    const automatic = nat({ nat_ip_allocate_option: 'AUTO_ONLY', nat_ips: [] });
    const range = { alias_ip_range: [{ ip_cidr_range: '/24' }] };
    const result = importState(network, router(), automatic, vms(64, range));
    expect(gateway(result).publicIps).toBe(2);
    expect(result.topology.nodes.find(({ id }) => id === 'compute-instance-vm')?.kind).toBe('cluster');
  });

  it('of a private gateway are those of its ranges, less four of each', () => {
    const range = 'projects/p/regions/r1/subnetworks/private';
    const subnet = resource('subnetwork', 'private', {
      id: range,
      name: 'private',
      region: 'r1',
      ip_cidr_range: '10.0.0.0/26',
      purpose: 'PRIVATE_NAT',
    });
    const inside = nat({
      type: 'PRIVATE',
      nat_ip_allocate_option: '',
      nat_ips: [],
      rules: [
        { rule_number: 1, match: 'nexthop.is_hybrid', action: [{ source_nat_active_ranges: [range] }] },
      ],
    });
    const result = importState(network, router(), subnet, inside, vms(3));
    expect(gateway(result)).toMatchObject({ publicIps: 60, allocation: { kind: 'dynamic-per-vm' } });
    expect(result.topology.legs.find(({ to }) => to === 'private-networks')?.via).toEqual([
      'compute-router-nat-nat',
    ]);
    expect(result.topology.nodes.map(({ kind }) => kind)).not.toContain('firewall');
  });
});

describe('who leaves through a gateway', () => {
  it('no machine, where the gateway serves managed proxies only', () => {
    const result = importState(
      network,
      router(),
      nat({ endpoint_types: ['ENDPOINT_TYPE_MANAGED_PROXY_LB'] }),
      vms(2),
    );
    expect(viaOf(result)).toEqual([]);
    expect(result.notUnderstood.map(({ reason }) => reason)).toContain(
      'serves ENDPOINT_TYPE_MANAGED_PROXY_LB: managed proxies of Google, not machines; add it with the calls that these make',
    );
    expect(
      viaOf(importState(network, router(), nat({ endpoint_types: ['ENDPOINT_TYPE_VM'] }), vms(2))),
    ).toEqual([['compute-router-nat-nat']]);
  });

  it('is not who has an external address', () => {
    const external = vms(2, { access_config: [{ nat_ip: '203.0.113.1' }] });
    expect(viaOf(importState(network, router(), nat(), external))).toEqual([[]]);
  });

  it('is not who stands in another region, though the router there has the same name', () => {
    const result = importState(network, router('r1'), router('r2'), nat(), vms(2, {}, 'r2-b'));
    expect(viaOf(result)).toEqual([]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['no-traffic']);
  });

  it('is who stands in a subnetwork that it lists, also where that is managed elsewhere', () => {
    const path = 'projects/host/regions/r1/subnetworks/s';
    const listing = nat({
      source_subnetwork_ip_ranges_to_nat: 'LIST_OF_SUBNETWORKS',
      subnetwork: [{ name: path, source_ip_ranges_to_nat: ['ALL_IP_RANGES'] }],
    });
    const inside = vms(2, { subnetwork: `https://www.googleapis.com/compute/beta/${path}` });
    const outside = vms(2, { subnetwork: `${path}-other` });
    expect(viaOf(importState(network, router(), listing, inside))).toEqual([['compute-router-nat-nat']]);
    expect(viaOf(importState(network, router(), listing, outside))).toEqual([]);
  });

  it('is who has containers in a subnetwork of which only their ranges are translated, and no other machine', () => {
    const path = 'projects/p/regions/r1/subnetworks/s';
    const listing = nat({
      source_subnetwork_ip_ranges_to_nat: 'LIST_OF_SUBNETWORKS',
      subnetwork: [{ name: path, source_ip_ranges_to_nat: ['LIST_OF_SECONDARY_IP_RANGES'] }],
    });
    const plain = vms(2, { subnetwork: path });
    const hosts = vms(2, { subnetwork: path, alias_ip_range: [{ ip_cidr_range: '/24' }] });
    expect(viaOf(importState(network, router(), listing, plain))).toEqual([]);
    expect(viaOf(importState(network, router(), listing, hosts))).toEqual([['compute-router-nat-nat']]);
  });

  it('is assumed to be all of its region where its router is not in the document', () => {
    const result = importState(network, nat(), vms(2));
    expect(viaOf(result)).toEqual([['compute-router-nat-nat']]);
    expect(reasonAt(result, '/via')).toContain('the router of google_compute_router_nat.nat is not in');
  });

  it('is not known of machines whose network another document describes', () => {
    const result = importState(vms(2));
    expect(viaOf(result)).toEqual([[]]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['unknown-egress']);
  });

  it('divides where some machines of one resource have external addresses', () => {
    const nics = [[], [], [], [{}]].map((access) => ({ network: NETWORK, access_config: access }));
    const mixed = resource(
      'instance',
      'vm',
      ...nics.map((nic, index) => ({ name: String(index), zone: 'r1-a', network_interface: [nic] })),
    );
    const { topology } = importState(network, router(), nat(), mixed);
    expect(
      topology.legs.filter(({ share }) => share !== undefined).map(({ via, share }) => [via ?? [], share]),
    ).toEqual([
      [['compute-router-nat-nat'], 0.75],
      [[], 0.25],
    ]);
  });

  it('is stood for by clients where no machine of the document leaves through it, its rules with them', () => {
    const ruled = nat({
      rules: [
        {
          rule_number: 7,
          match: "inIpRange(destination.ip, '198.51.100.0/24')",
          action: [{ source_nat_active_ips: ['projects/p/regions/r1/addresses/z'] }],
        },
      ],
    });
    const { topology } = importState(network, router(), ruled);
    expect(topology.legs.map(({ from, via }) => [from, via])).toEqual([
      ['compute-router-nat-nat-users', ['compute-router-nat-nat-rules-7']],
      ['compute-router-nat-nat-users', ['compute-router-nat-nat']],
    ]);
  });
});

describe('several clouds in one document', () => {
  it('share what is outside, and each has its own gateways', () => {
    const aws = [
      {
        mode: 'managed',
        type: 'aws_nat_gateway',
        name: 'nat',
        instances: [{ attributes: { id: 'nat-1', allocation_id: 'eipalloc-1' } }],
      },
    ];
    const { topology } = importState(network, router(), nat(), vms(2), ...aws);
    const gateways = topology.nodes.filter(({ kind }) => kind === 'nat-gateway');
    expect(gateways.map(({ profile }) => profile)).toEqual(['gcp/cloud-nat', 'aws/nat-gateway']);
    expect(topology.nodes.filter(({ kind }) => kind === 'external').map(({ id }) => id)).toEqual([
      'internet',
    ]);
  });

  it('are all named where nothing of any is understood', () => {
    expect(() => importState(resource('disk', 'd', {}))).toThrow(
      /the document has 1 google_compute_disk; .*aws_nat_gateway.*google_compute_router_nat/,
    );
  });
});
