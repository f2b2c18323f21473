import { toYaml, pointerOf, type AssumedValue, type Path, type Usage } from '@portplan/documents';
import { API_VERSION, type Leg } from '@portplan/engine';
import { redraft } from '../draft/redraft.js';
import type { Drafted, Origins } from '../draft/topology-draft.js';
import type { ImportResult } from '../import-result.js';
import { ImportIndex } from './import-index.js';
import { SkeletonEntries } from './skeleton-entries.js';
import { fieldAt, isLegField, isNodeField } from './usage-fields.js';

const HEADER = `# What the source cannot tell, with a starting value for each: put what you know, and give this file to the next
# import with --usage. Values that you delete stay assumed. An address without a key, or with [*], holds for all
# instances; "defaults" for all of a type. Under a NAT gateway, "destinations" lists everything that is called through it.
`;

/** A usage file with every value that an import assumed, each with its reason; read back unchanged it changes nothing. */
export function usageSkeleton(result: ImportResult): string {
  const { parts, titles } = redraft(result);
  const index = new ImportIndex(parts, result.addresses);
  const entries = new SkeletonEntries();
  for (const { item, origins } of parts.demand) {
    addAssumed(
      entries,
      index.addressOf(item.source),
      item,
      origins,
      (field) => field === 'requestsPerSecond',
    );
  }
  for (const { item, origins } of parts.nodes) {
    const applies = index.nodesAt(index.addressOf(item.id)).some(({ id }) => id === item.id);
    addAssumed(entries, index.addressOf(item.id), item, origins, (field) => applies && isNodeField(field));
  }
  addLegs(entries, parts.legs, index);
  const { resources, reasons } = entries.joined();
  const forecast = assumedFields(titles, titles.forecastOrigins);
  const usage: Usage = {
    apiVersion: API_VERSION,
    kind: 'Usage',
    ...(forecast.length === 0
      ? {}
      : { forecast: Object.fromEntries(forecast.map(({ field, value }) => [field, value])) }),
    resources,
  };
  const assumed: readonly AssumedValue[] = [
    ...forecast.map(({ field, reason }) => ({ pointer: pointerOf(['forecast', field]), reason })),
    ...reasons,
  ];
  return `${HEADER}${toYaml(usage, { assumed })}`;
}

interface AssumedField {
  readonly field: string;
  readonly value: unknown;
  readonly reason: string;
}

function assumedFields(item: object, origins: Origins): readonly AssumedField[] {
  return Object.entries(origins).flatMap(([field, origin]) =>
    origin.kind === 'assumed' ? [{ field, value: fieldAt(item, field), reason: origin.reason }] : [],
  );
}

/** The first part of a field in dots. */
function rootOf(field: string): string {
  return field.split('.')[0] ?? field;
}

function addAssumed(
  entries: SkeletonEntries,
  address: string,
  item: object,
  origins: Origins,
  isSaid: (field: string) => boolean,
): void {
  for (const { field, value, reason } of assumedFields(item, origins)) {
    if (value !== undefined && isSaid(rootOf(field)) && isUsageField(rootOf(field)))
      entries.put(address, field.split('.'), value, reason);
  }
}

/** Node fields that usage has: ids, and the paths of legs, are no usage. */
function isUsageField(field: string): boolean {
  return !NOT_USAGE.has(field);
}

const NOT_USAGE: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'to',
  'via',
  'rules',
  'stateful',
  'layer',
  'mode',
]);

/** Values of legs that end at one address are said there once, where they are the same for every caller. */
function addLegs(entries: SkeletonEntries, legs: readonly Drafted<Leg>[], index: ImportIndex): void {
  const groups = new Map<string, { readonly address: string; readonly base: Path; legs: Drafted<Leg>[] }>();
  for (const leg of legs) {
    const outside = index.isOutside(leg.item.to);
    const address = outside ? index.ownerOf(leg.item) : index.addressOf(leg.item.to);
    const key = JSON.stringify([address, outside ? leg.item.to : '']);
    const group = groups.get(key) ?? {
      address,
      base: outside ? entries.destination(address, leg.item.to) : [],
      legs: [],
    };
    group.legs.push(leg);
    groups.set(key, group);
  }
  for (const group of groups.values()) addGroup(entries, group, index);
}

function addGroup(
  entries: SkeletonEntries,
  {
    address,
    base,
    legs,
  }: { readonly address: string; readonly base: Path; readonly legs: readonly Drafted<Leg>[] },
  index: ImportIndex,
): void {
  const values = legs.map(({ item, origins }) =>
    assumedFields(item, origins).filter(({ field }) => isLegField(rootOf(field))),
  );
  for (const [place, fields] of values.entries()) {
    for (const { field, value, reason } of fields) {
      const path = field.split('.');
      const caller = index.addressOf(legs[place]?.item.from ?? '');
      // Shares follow the source's own structure: written down, they would stay when that changes.
      if (rootOf(field) === 'share') entries.note(address, ['from', caller, ...path], value, reason);
      else if (saidAlike(values, field)) entries.put(address, [...base, ...path], value, reason);
      else entries.put(address, ['from', caller, ...path], value, reason);
    }
  }
}

function saidAlike(values: readonly (readonly AssumedField[])[], field: string): boolean {
  const [first, ...others] = values.map((fields) => fields.find((each) => each.field === field));
  return others.every((other) => JSON.stringify(other?.value) === JSON.stringify(first?.value));
}
