import { regionOf } from '../google/google-path.js';
import { textIn } from '../terraform/attribute.js';
import type { KnownNat } from './match-facts.js';
import type { MachinePorts } from './nat-facts.js';
import type { Told } from './told.js';

/**
 * Machines that a list of ports has and no answer about machines: each stands in the network and region of its gateway.
 * Those that have no ports are not listed there.
 */
export function machinesOfPorts(nats: readonly KnownNat[], told: readonly Told[]): readonly Told[] {
  const known = new Set(
    told
      .filter(({ type }) => type === 'google_compute_instance')
      .flatMap(({ name, scope }) => [name, `${regionOf(scope)} ${name}`]),
  );
  return nats.flatMap(({ told: nat, machines }) =>
    machines
      .filter(({ machine }) => !known.has(nat.scope === '' ? machine : `${nat.scope} ${machine}`))
      .map((ports) => machineOf(ports, nat, networkOf(nat, told))),
  );
}

function networkOf(nat: Told, told: readonly Told[]): unknown {
  const router = textIn(nat.values, 'router');
  return told.find(({ type, path }) => type === 'google_compute_router' && path === router)?.values[
    'network'
  ];
}

function machineOf({ machine, containerHost }: MachinePorts, nat: Told, network: unknown): Told {
  return {
    type: 'google_compute_instance',
    name: machine,
    scope: nat.scope,
    path: `${nat.path}/${machine}`,
    values: {
      name: machine,
      region: nat.scope,
      network_interface: [
        { network, access_config: [], alias_ip_range: containerHost ? [{ ip_cidr_range: '' }] : [] },
      ],
    },
    leftOut: null,
  };
}

/** Gateways with the addresses that Google allocated to them, by path. */
export function withAutomaticAddresses(nats: readonly KnownNat[]): ReadonlyMap<string, Told> {
  return new Map(
    nats
      .filter(({ automatic }) => automatic.length > 0)
      .map(({ told, automatic }) => [told.path, { ...told, values: { ...told.values, nat_ips: automatic } }]),
  );
}
