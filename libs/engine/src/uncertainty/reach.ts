import type { Topology } from '../topology/topology.js';

/**
 * The nodes whose pools may change with what stands at some pointers into a topology: those that the field belongs to, and
 * all that their traffic goes on to, with what it passes.
 */
export function reachOf(
  { profiles = [], nodes, legs }: Topology,
  pointers: readonly string[],
): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = pointers.flatMap((pointer) => {
    const [, list, index] = pointer.split('/');
    if (list === 'nodes') return nodes[Number(index)]?.id ?? [];
    if (list === 'profiles') return nodesOf(nodes, profiles[Number(index)]?.id).map(({ id }) => id);
    return legs[Number(index)]?.from ?? [];
  });
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    for (const { from, to, via = [] } of legs) if (from === id) pending.push(to, ...via);
    // Whoever passes a box shares what it has.
    for (const { from, via = [] } of legs) if (via.includes(id)) pending.push(from);
  }
  return reached;
}

/** The nodes that name a profile, for themselves or for their host. */
function nodesOf(nodes: Topology['nodes'], profile: string | undefined): Topology['nodes'] {
  return nodes.filter(
    (node) => node.profile === profile || ('host' in node && node.host.profile === profile),
  );
}
