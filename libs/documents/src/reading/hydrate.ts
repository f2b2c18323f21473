import type { FieldType, ListType, UnionType } from '../fields/field-type.js';
import { Misshapen } from '../fields/misshapen.js';
import type { Path } from '../fields/path-text.js';
import { isPlainObject } from '../fields/plain-object.js';
import { classNamed, type RegisteredClass } from '../fields/registry.js';

/** A key that its object's class does not have. */
export interface UnknownField {
  readonly path: Path;
  readonly name: string;
  readonly value: unknown;
  readonly owner: RegisteredClass;
  /** The union that the object is a variant of, if it is. */
  readonly union?: UnionType;
}

export interface Hydrated {
  /** The input as instances of the document classes, at least as far as it fits them. */
  readonly value: unknown;
  readonly unknownFields: readonly UnknownField[];
}

/**
 * Puts a plain value into instances of the document classes, which is what class-validator walks. Checks nothing: a
 * value that fits no class stands inside a {@link Misshapen}. Shares no object with the input but those in JSON fields.
 */
export function hydrate(root: RegisteredClass, input: unknown): Hydrated {
  const unknownFields: UnknownField[] = [];
  const value = hydrateObject(root, input, [], unknownFields);
  return { value, unknownFields };
}

function hydrateObject(
  owner: RegisteredClass,
  input: unknown,
  path: Path,
  unknownFields: UnknownField[],
  union?: UnionType,
): unknown {
  if (!isPlainObject(input)) return misfit(input);
  // Not `new`: a field that is absent must stay absent, and constructors of classes with fields define them all.
  const instance = Object.create(owner.definition.prototype as object) as Record<string, unknown>;
  for (const { name, type } of owner.fields) {
    if (!Object.hasOwn(input, name) || input[name] === undefined) continue;
    instance[name] = hydrateValue(type, input[name], [...path, name], unknownFields);
  }
  for (const name of Object.keys(input)) {
    if (owner.fieldsByName.has(name) || input[name] === undefined) continue;
    unknownFields.push({ path: [...path, name], name, value: input[name], owner, ...(union && { union }) });
  }
  return instance;
}

/** Scalars may stand where objects should: class-validator does not walk them, and their check says what is wrong. */
function misfit(input: unknown): unknown {
  return typeof input === 'object' && input !== null ? new Misshapen(input) : input;
}

function hydrateValue(type: FieldType, input: unknown, path: Path, unknownFields: UnknownField[]): unknown {
  switch (type.kind) {
    case 'nested':
    case 'either':
      return hydrateObject(classNamed(type.class), input, path, unknownFields);
    case 'union':
      return hydrateVariant(type, input, path, unknownFields);
    case 'number':
      return type.interval !== null && isPlainObject(input)
        ? hydrateObject(classNamed(type.interval), input, path, unknownFields)
        : input;
    case 'list':
      return hydrateList(type, input, path, unknownFields);
    case 'record':
      return hydrateRecord(type.of, input, path, unknownFields);
    case 'text':
    case 'identifier':
    case 'one-of':
    case 'flag':
    case 'instant':
    case 'range':
    case 'json':
      return input;
  }
}

function hydrateVariant(type: UnionType, input: unknown, path: Path, unknownFields: UnknownField[]): unknown {
  if (!isPlainObject(input) || !Object.hasOwn(input, type.by)) return misfit(input);
  const tag = input[type.by];
  const variant =
    typeof tag === 'string' && Object.hasOwn(type.variants, tag) ? type.variants[tag] : undefined;
  if (variant === undefined) return new Misshapen(input);
  return hydrateObject(classNamed(variant), input, path, unknownFields, type);
}

/** A list of more than it may hold is not walked: its length is what is wrong with it. */
function hydrateList(
  { of, maxItems }: ListType,
  input: unknown,
  path: Path,
  unknownFields: UnknownField[],
): unknown {
  if (!Array.isArray(input) || input.length > maxItems) return misfit(input);
  return Array.from(input as readonly unknown[], (item, index) =>
    hydrateValue(of, item, [...path, index], unknownFields),
  );
}

/** A map, because class-validator walks the values of maps and not those of objects without a class. */
function hydrateRecord(of: FieldType, input: unknown, path: Path, unknownFields: UnknownField[]): unknown {
  if (!isPlainObject(input)) return misfit(input);
  return new Map(
    Object.entries(input).map(([key, item]) => [key, hydrateValue(of, item, [...path, key], unknownFields)]),
  );
}
