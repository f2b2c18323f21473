import { isPlainObject } from '@portplan/documents';

type Fields = Readonly<Record<string, unknown>>;

/** Objects that are taken apart; all other values are replaced whole, intervals and lists too. */
const TAKEN_APART: ReadonlySet<string> = new Set(['instances', 'host', 'allocation', 'connections']);
/** The field that says which other fields an object may have. */
const DISCRIMINATORS = ['reuse', 'kind'];

export interface Merged {
  readonly fields: Fields;
  /** Fields that were set, in dots: `host.profile`. */
  readonly set: readonly string[];
}

/** Puts the given fields in the place of what stands there; within objects, field by field. */
export function mergeFields(before: Fields, over: Fields): Merged {
  const fields: Record<string, unknown> = { ...before };
  const set: string[] = [];
  for (const [name, value] of Object.entries(over)) {
    const there = before[name];
    if (TAKEN_APART.has(name) && isPlainObject(value) && isPlainObject(there) && alike(there, value)) {
      fields[name] = { ...there, ...value };
      set.push(...Object.keys(value).map((part) => `${name}.${part}`));
    } else {
      fields[name] = value;
      set.push(name);
    }
  }
  return { fields, set };
}

function alike(one: Fields, other: Fields): boolean {
  return DISCRIMINATORS.every(
    (name) => other[name] === undefined || one[name] === undefined || one[name] === other[name],
  );
}
