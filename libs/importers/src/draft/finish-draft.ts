import {
  API_VERSION,
  type Demand,
  type Forecast,
  type Leg,
  type NodeKind,
  type Provenance,
  type Topology,
  type TopologyNode,
} from '@portplan/engine';
import type { Assumption, DocumentName, ImportResult } from '../import-result.js';
import { nodeAddresses } from './node-addresses.js';
import type { Drafted, DraftParts, Origin, Origins } from './topology-draft.js';

/** Nodes are listed in the direction of traffic, then by id, so that equal sources give equal documents. */
const KIND_ORDER: Readonly<Record<NodeKind, number>> = {
  clients: 0,
  'load-balancer': 1,
  proxy: 2,
  backend: 3,
  cluster: 4,
  'nat-gateway': 5,
  firewall: 6,
  external: 7,
};

/** What the two documents are called, and what the forecast covers. */
export interface Titles {
  readonly name: string;
  readonly start: string;
  readonly stepSeconds: number;
  readonly steps: number;
  readonly forecastOrigins: Origins;
}

/** Sorts a draft, numbers its values, and accounts for each. The same draft gives the same result. */
export function finishDraft(draft: DraftParts, titles: Titles): ImportResult {
  const nodes = [...draft.nodes].sort((a, b) => byKindThenId(a.item, b.item));
  const legs = [...draft.legs].sort((a, b) => compare(a.item.id, b.item.id));
  const demand = [...draft.demand].sort((a, b) => compare(a.item.source, b.item.source));
  const topology: Topology = {
    apiVersion: API_VERSION,
    kind: 'Topology',
    name: titles.name,
    nodes: nodes.map(withProvenance),
    legs: legs.map(withProvenance),
  };
  return {
    topology,
    forecast: forecastOf(
      titles,
      demand.map(({ item }) => item),
    ),
    understood: [...draft.understood].sort((a, b) => compare(a.address, b.address)),
    assumptions: [
      ...assumptionsOf('topology', '/nodes', nodes),
      ...assumptionsOf('topology', '/legs', legs),
      ...assumptionsOf('forecast', '/demand', demand),
      ...assumedFields('forecast', '', { ...titles }, titles.forecastOrigins),
    ],
    notUnderstood: [...draft.notUnderstood].sort((a, b) => compare(a.address, b.address)),
    warnings: [...draft.warnings].sort((a, b) => compare(a.code, b.code) || compare(a.message, b.message)),
    provenance: Object.fromEntries([...addressesOf('/nodes', nodes), ...addressesOf('/legs', legs)]),
    addresses: nodeAddresses(topology, draft.addresses),
    moved: Object.fromEntries(draft.moved),
  };
}

function forecastOf(titles: Titles, demand: readonly Demand[]): Forecast {
  const { name, start, stepSeconds, steps } = titles;
  return { apiVersion: API_VERSION, kind: 'Forecast', name, start, stepSeconds, steps, demand };
}

function byKindThenId(a: TopologyNode, b: TopologyNode): number {
  return KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || compare(a.id, b.id);
}

/** Code units, not a locale's order: the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withProvenance<T extends TopologyNode | Leg>({ item, origins }: Drafted<T>): T {
  return Object.keys(origins).length === 0 ? item : { ...item, provenance: provenanceOf(origins) };
}

function provenanceOf(origins: Origins): Readonly<Record<string, Provenance>> {
  return Object.fromEntries(
    Object.entries(origins).map(([field, origin]): [string, Provenance] => [field, provenance(origin)]),
  );
}

/** Addresses of nested modules have no bound of their own, the documents' fields have. */
const LONGEST_FROM = 500;
const LONGEST_REASON = 1000;

function provenance(origin: Origin): Provenance {
  if (origin.kind === 'assumed') return { kind: 'assumed', reason: origin.reason.slice(0, LONGEST_REASON) };
  if (origin.kind === 'given') return { kind: 'given', from: origin.from.slice(0, LONGEST_FROM) };
  const { address, inferred } = origin;
  const from = address.slice(0, LONGEST_FROM);
  return { kind: 'imported', from, ...(inferred === undefined ? {} : { reason: inferred }) };
}

type Item = TopologyNode | Leg | Demand;

function assumptionsOf(
  document: DocumentName,
  list: string,
  drafted: readonly Drafted<Item>[],
): readonly Assumption[] {
  return drafted.flatMap(({ item, origins }, index) =>
    assumedFields(document, `${list}/${String(index)}`, { ...item }, origins),
  );
}

function assumedFields(
  document: DocumentName,
  base: string,
  item: Readonly<Record<string, unknown>>,
  origins: Origins,
): readonly Assumption[] {
  return Object.entries(origins).flatMap(([field, origin]): readonly Assumption[] =>
    origin.kind === 'assumed'
      ? [{ document, pointer: pointerTo(base, field), value: fieldOf(item, field), reason: origin.reason }]
      : [],
  );
}

function addressesOf(
  list: string,
  drafted: readonly Drafted<Item>[],
): readonly (readonly [string, string])[] {
  return drafted.flatMap(({ origins }, index) =>
    Object.entries(origins).flatMap(([field, origin]): readonly (readonly [string, string])[] =>
      origin.kind === 'imported' ? [[pointerTo(`${list}/${String(index)}`, field), origin.address]] : [],
    ),
  );
}

function pointerTo(base: string, field: string): string {
  return `${base}/${field.replaceAll('.', '/')}`;
}

function fieldOf(item: Readonly<Record<string, unknown>>, field: string): unknown {
  return field.split('.').reduce<unknown>((value, name) => {
    const holder: Readonly<Record<string, unknown>> =
      typeof value === 'object' && value !== null ? { ...value } : {};
    return holder[name];
  }, item);
}
