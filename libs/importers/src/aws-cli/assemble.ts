import type { TopologyDraft } from '../draft/topology-draft.js';
import { baseAddress } from '../terraform/module-path.js';
import type { Described } from './described.js';
import { DUMP_KINDS } from './dump-kinds.js';
import { withGroupedInstances } from './grouped-instances.js';
import { attributesOf, targetsOf } from './owned-dumps.js';
import type { Places } from '../described/places.js';
import type { Dump } from './read-dumps.js';
import { withoutMembers } from './without-members.js';

/** Files by the id or ARN of what they tell of. */
type Files = Map<string, readonly string[]>;

/** What the outputs tell together: each thing once, with what other outputs say of it, and where it was read. */
export function assemble(
  dumps: readonly Dump[],
  draft: TopologyDraft,
): { readonly all: readonly Described[]; readonly places: Places } {
  const files: Files = new Map();
  const told = withoutMembers(collect(dumps, files));
  const completed = complete(told, dumps, files, draft);
  const attached = dumps
    .filter(({ key }) => key === 'TargetHealthDescriptions')
    .flatMap((dump) => targetsOf(dump, told, draft));
  const all = withGroupedInstances([...completed, ...attached]);
  return { all, places: placesOf(all, files) };
}

function collect(dumps: readonly Dump[], files: Files): readonly Described[] {
  const byAddress = new Map<string, Described>();
  for (const { key, items, file } of dumps) {
    const { read } = DUMP_KINDS[key];
    for (const item of read === null ? [] : items.flatMap((each) => read(each))) {
      const kept = distinct(item, byAddress);
      const { address } = kept.resource;
      byAddress.set(address, fuller(byAddress.get(address), kept));
      if (kept.identity !== null) append(files, kept.identity, file);
    }
  }
  return [...byAddress.values()];
}

/** Names are unique in a region only: a second thing of a name has its ARN in the place of it. */
function distinct(item: Described, byAddress: ReadonlyMap<string, Described>): Described {
  const { resource, identity } = item;
  const there = byAddress.get(resource.address)?.identity ?? null;
  if (identity === null || there === null || there === identity) return item;
  return { ...item, resource: { ...resource, name: identity, address: `${resource.type}.${identity}` } };
}

/** What was described stands before what only follows from it; among these the one with more to say. */
function fuller(one: Described | undefined, other: Described): Described {
  if (one === undefined || (one.identity === null && other.identity !== null)) return other;
  if (one.identity !== null && other.identity === null) return one;
  return sizeOf(other) > sizeOf(one) ? other : one;
}

function sizeOf({ resource }: Described): number {
  return Object.keys(resource.values).length;
}

function complete(
  told: readonly Described[],
  dumps: readonly Dump[],
  files: Files,
  draft: TopologyDraft,
): readonly Described[] {
  const more = new Map<string, Readonly<Record<string, unknown>>>();
  for (const dump of dumps.filter(({ key }) => key === 'Attributes')) {
    const found = attributesOf(dump, told, draft);
    if (found?.owner.identity == null) continue;
    const { identity } = found.owner;
    more.set(identity, { ...more.get(identity), ...found.values });
    append(files, identity, dump.file);
  }
  return told.map((item) => {
    const values = item.identity === null ? undefined : more.get(item.identity);
    const { resource } = item;
    return values === undefined
      ? item
      : { ...item, resource: { ...resource, values: { ...resource.values, ...values } } };
  });
}

function append(files: Files, identity: string, file: string): void {
  const list = files.get(identity) ?? [];
  if (!list.includes(file)) files.set(identity, [...list, file]);
}

/** Where each was read, by address; for instances that are one node also by the address that they share. */
function placesOf(all: readonly Described[], files: Files): Places {
  const places = new Map<string, string>();
  for (const { resource, identity } of all) {
    if (identity === null) continue;
    const within = (files.get(identity) ?? []).join(' and ');
    places.set(resource.address, `${identity} in ${within}`);
    if (resource.key !== null)
      places.set(
        baseAddress(resource.module, resource.type, resource.name),
        `instances like ${identity} in ${within}`,
      );
  }
  return places;
}
