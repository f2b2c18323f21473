import type { Topology } from '@portplan/engine';
import type { Documents, Generated } from './generated.js';

/** Ids of all nodes and legs. */
export function idsIn(topologies: readonly Topology[]): ReadonlySet<string> {
  return new Set(topologies.flatMap(({ nodes, legs }) => [...nodes, ...legs].map(({ id }) => id)));
}

/** The topology without what came from other sources. */
export function withoutOthers(topology: Topology, others: ReadonlySet<string>): Topology {
  const own = ({ id }: { readonly id: string }): boolean => !others.has(id);
  return { ...topology, nodes: topology.nodes.filter(own), legs: topology.legs.filter(own) };
}

/** What a source made before it is imported for the first time. Its titles are those of the import, so that yours stay. */
export function nothingOf({ topology, forecast }: Documents): Generated {
  return {
    topology: { ...topology, nodes: [], legs: [] },
    forecast: { ...forecast, demand: [] },
    addresses: {},
  };
}
