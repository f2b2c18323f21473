import type { DocumentClass, DocumentField } from './field-type.js';

export type Constructor = abstract new () => object;

/** One thing wrong with a value: where below it, a stable code, and what to say behind its path. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly code: string;
  /** Continues a sentence that begins with the path: `is -1; it must be …`. */
  readonly says: string;
  /** What stands there; absent where nothing does. */
  readonly value?: unknown;
}

/** What must hold between the fields of one object. Gets fields of any type, since it runs beside their own checks. */
export type Rule = (fields: Readonly<Record<string, unknown>>) => readonly Finding[];

export interface RegisteredClass extends DocumentClass {
  readonly definition: Constructor;
  readonly fieldsByName: ReadonlyMap<string, DocumentField>;
  readonly rules: readonly Rule[];
}

interface Declaration {
  readonly field: DocumentField;
  readonly last: boolean;
}

// Decorators run while classes are defined and have nowhere else to leave what they state.
const declaredFields = new WeakMap<object, readonly Declaration[]>();
const byName = new Map<string, RegisteredClass>();
const byDefinition = new Map<unknown, RegisteredClass>();

/** @param last whether it stands behind all other fields of its class, those of subclasses too */
export function declareField(prototype: object, field: DocumentField, last: boolean): void {
  const fields = declaredFields.get(prototype) ?? [];
  declaredFields.set(prototype, [...fields, { field, last }]);
}

export function declareClass(
  definition: Constructor,
  about: Pick<DocumentClass, 'name' | 'noun' | 'description'>,
  rules: readonly Rule[],
): RegisteredClass {
  const fieldsByName = new Map<string, DocumentField>();
  const declared = declarationsOf(definition.prototype as object);
  const inOrder = [...declared.filter(({ last }) => !last), ...declared.filter(({ last }) => last)];
  for (const { field } of inOrder) fieldsByName.set(field.name, field);
  const registered = { ...about, definition, rules, fieldsByName, fields: [...fieldsByName.values()] };
  byName.set(about.name, registered);
  byDefinition.set(definition, registered);
  return registered;
}

/** A base's fields first; a field declared again keeps its place. */
function declarationsOf(prototype: object | null): readonly Declaration[] {
  if (prototype === null) return [];
  const inherited = declarationsOf(Object.getPrototypeOf(prototype) as object | null);
  return [...inherited, ...(declaredFields.get(prototype) ?? [])];
}

export function classNamed(name: string): RegisteredClass {
  const found = byName.get(name);
  if (found === undefined) throw new Error(`no document class is registered as ${name}`);
  return found;
}

export function classOf(definition: unknown): RegisteredClass | undefined {
  return byDefinition.get(definition);
}

export function nameOf(definition: Constructor): string {
  const found = byDefinition.get(definition);
  if (found === undefined)
    throw new Error(`${definition.name} is used in a field before @Described names it`);
  return found.name;
}
