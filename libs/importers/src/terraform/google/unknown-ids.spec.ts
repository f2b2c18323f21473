import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Fields = Readonly<Record<string, unknown>>;

/** A resource of a plan: what is known of it, what is not, and by which references it is expressed. */
interface Planned {
  readonly type: string;
  readonly name: string;
  readonly keys: readonly string[];
  readonly values: (key: string) => Fields;
  readonly unknown: Fields;
  readonly expressions: Fields;
}

const REGIONS = ['europe-west4', 'us-central1'];
const to = (...references: readonly string[]): Fields => ({ references });

function importPlan(...planned: readonly Planned[]): ImportResult {
  const each = planned.flatMap(({ type, name, keys, values, unknown }) =>
    keys.map((key) => ({
      address: `${type}.${name}["${key}"]`,
      mode: 'managed',
      type,
      name,
      index: key,
      values: values(key),
      unknown,
    })),
  );
  return importTerraform({
    format_version: '1.2',
    planned_values: { root_module: { resources: each } },
    resource_changes: each.map(({ address, unknown }) => ({ address, change: { after_unknown: unknown } })),
    configuration: {
      root_module: {
        resources: planned.map(({ type, name, expressions }) => ({
          type,
          name,
          expressions,
          for_each_expression: to('var.regions'),
        })),
      },
    },
  });
}

const network: Planned = {
  type: 'google_compute_network',
  name: 'n',
  keys: ['only'],
  values: () => ({ name: 'n' }),
  unknown: { id: true, self_link: true },
  expressions: {},
};
const router: Planned = {
  type: 'google_compute_router',
  name: 'r',
  keys: REGIONS,
  // One name in every region: only the region tells them apart.
  values: (region) => ({ name: 'egress', region }),
  unknown: { id: true, network: true },
  expressions: { network: to('google_compute_network.n["only"].id', 'google_compute_network.n["only"]') },
};
const address: Planned = {
  type: 'google_compute_address',
  name: 'a',
  keys: REGIONS,
  values: (region) => ({ name: `nat-${region}`, region }),
  unknown: { id: true, self_link: true },
  expressions: {},
};
const nat: Planned = {
  type: 'google_compute_router_nat',
  name: 'nat',
  keys: REGIONS,
  values: (region) => ({
    name: 'nat',
    region,
    router: 'egress',
    nat_ip_allocate_option: 'MANUAL_ONLY',
    source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
  }),
  unknown: { id: true, nat_ips: true },
  expressions: { nat_ips: to('google_compute_address.a', 'each.key') },
};
const machine: Planned = {
  type: 'google_compute_instance',
  name: 'm',
  keys: REGIONS,
  values: (region) => ({ name: 'm', zone: `${region}-a`, network_interface: [{ access_config: [] }] }),
  unknown: { id: true, network_interface: [{ network: true }] },
  expressions: {
    network_interface: [
      { network: to('google_compute_network.n["only"].id', 'google_compute_network.n["only"]') },
    ],
  },
};

describe('a plan for several regions, before any id is known', () => {
  const result = importPlan(network, router, address, nat, machine);

  it('gives each gateway the address of its own region', () => {
    const gateways = result.topology.nodes.filter(({ kind }) => kind === 'nat-gateway');
    expect(gateways).toMatchObject([{ publicIps: 1 }, { publicIps: 1 }]);
    expect(
      result.understood.filter(({ type }) => type === 'google_compute_address').map(({ as }) => as),
    ).toEqual(gateways.map(({ id }) => id));
  });

  it('lets the machines of each region out through the gateway of that region', () => {
    const legs = result.topology.legs.filter(({ from }) => from === 'compute-instance-m');
    expect(legs.map(({ via, share }) => [via, share])).toEqual([
      [['compute-router-nat-nat-europe-west4'], 0.5],
      [['compute-router-nat-nat-us-central1'], 0.5],
    ]);
  });

  it('understands everything', () => {
    expect(result.notUnderstood).toEqual([]);
    expect(result.warnings).toEqual([]);
  });
});
