import { recordsOf, type JsonRecord } from '../terraform/json-value.js';
import { pathOf, scopeOf, textOf, type Told } from './told.js';

/** States in which a machine does not run (https://cloud.google.com/compute/docs/instances/instance-lifecycle). */
const STOPPED: readonly string[] = [
  'PENDING_STOP',
  'STOPPING',
  'SUSPENDING',
  'SUSPENDED',
  'TERMINATED',
  'STOPPED',
];

/** A machine. Metadata, labels, tags and service accounts hold secrets and are not read. */
export function instance(item: JsonRecord): readonly Told[] {
  const status = textOf(item, 'status');
  const stopped = STOPPED.find((each) => each === status);
  const told = named('google_compute_instance', item);
  return [
    {
      ...told,
      values: {
        ...told.values,
        zone: scopeOf(item),
        network_interface: recordsOf(item['networkInterfaces']).map(interfaceOf),
      },
      leftOut: stopped === undefined ? null : `its status is ${stopped}: the machine does not run`,
    },
  ];
}

function interfaceOf(item: JsonRecord): JsonRecord {
  return {
    network: item['network'],
    subnetwork: item['subnetwork'],
    access_config: recordsOf(item['accessConfigs']).map(() => ({})),
    alias_ip_range: recordsOf(item['aliasIpRanges']).map((range) => ({
      ip_cidr_range: range['ipCidrRange'],
    })),
  };
}

/** An address; its own number is kept to tell whose port ranges these are, and never shown. */
export function address(item: JsonRecord): readonly Told[] {
  const told = named('google_compute_address', item);
  return [
    {
      ...told,
      values: {
        ...told.values,
        region: scopeOf(item),
        address_type: item['addressType'],
        ip: item['address'],
      },
    },
  ];
}

export function subnetwork(item: JsonRecord): readonly Told[] {
  const told = named('google_compute_subnetwork', item);
  return [
    {
      ...told,
      values: {
        ...told.values,
        region: scopeOf(item),
        network: item['network'],
        ip_cidr_range: item['ipCidrRange'],
        purpose: item['purpose'],
      },
    },
  ];
}

export function network(item: JsonRecord): readonly Told[] {
  return [named('google_compute_network', item)];
}

function named(type: string, item: JsonRecord): Told {
  const path = pathOf(item);
  const name = textOf(item, 'name') ?? '';
  return { type, name, scope: scopeOf(item), path, values: { id: path, name }, leftOut: null };
}
