import type { Leg, Topology, TopologyNode } from '@portplan/engine';
import { distinctId } from '../draft/node-id.js';
import { withoutProvenance } from './merge-parts.js';
import type { Documents, Generated } from './generated.js';
import { renamed, type NewIds } from './rename.js';

/**
 * Ids of the last import for the nodes of this one, by their addresses in the source, so that the same resource keeps its id
 * when it is moved, or when others come that would take its name.
 *
 * @param moved former addresses by present ones
 */
export function idsOfSameAddress(
  imported: Generated,
  base: Generated,
  moved: Readonly<Record<string, string>>,
): NewIds {
  const former = new Map(
    base.topology.nodes.map((node) => [roleOf(node, addressOf(node.id, base)), node.id]),
  );
  const matches = imported.topology.nodes.map((node) => {
    const address = addressOf(node.id, imported);
    const before = formerAddress(address, moved);
    const same = former.get(roleOf(node, address));
    return { node, address, id: same ?? (before === null ? undefined : former.get(roleOf(node, before))) };
  });
  const taken = new Set(matches.flatMap(({ id }) => id ?? []));
  const nodes = new Map(
    matches.map(({ node, address, id }) => [
      node.id,
      id ?? (taken.has(node.id) ? distinctId(node.id, address) : node.id),
    ]),
  );
  return { nodes, legs: legIds(imported, base, nodes) };
}

/** Ids of the last import for nodes and legs that you gave another id. */
export function idsBeforeRenaming(yours: Documents, base: Documents): NewIds {
  const nodes = matched(yours.topology.nodes, base.topology.nodes, nodeSignatures);
  return { nodes, legs: legIds(yours, base, nodes) };
}

function legIds(
  these: Documents,
  base: Documents,
  nodes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const { topology } = renamed(these, { nodes, legs: new Map() });
  return matched(topology.legs, base.topology.legs, [pathSignature(topology)]);
}

/** Of a node that no resource became, its id. */
function addressOf(id: string, { addresses }: Generated): string {
  return (Object.hasOwn(addresses, id) ? addresses[id] : undefined) ?? id;
}

/** Clients have the address of what they call. */
function roleOf({ kind }: TopologyNode, address: string): string {
  return `${kind === 'clients' ? 'clients of ' : ''}${address}`;
}

const LAST_KEY = /\[[^[\]]*\]$/;

/** Of a resource that stands for all of its instances: the one that all of these had. */
function formerAddress(address: string, moved: Readonly<Record<string, string>>): string | null {
  const own = Object.hasOwn(moved, address) ? moved[address] : undefined;
  if (own !== undefined) return own;
  const instance = Object.entries(moved).find(([now]) => now.replace(LAST_KEY, '') === address);
  return instance === undefined ? null : instance[1].replace(LAST_KEY, '');
}

type Signature<T> = (item: T) => string;

/** By id; then, among those that are left on both sides, by what only one of each side shows. */
function matched<T extends { readonly id: string }>(
  these: readonly T[],
  others: readonly T[],
  signatures: readonly Signature<T>[],
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const otherIds = new Set(others.map(({ id }) => id));
  const theseIds = new Set(these.map(({ id }) => id));
  let left = these.filter(({ id }) => !otherIds.has(id));
  let free = others.filter(({ id }) => !theseIds.has(id));
  for (const signature of signatures) {
    const pairs = left.flatMap((item) => {
      const alike = free.filter((other) => signature(other) === signature(item));
      const rivals = left.filter((other) => signature(other) === signature(item));
      const [only] = alike;
      return only !== undefined && alike.length === 1 && rivals.length === 1 ? [[item, only] as const] : [];
    });
    for (const [item, other] of pairs) ids.set(item.id, other.id);
    left = left.filter((item) => !ids.has(item.id));
    const used = new Set(ids.values());
    free = free.filter(({ id }) => !used.has(id));
  }
  return ids;
}

/** Where its values come from is seldom edited along with an id; else all of it but the id. */
const nodeSignatures: readonly Signature<TopologyNode>[] = [
  ({ id, kind, provenance }) => (provenance === undefined ? id : JSON.stringify([kind, provenance])),
  (node) => JSON.stringify({ ...withoutProvenance(node), id: '' }),
];

function pathSignature({ nodes }: Topology): Signature<Leg> {
  const firewalls = new Set(nodes.filter(({ kind }) => kind === 'firewall').map(({ id }) => id));
  // Network ACLs come and go along a path; a gateway makes another one.
  return ({ from, to, via = [] }) => JSON.stringify([from, to, via.filter((id) => !firewalls.has(id))]);
}
