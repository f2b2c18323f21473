import type { Leg, Provenance, TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../import-result.js';

/** Where a resource was read, by its address: `nat-0a1b2c3d in nat-gateways.json`. */
export type Places = ReadonlyMap<string, string>;

/** The result with ids and files in the place of addresses, and without what was only derived. */
export function withPlaces(result: ImportResult, places: Places): ImportResult {
  const place = (address: string): string => places.get(address) ?? address;
  return {
    ...result,
    topology: {
      ...result.topology,
      nodes: result.topology.nodes.map((node) => placed(node, place)),
      legs: result.topology.legs.map((leg) => placed(leg, place)),
    },
    understood: result.understood.filter(({ address }) => places.has(address)),
    provenance: Object.fromEntries(
      Object.entries(result.provenance).map(([pointer, address]) => [pointer, place(address)]),
    ),
  };
}

function placed<T extends TopologyNode | Leg>(item: T, place: (address: string) => string): T {
  const { provenance } = item;
  if (provenance === undefined) return item;
  const replaced = Object.entries(provenance).map(([field, origin]): readonly [string, Provenance] => [
    field,
    origin.kind === 'imported' && origin.from !== undefined
      ? { ...origin, from: place(origin.from) }
      : origin,
  ]);
  return { ...item, provenance: Object.fromEntries(replaced) };
}
