import type { DestinationUsage, Usage } from '@portplan/documents';
import type { Demand, ExternalNode, Leg, TopologyNode } from '@portplan/engine';
import { finishDraft, type Titles } from '../draft/finish-draft.js';
import { redraft } from '../draft/redraft.js';
import { assumed, given, type Drafted } from '../draft/topology-draft.js';
import type { ImportResult } from '../import-result.js';
import { checkUsage } from './check-usage.js';
import { ImportIndex } from './import-index.js';
import { resolveCaller, resolveUsage, type ResolvedUsage } from './resolve-usage.js';
import { splitDestinations } from './split-destinations.js';
import { legFields, nodeFields } from './usage-fields.js';
import { withFields } from './with-fields.js';

/**
 * An import with what a usage file says in the place of what was assumed; each such value has the provenance "given".
 *
 * @throws DocumentError with every key that names nothing of the import, and every field that does not apply there
 */
export function withUsage(result: ImportResult, usage: Usage): ImportResult {
  const { parts, titles } = redraft(result);
  const index = new ImportIndex(parts, result.addresses);
  checkUsage(usage, index, result);
  const said = (nodeId: string): ResolvedUsage => {
    const address = index.addressOf(nodeId);
    const kinds = [index.node(nodeId), ...index.nodesAt(address)].flatMap((node) => node?.kind ?? []);
    return resolveUsage(usage, address, [...new Set(kinds)]);
  };
  const legs = legsWith(parts.legs, index, said);
  const endpoints = namedEndpoints(usage);
  const nodes = parts.nodes.map((node) => withEndpoints(nodeWith(node, index, said), endpoints));
  return finishDraft(
    {
      ...parts,
      nodes: [...nodes.filter(isReached(parts.legs, legs)), ...newDestinations(legs, nodes, endpoints)],
      legs,
      demand: parts.demand.map((demand) => demandWith(demand, said)),
    },
    titlesWith(titles, usage),
  );
}

type Said = (nodeId: string) => ResolvedUsage;

function sourceOf({ saidBy }: ResolvedUsage, fields: object): string {
  const keys = [...new Set(Object.keys(fields).flatMap((field) => saidBy.get(field) ?? []))];
  return `usage file, ${keys.join(' and ')}`;
}

function nodeWith(node: Drafted<TopologyNode>, index: ImportIndex, said: Said): Drafted<TopologyNode> {
  const { id } = node.item;
  const spoken = said(id);
  const fields = nodeFields(spoken.usage);
  const applies = index.nodesAt(index.addressOf(id)).some((each) => each.id === id);
  if (!applies || Object.keys(fields).length === 0) return node;
  return withFields(node, fields, sourceOf(spoken, fields));
}

function demandWith(demand: Drafted<Demand>, said: Said): Drafted<Demand> {
  const spoken = said(demand.item.source);
  const { requestsPerSecond } = spoken.usage;
  return requestsPerSecond === undefined
    ? demand
    : withFields(demand, { requestsPerSecond }, sourceOf(spoken, { requestsPerSecond }));
}

function titlesWith(titles: Titles, { forecast = {} }: Usage): Titles {
  const fields = Object.entries(forecast).filter(([, value]) => value !== undefined);
  return {
    ...titles,
    ...Object.fromEntries(fields),
    forecastOrigins: {
      ...titles.forecastOrigins,
      ...Object.fromEntries(fields.map(([name]) => [name, given('usage file, forecast')])),
    },
  };
}

function legsWith(legs: readonly Drafted<Leg>[], index: ImportIndex, said: Said): readonly Drafted<Leg>[] {
  const ids = new Set(legs.map(({ item }) => item.id));
  const done = new Set<string>();
  return legs.flatMap((leg): readonly Drafted<Leg>[] => {
    if (done.has(leg.item.id)) return [];
    const together = index.isOutside(leg.item.to) ? sameWay(leg, legs, index) : [leg];
    for (const { item } of together) done.add(item.id);
    const spoken = together.map((each) => withLegValues(each, index, said));
    const destinations = destinationsOf(leg.item, index, said);
    return destinations === null
      ? spoken
      : splitDestinations(spoken, destinations.list, destinations.from, (id) => ids.has(id));
  });
}

