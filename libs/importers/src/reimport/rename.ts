import type { Documents } from './generated.js';

/** New ids by old ones; what does not stand there keeps its id. */
export interface NewIds {
  readonly nodes: ReadonlyMap<string, string>;
  readonly legs: ReadonlyMap<string, string>;
}

/** The documents with other ids, everywhere that these are named. */
export function renamed({ topology, forecast }: Documents, { nodes, legs }: NewIds): Documents {
  const node = (id: string): string => nodes.get(id) ?? id;
  return {
    topology: {
      ...topology,
      nodes: topology.nodes.map((each) => ({ ...each, id: node(each.id) })),
      legs: topology.legs.map((leg) => ({
        ...leg,
        id: legs.get(leg.id) ?? leg.id,
        from: node(leg.from),
        to: node(leg.to),
        ...(leg.via === undefined ? {} : { via: leg.via.map(node) }),
      })),
    },
    forecast: {
      ...forecast,
      demand: forecast.demand.map((each) => ({ ...each, source: node(each.source) })),
    },
  };
}

/** Old ids by new ones. */
export function inverse({ nodes, legs }: NewIds): NewIds {
  const turned = (map: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...map].map(([from, to]) => [to, from]));
  return { nodes: turned(nodes), legs: turned(legs) };
}
