import { isPlainObject, isSameValue } from '@portplan/documents';

/** A field in a document. */
export type FieldPath = readonly (string | number)[];

/** A value that the import changes, or one that both sides changed. `undefined` where there is nothing. */
export interface ThreeValues {
  readonly path: FieldPath;
  /** As the last import made it. */
  readonly base: unknown;
  /** As it stands. */
  readonly yours: unknown;
  /** As this import makes it. */
  readonly imported: unknown;
}

export interface MergedValue {
  readonly value: unknown;
  /** Taken from the import. */
  readonly changed: readonly ThreeValues[];
  /** Changed on both sides, each in its own way: yours is kept. */
  readonly conflicts: readonly ThreeValues[];
}

/** Fields whose value says which other fields an object may have: objects that differ in one are not mixed. */
const DISCRIMINATORS = ['reuse', 'kind'];
/** Fields of objects that stand for one value: intervals and stickiness. */
const OF_ONE_VALUE = ['low', 'sticky'];

/** Merges field by field within objects; lists and scalars are whole. */
export function mergeValue(
  base: unknown,
  yours: unknown,
  imported: unknown,
  path: FieldPath = [],
): MergedValue {
  if (isSameValue(yours, imported) || isSameValue(base, imported))
    return { value: yours, changed: [], conflicts: [] };
  if (!isPlainObject(yours) || !isPlainObject(imported) || !areAlike(yours, imported)) {
    const three = { path, base, yours, imported };
    return isSameValue(base, yours)
      ? { value: imported, changed: [three], conflicts: [] }
      : { value: yours, changed: [], conflicts: [three] };
  }
  const before = isPlainObject(base) ? base : {};
  const names = [...new Set([...Object.keys(yours), ...Object.keys(imported)])];
  const merged = names.map((name) => ({
    name,
    ...mergeValue(before[name], yours[name], imported[name], [...path, name]),
  }));
  return {
    value: Object.fromEntries(
      merged.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    ),
    changed: merged.flatMap(({ changed }) => changed),
    conflicts: merged.flatMap(({ conflicts }) => conflicts),
  };
}

function areAlike(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  return (
    DISCRIMINATORS.every((name) => one[name] === other[name]) &&
    !OF_ONE_VALUE.some((name) => name in one || name in other)
  );
}
