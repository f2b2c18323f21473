import { googlePath, nameIn } from '../google/google-path.js';
import { textIn } from '../terraform/attribute.js';
import { groupBy } from '../terraform/group-by.js';
import { listOf, recordsOf } from '../terraform/json-value.js';
import type { Told } from './told.js';

/**
 * Machines that are one node: those of one subnetwork that are alike in having an external address and a range of
 * addresses for containers. By name: what is built from one template is not told by an answer without its metadata,
 * which holds secrets.
 */
export function nodeNames(all: readonly Told[]): ReadonlyMap<Told, string> {
  const machines = all.filter(({ type, leftOut }) => type === 'google_compute_instance' && leftOut === null);
  const names = new Map<Told, string>();
  const taken = new Map<string, number>();
  for (const members of groupBy(machines, likeness).values()) {
    const [first] = members;
    if (first === undefined) continue;
    const plain = nameOf(first);
    const times = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, times);
    for (const member of members) names.set(member, times === 1 ? plain : `${plain}-${String(times)}`);
  }
  return names;
}

interface Likeness {
  readonly subnet: string;
  readonly external: boolean;
  readonly containers: boolean;
}

function likenessOf({ values }: Told): Likeness {
  const [nic] = recordsOf(values['network_interface']);
  return {
    subnet: googlePath(textIn(nic ?? {}, 'subnetwork') ?? textIn(nic ?? {}, 'network') ?? ''),
    external: listOf(nic?.['access_config']).length > 0,
    containers: listOf(nic?.['alias_ip_range']).length > 0,
  };
}

function likeness(told: Told): string {
  return JSON.stringify(likenessOf(told));
}

function nameOf(told: Told): string {
  const { subnet, external, containers } = likenessOf(told);
  const where = subnet === '' ? 'machines' : nameIn(subnet);
  return [where, ...(containers ? ['containers'] : []), ...(external ? ['external'] : [])].join('-');
}
