import type { Leg } from './leg.js';
import type { Topology } from './topology.js';

/** The legs of a topology by where they begin, and its terminating nodes in the order in which rates flow. */
export interface LegGraph {
  readonly legsFrom: ReadonlyMap<string, readonly Leg[]>;
  /** Every node's id, each after all nodes that send to it; null where there is a cycle. */
  readonly order: readonly string[] | null;
  /** The ids along one cycle, first and last the same; null where there is none. */
  readonly cycle: readonly string[] | null;
}

/** Sorts the nodes so that each comes after all that send to it (Kahn 1962), or names a cycle. O(nodes + legs). */
export function legGraph(topology: Topology): LegGraph {
  const legsFrom = new Map<string, Leg[]>(topology.nodes.map((node) => [node.id, []]));
  const incoming = new Map<string, number>(topology.nodes.map((node) => [node.id, 0]));
  for (const leg of topology.legs) {
    legsFrom.get(leg.from)?.push(leg);
    incoming.set(leg.to, (incoming.get(leg.to) ?? 0) + 1);
  }
  const order = topology.nodes.map((node) => node.id).filter((id) => incoming.get(id) === 0);
  // The list grows while it is walked: a node joins it when nothing that sends to it is left to come.
  for (const id of order) {
    for (const leg of legsFrom.get(id) ?? []) {
      const left = (incoming.get(leg.to) ?? 0) - 1;
      incoming.set(leg.to, left);
      if (left === 0) order.push(leg.to);
    }
  }
  if (order.length >= topology.nodes.length) return { legsFrom, order, cycle: null };
  const reached = new Set(order);
  const unresolved = new Set(topology.nodes.map((node) => node.id).filter((id) => !reached.has(id)));
  return { legsFrom, order: null, cycle: findCycle(legsFrom, unresolved) };
}

/** Depth first among the nodes that still wait: some of them only hang behind a cycle, so a dead end is no proof. */
function findCycle(
  legsFrom: ReadonlyMap<string, readonly Leg[]>,
  unresolved: ReadonlySet<string>,
): readonly string[] {
  const finished = new Set<string>();
  for (const start of unresolved) {
    const path: string[] = [];
    const cycle = visit(start, path, finished, legsFrom, unresolved);
    if (cycle !== null) return cycle;
  }
  return [];
}

function visit(
  start: string,
  path: string[],
  finished: Set<string>,
  legsFrom: ReadonlyMap<string, readonly Leg[]>,
  unresolved: ReadonlySet<string>,
): readonly string[] | null {
  const pending: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
  path.push(start);
  while (pending.length > 0) {
    const top = pending[pending.length - 1];
    if (top === undefined) break;
    const leg = (legsFrom.get(top.id) ?? [])[top.next];
    top.next += 1;
    if (leg === undefined) {
      finished.add(top.id);
      pending.pop();
      path.pop();
      continue;
    }
    const seen = path.indexOf(leg.to);
    if (seen >= 0) return [...path.slice(seen), leg.to];
    if (!unresolved.has(leg.to) || finished.has(leg.to)) continue;
    path.push(leg.to);
    pending.push({ id: leg.to, next: 0 });
  }
  return null;
}
