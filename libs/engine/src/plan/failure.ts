import type { InstanceRange, ResolvedNode, ResolvedTopology } from '../topology/resolved.js';
import type { NodeView } from './pool-recipe.js';
import type { Survive } from './policy.js';

/** One thing that the policy says the plan must outlive. */
export interface FailureCase {
  /** `none`, `instance of app`, `a zone`. */
  readonly name: string;
  /** Ids of nodes that it changes; null where it may change any. */
  readonly affects: readonly string[] | null;
  readonly view: NodeView;
}

/**
 * The cases in which a plan must hold: all well, and with `survive` one instance of each node lost in turn, or one zone
 * lost everywhere at once. What is lost leaves its traffic to the rest; a node with a single instance or zone has no
 * rest, and is left as it is (its outage is no question of ports).
 */
export function failureCases(resolved: ResolvedTopology, survive: Survive): readonly FailureCase[] {
  const wellView: NodeView = (id) => nodeOf(resolved, id);
  const well: FailureCase = { name: 'none', affects: null, view: wellView };
  if (survive === 'none') return [well];
  if (survive === 'zone') {
    const lost = new Map([...resolved.nodes].map(([id, node]) => [id, withoutZone(node)]));
    return [well, { name: 'a zone', affects: null, view: (id) => lost.get(id) ?? wellView(id) }];
  }
  const each = [...resolved.nodes.values()]
    .filter((node) => node.instances.min > 1)
    .map((node): FailureCase => {
      const id = node.node.id;
      const lost = withoutInstance(node);
      return {
        name: `an instance of ${id}`,
        affects: [id],
        view: (other) => (other === id ? lost : wellView(other)),
      };
    });
  return [well, ...each];
}

function nodeOf(resolved: ResolvedTopology, id: string): ResolvedNode {
  const node = resolved.nodes.get(id);
  if (node === undefined) throw new RangeError(`node "${id}" is not in the topology`);
  return node;
}

function withoutInstance(node: ResolvedNode): ResolvedNode {
  const left = scaled(node.instances, (count) => Math.max(1, count - 1));
  return { ...node, instances: left, endpoints: endpointsLeft(node, left) };
}

function withoutZone(node: ResolvedNode): ResolvedNode {
  if (node.zones <= 1) return node;
  const share = (node.zones - 1) / node.zones;
  const left = scaled(node.instances, (count) => Math.max(1, Math.floor(count * share)));
  return {
    ...node,
    zones: node.zones - 1,
    instances: left,
    endpoints: endpointsLeft(node, left),
    translator:
      node.translator === null ? null : { ...node.translator, zones: Math.max(1, node.translator.zones - 1) },
  };
}

function scaled(range: InstanceRange, left: (count: number) => number): InstanceRange {
  return { ...range, min: left(range.min), max: left(range.max) };
}

/** Endpoints stand on instances where there is at least one an instance; fewer are addresses that outlive any of them. */
function endpointsLeft(node: ResolvedNode, left: InstanceRange): number {
  if (node.endpoints < node.instances.min) return node.endpoints;
  return Math.max(1, Math.floor((node.endpoints * left.min) / node.instances.min));
}