/** Legs to the outside of one caller through one way: they divide among destinations together. */
function sameWay(
  { item }: Drafted<Leg>,
  legs: readonly Drafted<Leg>[],
  index: ImportIndex,
): readonly Drafted<Leg>[] {
  const gateway = index.gatewayOf(item);
  return legs.filter(
    ({ item: other }) =>
      other.from === item.from && index.isOutside(other.to) && index.gatewayOf(other)?.id === gateway?.id,
  );
}

/** What is said of where a leg ends, then of the gateway that it passes. */
function withLegValues(leg: Drafted<Leg>, index: ImportIndex, said: Said): Drafted<Leg> {
  const gateway = index.isOutside(leg.item.to) ? index.gatewayOf(leg.item) : null;
  const holders = [leg.item.to, ...(gateway === null ? [] : [gateway.id])];
  return holders.reduce((changed, holder) => {
    const spoken = said(holder);
    // What is said of a load balancer itself is about who calls it, not about what leaves by it.
    const general = gateway?.id === holder && gateway.kind !== 'nat-gateway' ? {} : legFields(spoken.usage);
    const fields = { ...general, ...resolveCaller(spoken.usage.from, index.addressOf(leg.item.from)).usage };
    return Object.keys(fields).length === 0
      ? changed
      : withFields(changed, fields, sourceOf(spoken, { ...fields, from: null }));
  }, leg);
}

interface Destinations {
  readonly list: readonly DestinationUsage[];
  readonly from: string;
}

/** The caller's own list, else that of the gateway; null where neither has one. */
function destinationsOf(leg: Leg, index: ImportIndex, said: Said): Destinations | null {
  if (!index.isOutside(leg.to)) return null;
  const gateway = index.gatewayOf(leg);
  const caller = index.node(leg.from)?.kind === 'clients' ? [] : [leg.from];
  for (const holder of [...caller, ...(gateway === null ? [] : [gateway.id])]) {
    const spoken = said(holder);
    const list = spoken.usage.destinations;
    if (list !== undefined) return { list, from: sourceOf(spoken, { destinations: list }) };
  }
  return null;
}

/** Nodes outside that nothing leads to any more are gone; others stay, reached or not. */
function isReached(
  before: readonly Drafted<Leg>[],
  after: readonly Drafted<Leg>[],
): (node: Drafted<TopologyNode>) => boolean {
  const were = new Set(before.map(({ item }) => item.to));
  const are = new Set(after.map(({ item }) => item.to));
  return ({ item }) => are.has(item.id) || !were.has(item.id);
}

/** How many addresses each destination is said to be called at, by name. */
function namedEndpoints(usage: Usage): ReadonlyMap<string, number> {
  return new Map(
    [...Object.values(usage.defaults ?? {}), ...Object.values(usage.resources ?? {})]
      .flatMap(({ destinations = [] }) => destinations)
      .flatMap(({ name, endpoints }) => (endpoints === undefined ? [] : [[name, endpoints] as const])),
  );
}

function withEndpoints(
  node: Drafted<TopologyNode>,
  named: ReadonlyMap<string, number>,
): Drafted<TopologyNode> {
  const endpoints = node.item.kind === 'external' ? named.get(node.item.id) : undefined;
  return endpoints === undefined
    ? node
    : withFields(node, { endpoints }, `usage file, destination ${node.item.id}`);
}

/** External nodes for destinations that the import did not have. */
function newDestinations(
  legs: readonly Drafted<Leg>[],
  nodes: readonly Drafted<TopologyNode>[],
  named: ReadonlyMap<string, number>,
): readonly Drafted<TopologyNode>[] {
  const there = new Set(nodes.map(({ item }) => item.id));
  const names = new Set(legs.map(({ item }) => item.to).filter((id) => !there.has(id)));
  return [...names].map((id): Drafted<ExternalNode> => {
    const endpoints = named.get(id);
    return {
      item: { id, kind: 'external', endpoints: endpoints ?? 1 },
      origins: {
        endpoints:
          endpoints === undefined
            ? assumed('the usage file does not say at how many addresses it is called: one is the worst case')
            : given(`usage file, destination ${id}`),
      },
    };
  });
}
