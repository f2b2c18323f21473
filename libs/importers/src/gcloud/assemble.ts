import type { Places } from '../described/places.js';
import { groupBy } from '../terraform/group-by.js';
import type { Resource } from '../terraform/resource.js';
import { nodeNames } from './alike-instances.js';
import type { Answer } from './read-answers.js';
import type { Told } from './told.js';

/** What all answers tell together. */
export interface Assembled {
  readonly resources: readonly Resource[];
  readonly leftOut: readonly { readonly resource: Resource; readonly reason: string }[];
  readonly places: Places;
  /** Addresses by path. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** A thing once, whichever answers tell of it, with the files of these. */
interface Kept {
  readonly told: Told;
  readonly files: readonly string[];
}

/**
 * Each thing once, under a name that no other of its type has.
 *
 * @param more what follows from other things that the answers tell
 * @param completed things with what other answers say of them, by their paths
 */
export function assemble(
  answers: readonly Answer[],
  more: readonly Told[],
  completed: ReadonlyMap<string, Told>,
): Assembled {
  const kept = collect(answers, more, completed);
  const names = namesOf(kept.map(({ told }) => told));
  const groups = nodeNames(kept.map(({ told }) => told));
  const placed = kept.map(({ told, files }) => {
    const resource = resourceOf(told, names.get(told) ?? told.name, groups.get(told) ?? null);
    return {
      told,
      resource,
      place: `${told.path}${files.length === 0 ? '' : ` in ${files.join(', ')}`}`,
      files,
    };
  });
  return {
    resources: placed.filter(({ told }) => told.leftOut === null).map(({ resource }) => resource),
    leftOut: placed.flatMap(({ told, resource }) =>
      told.leftOut === null ? [] : [{ resource, reason: told.leftOut }],
    ),
    addresses: new Map(placed.map(({ told, resource }) => [told.path, resource.address])),
    places: new Map([
      ...placed.map(({ resource, place }) => [resource.address, place] as const),
      ...placed.flatMap(({ resource, files }) =>
        resource.key === null || files.length === 0
          ? []
          : [[`${resource.type}.${resource.name}`, `machines in ${files.join(', ')}`] as const],
      ),
    ]),
  };
}

function collect(
  answers: readonly Answer[],
  more: readonly Told[],
  completed: ReadonlyMap<string, Told>,
): readonly Kept[] {
  const byPath = new Map<string, Kept>();
  const keep = (told: Told, file: string | null): void => {
    const key = `${told.type} ${told.path}`;
    const there = byPath.get(key);
    const files = [...new Set([...(there?.files ?? []), ...(file === null ? [] : [file])])];
    byPath.set(key, { told: there?.told ?? completed.get(told.path) ?? told, files });
  };
  for (const { items, file } of answers)
    for (const { kind, item } of items) for (const told of kind.resources?.(item) ?? []) keep(told, file);
  for (const told of more) keep(told, null);
  return [...byPath.values()];
}

/** The name alone where one thing of the type has it, else with its region or zone, else the whole path. */
function namesOf(all: readonly Told[]): ReadonlyMap<Told, string> {
  const names = new Map<Told, string>();
  for (const alike of groupBy(all, ({ type, name }) => `${type} ${name}`).values()) {
    const scopes = new Set(alike.map(({ scope }) => scope));
    for (const told of alike) {
      const withScope = scopes.size === alike.length ? `${told.scope}-${told.name}` : told.path;
      names.set(told, alike.length === 1 ? told.name : withScope);
    }
  }
  return names;
}

function resourceOf(told: Told, name: string, group: string | null): Resource {
  const { type } = told;
  const given = Object.entries(told.values).filter(([, value]) => value !== undefined && value !== null);
  const bare = { module: [], type, values: Object.fromEntries(given), unknown: {}, configuration: null };
  return group === null
    ? { ...bare, address: `${type}.${name}`, name, key: null }
    : { ...bare, address: `${type}.${group}["${name}"]`, name: group, key: name };
}
