import type { FieldType, OneOfType } from './field-type.js';
import { field, type FieldOf, type FieldOptions } from './field-of.js';
import { nameOf } from './registry.js';
import { numberType, type NumberOptions, type RangeOptions } from './scalar-fields.js';

export interface ListOptions extends FieldOptions {
  /** What the list holds, in the plural. */
  readonly items: string;
  readonly minItems?: number;
  readonly maxItems: number;
}

function listType({ items, minItems = 0, maxItems }: ListOptions, of: FieldType): FieldType {
  return { kind: 'list', of, items, minItems, maxItems };
}

/** A list of objects of one class. */
export function ListOf<Item extends object, const Options extends ListOptions>(
  item: abstract new () => Item,
  options: Options,
): FieldOf<readonly Item[], Options> {
  return field(options, listType(options, { kind: 'nested', class: nameOf(item) }));
}

export function ListOfIdentifiers<const Options extends ListOptions>(
  options: Options,
): FieldOf<readonly string[], Options> {
  return field(options, listType(options, { kind: 'identifier' }));
}

export function ListOfNumbers<const Options extends ListOptions & NumberOptions>(
  options: Options,
): FieldOf<readonly number[], Options> {
  return field(options, listType(options, numberType(options)));
}

/** A list of numbers and of ranges `[first, last]`. */
export function ListOfRanges<const Options extends ListOptions & RangeOptions>(
  options: Options,
): FieldOf<readonly (number | readonly [number, number])[], Options> {
  const { unit, min: minimum, max: maximum } = options;
  return field(options, listType(options, { kind: 'range', unit, minimum, maximum, orOne: true }));
}

export function Nested<Part extends object, const Options extends FieldOptions>(
  part: abstract new () => Part,
  options: Options,
): FieldOf<Part, Options> {
  return field(options, { kind: 'nested', class: nameOf(part) });
}

type Variants = Readonly<Record<string, abstract new () => object>>;
type VariantOf<Of extends Variants> = InstanceType<Of[keyof Of]>;

export interface UnionOptions extends FieldOptions {
  /** Name of the union, for schemas. */
  readonly name: string;
  /** The field that tells the variants apart. */
  readonly by: string;
}

function unionType({ name, by }: UnionOptions, variants: Variants): FieldType {
  const names = Object.entries(variants).map(([tag, variant]) => [tag, nameOf(variant)] as const);
  return { kind: 'union', name, by, variants: Object.fromEntries(names) };
}

/** An object of one of several classes, told apart by one field. */
export function Union<Of extends Variants, const Options extends UnionOptions>(
  variants: Of,
  options: Options,
): FieldOf<VariantOf<Of>, Options> {
  return field(options, unionType(options, variants));
}

export function ListOfUnion<Of extends Variants, const Options extends UnionOptions & ListOptions>(
  variants: Of,
  options: Options,
): FieldOf<readonly VariantOf<Of>[], Options> {
  return field(options, listType(options, unionType(options, variants)));
}

/** A number, or an object of one class. */
export function AmountOr<Part extends object, const Options extends NumberOptions>(
  part: abstract new () => Part,
  options: Options,
): FieldOf<number | Part, Options> {
  return field(options, { kind: 'either', scalar: numberType(options), class: nameOf(part) });
}

/** One of a few words, or an object of one class. */
export function OneOfOr<const Word extends string, Part extends object, const Options extends FieldOptions>(
  values: readonly Word[],
  part: abstract new () => Part,
  options: Options,
): FieldOf<Word | Part, Options> {
  const scalar: OneOfType = { kind: 'one-of', values };
  return field(options, { kind: 'either', scalar, class: nameOf(part) });
}

export interface RecordOptions extends FieldOptions {
  /** What the keys are, in the plural. */
  readonly keys: string;
  /** In characters; 200 where not given. */
  readonly longestKey?: number;
}

const LONGEST_KEY = 200;

function recordType({ keys, longestKey = LONGEST_KEY }: RecordOptions, of: FieldType): FieldType {
  return { kind: 'record', keys, longestKey, of };
}

export function RecordOfText<const Options extends RecordOptions>(
  options: Options,
): FieldOf<Readonly<Record<string, string>>, Options> {
  return field(options, recordType(options, { kind: 'text', minLength: 0, maxLength: 1000 }));
}

export function RecordOfNumbers<const Options extends RecordOptions & NumberOptions>(
  options: Options,
): FieldOf<Readonly<Record<string, number>>, Options> {
  return field(options, recordType(options, numberType(options)));
}

export function RecordOf<Item extends object, const Options extends RecordOptions>(
  item: abstract new () => Item,
  options: Options,
): FieldOf<Readonly<Record<string, Item>>, Options> {
  return field(options, recordType(options, { kind: 'nested', class: nameOf(item) }));
}

/** Any JSON object. */
export function Json<const Options extends FieldOptions>(
  options: Options,
): FieldOf<Readonly<Record<string, unknown>>, Options> {
  return field(options, { kind: 'json' });
}
