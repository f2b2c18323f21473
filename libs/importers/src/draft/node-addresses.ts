import type { NodeKind, Topology } from '@portplan/engine';

/** Boxes that a leg passes and that stand for whoever sends through them. */
const PASSED: ReadonlySet<NodeKind> = new Set(['load-balancer', 'nat-gateway', 'cluster']);

/**
 * The address of each node in the source. Clients have none of their own: theirs is that of the load balancer or gateway
 * that they reach first, else of what they call. Where a source has no address for a node, its id stands for it.
 *
 * @param made addresses by the ids that were made of them
 */
export function nodeAddresses(
  { nodes, legs }: Topology,
  made: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const ownAddress = (id: string): string => made.get(id) ?? id;
  const taken = new Set<string>();
  return Object.fromEntries(
    nodes.map(({ id, kind }) => {
      const leg = kind === 'clients' ? legs.find(({ from }) => from === id) : undefined;
      if (leg === undefined) return [id, ownAddress(id)];
      const passed = leg.via?.find((each) => PASSED.has(kinds.get(each) ?? 'firewall'));
      const address = ownAddress(passed ?? leg.to);
      // Two kinds of clients of one resource are told apart by their ids.
      if (taken.has(address)) return [id, id];
      taken.add(address);
      return [id, address];
    }),
  );
}
