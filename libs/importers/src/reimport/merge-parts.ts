import { isSameValue } from '@portplan/documents';
import type { Provenance } from '@portplan/engine';
import type { Change, Conflict, Part } from './difference.js';
import { mergeValue, type FieldPath, type ThreeValues } from './three-way.js';

type Fields = Readonly<Record<string, unknown>>;

/** The parts of one list in three versions, each by its id, ids alike in all three. */
export interface ThreeLists<T> {
  readonly base: readonly T[];
  readonly yours: readonly T[];
  readonly imported: readonly T[];
}

export interface MergedParts<T> {
  readonly parts: readonly T[];
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
}

/** Names parts of a list. */
export type Naming<T> = (part: T) => Part;

interface Outcome<T> {
  readonly part: T | null;
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
}

/**
 * Merges a list of parts by id: what the import added is added, what it no longer has is removed unless you changed it, and
 * fields that only the import changed are taken. Your order stays; new parts stand behind those that they follow in the import.
 */
export function mergeParts<T extends object>(lists: ThreeLists<T>, naming: Naming<T>): MergedParts<T> {
  const byId = (list: readonly T[]): ReadonlyMap<string, T> =>
    new Map(list.map((part) => [naming(part).id, part]));
  const [base, imported] = [byId(lists.base), byId(lists.imported)];
  const yours = byId(lists.yours);
  const order = orderOf([...yours.keys()], [...imported.keys()]);
  const outcomes = order.map((id) => mergePart(base.get(id), yours.get(id), imported.get(id), naming));
  return {
    parts: outcomes.flatMap(({ part }) => part ?? []),
    changes: outcomes.flatMap(({ changes }) => changes),
    conflicts: outcomes.flatMap(({ conflicts }) => conflicts),
  };
}

function orderOf(yours: readonly string[], imported: readonly string[]): readonly string[] {
  const order = [...yours];
  for (const [index, id] of imported.entries()) {
    if (order.includes(id)) continue;
    const before = imported.slice(0, index).findLast((each) => order.includes(each));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order;
}

function mergePart<T extends object>(
  base: T | undefined,
  yours: T | undefined,
  imported: T | undefined,
  naming: Naming<T>,
): Outcome<T> {
  if (yours === undefined) return withoutYours(base, imported, naming);
  if (imported === undefined) return withoutImported(base, yours, naming);
  const name = naming(yours);
  const [before, now, then] = [base, yours, imported].map((part) => withoutProvenance(part ?? {}));
  const merged = mergeValue(base === undefined ? undefined : before, now, then);
  const provenance = mergedProvenance(base, yours, imported, merged.conflicts);
  return {
    part: { ...(merged.value as T), ...(provenance === undefined ? {} : { provenance }) },
    changes: merged.changed.map((three) => changeOf(name, three)),
    conflicts: merged.conflicts.map((three) => conflictOf(name, three)),
  };
}

function withoutYours<T extends object>(
  base: T | undefined,
  imported: T | undefined,
  naming: Naming<T>,
): Outcome<T> {
  if (imported === undefined) return { part: null, changes: [], conflicts: [] };
  const name = naming(imported);
  if (base === undefined)
    return {
      part: imported,
      changes: [{ ...name, kind: 'added', field: null, before: null, after: imported }],
      conflicts: [],
    };
  const [before, then] = [base, imported].map(withoutProvenance);
  return {
    part: null,
    changes: [],
    conflicts: isSameValue(before, then)
      ? []
      : [{ ...name, kind: 'removed-by-you', field: null, base: before, yours: null, imported: then }],
  };
}

function withoutImported<T extends object>(base: T | undefined, yours: T, naming: Naming<T>): Outcome<T> {
  if (base === undefined) return { part: yours, changes: [], conflicts: [] };
  const name = naming(yours);
  const [before, now] = [base, yours].map(withoutProvenance);
  return isSameValue(before, now)
    ? {
        part: null,
        changes: [{ ...name, kind: 'removed', field: null, before: now, after: null }],
        conflicts: [],
      }
    : {
        part: yours,
        changes: [],
        conflicts: [
          { ...name, kind: 'removed-by-import', field: null, base: before, yours: now, imported: null },
        ],
      };
}

export function withoutProvenance(part: object): Fields {
  return Object.fromEntries(Object.entries(part).filter(([name]) => name !== 'provenance'));
}

function changeOf(name: Part, { path, yours, imported }: ThreeValues): Change {
  const [before, after] = [yours ?? null, imported ?? null];
  return { ...name, kind: 'changed', field: path.join('.'), before, after };
}

function conflictOf(name: Part, { path, base, yours, imported }: ThreeValues): Conflict {
  return {
    ...name,
    kind: 'changed-by-both',
    field: path.join('.'),
    base: base ?? null,
    yours: yours ?? null,
    imported: imported ?? null,
  };
}

/** Where values come from goes along with them; of a value that is kept against the import it says so. */
function mergedProvenance(
  base: object | undefined,
  yours: object,
  imported: object,
  conflicts: readonly ThreeValues[],
): Readonly<Record<string, Provenance>> | undefined {
  const [before, now, then] = [base, yours, imported].map(provenanceOf);
  const merged = mergeEach(before ?? {}, now ?? {}, then ?? {});
  const all = {
    ...merged,
    ...Object.fromEntries(conflicts.map((conflict) => [fieldOf(conflict.path), keptAgainst(conflict)])),
  };
  return Object.keys(all).length === 0 ? undefined : all;
}

type Provenances = Readonly<Record<string, Provenance>>;

function provenanceOf(part: object | undefined): Provenances {
  return part !== undefined && 'provenance' in part ? ((part.provenance ?? {}) as Provenances) : {};
}

function mergeEach(base: Provenances, yours: Provenances, imported: Provenances): Provenances {
  const fields = [...new Set([...Object.keys(yours), ...Object.keys(imported)])];
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = isSameValue(base[field], yours[field]) ? imported[field] : yours[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

function fieldOf(path: FieldPath): string {
  return path.join('.');
}

const LONGEST_VALUE = 200;

function keptAgainst({ imported }: ThreeValues): Provenance {
  const says = imported === undefined ? 'nothing' : JSON.stringify(imported).slice(0, LONGEST_VALUE);
  return { kind: 'given', reason: `kept against the import, which says ${says}` };
}
