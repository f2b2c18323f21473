import type { Demand, Leg, Topology, TopologyNode } from '@portplan/engine';
import type { Change, Conflict, Part } from './difference.js';
import type { Documents } from './generated.js';
import { withoutProvenance } from './merge-parts.js';

/** Merged parts of both documents, before it is known whether they lead anywhere. */
export interface MergedDocuments {
  readonly nodes: readonly TopologyNode[];
  readonly legs: readonly Leg[];
  readonly demand: readonly Demand[];
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
}

type Yours = Documents;

/**
 * Makes every leg and demand lead to nodes that are there: a node that the import no longer has stays where something of
 * yours leads to it, and what the import adds toward a node that you removed is left out.
 */
export function heldTogether(merged: MergedDocuments, yours: Yours): MergedDocuments {
  return withNeededNodes(withoutLost(merged, yours), yours);
}

function nodesOf(leg: Leg): readonly string[] {
  return [leg.from, leg.to, ...(leg.via ?? [])];
}

/** Leaves out what leads to nodes that neither side has any more. */
function withoutLost(merged: MergedDocuments, { topology, forecast }: Yours): MergedDocuments {
  const known = new Set([...merged.nodes, ...topology.nodes].map(({ id }) => id));
  const lostLegs = merged.legs.filter((leg) => nodesOf(leg).some((id) => !known.has(id)));
  const lostDemand = merged.demand.filter(({ source }) => !known.has(source));
  const yourLegs = new Map(topology.legs.map((leg) => [leg.id, leg]));
  const yourSources = new Set(forecast.demand.map(({ source }) => source));
  const lost = [
    ...lostLegs.map((leg) => partOf('leg', leg.id)),
    ...lostDemand
      .filter(({ source }) => !yourSources.has(source))
      .map((each) => partOf('demand', each.source)),
  ];
  return {
    ...merged,
    legs: merged.legs.flatMap((leg) => (lostLegs.includes(leg) ? (yourLegs.get(leg.id) ?? []) : leg)),
    demand: merged.demand.filter((each) => !lostDemand.includes(each)),
    changes: merged.changes.filter((change) => !lost.some((part) => isPart(change, part))),
    conflicts: [
      ...merged.conflicts,
      ...lostLegs.map((leg): Conflict => ({
        ...partOf('leg', leg.id),
        kind: 'removed-by-you',
        field: null,
        base: null,
        yours: yourLegs.get(leg.id) ?? null,
        imported: withoutProvenance(leg),
      })),
      ...lostDemand.map((each): Conflict => ({
        ...partOf('demand', each.source),
        kind: 'removed-by-you',
        field: null,
        base: null,
        yours: null,
        imported: each,
      })),
    ],
  };
}

/** Keeps nodes that the import no longer has where a leg or demand that stays leads to them. */
function withNeededNodes(merged: MergedDocuments, { topology }: Yours): MergedDocuments {
  const there = new Set(merged.nodes.map(({ id }) => id));
  const needed = new Set([...merged.legs.flatMap(nodesOf), ...merged.demand.map(({ source }) => source)]);
  const kept = topology.nodes.filter(({ id }) => needed.has(id) && !there.has(id));
  if (kept.length === 0) return merged;
  return {
    ...merged,
    nodes: inOrderOf(topology, [...merged.nodes, ...kept]),
    changes: merged.changes.filter(
      (change) => !kept.some(({ id }) => isPart(change, partOf('node', id)) && change.kind === 'removed'),
    ),
    conflicts: [
      ...merged.conflicts,
      ...kept.map((node): Conflict => ({
        ...partOf('node', node.id),
        kind: 'still-used',
        field: null,
        base: withoutProvenance(node),
        yours: withoutProvenance(node),
        imported: null,
      })),
    ],
  };
}

/** Yours where they stood, others behind those that they stood behind. */
function inOrderOf({ nodes }: Topology, merged: readonly TopologyNode[]): readonly TopologyNode[] {
  const place = new Map(nodes.map(({ id }, index) => [id, index]));
  let last = -1;
  const placed = merged.map((node) => {
    last = place.get(node.id) ?? last;
    return { node, at: last };
  });
  return placed.toSorted((one, other) => one.at - other.at).map(({ node }) => node);
}

function partOf(part: 'node' | 'leg' | 'demand', id: string): Part {
  return { document: part === 'demand' ? 'forecast' : 'topology', part, id };
}

function isPart(one: Part, other: Part): boolean {
  return one.part === other.part && one.id === other.id;
}
