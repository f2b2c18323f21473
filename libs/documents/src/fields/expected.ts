import type {
  EitherType,
  FieldType,
  ListType,
  NumberType,
  OneOfType,
  RangeType,
  TextType,
} from './field-type.js';
import { classNamed } from './registry.js';

/** No quantity of a network comes near; beyond, products of a few fields would no longer be finite. */
export const LARGEST_NUMBER = 1e15;

/** What would be valid, in words that follow "it must be". */
export function expected(type: FieldType): string {
  switch (type.kind) {
    case 'number':
      return expectedNumber(type);
    case 'text':
      return expectedText(type);
    case 'identifier':
      return 'an id of letters, digits, "-", "_" and ".", at most 100 characters';
    case 'one-of':
      return expectedWord(type);
    case 'flag':
      return 'true or false';
    case 'instant':
      return 'an ISO 8601 instant with a time zone, such as "2026-12-01T00:00:00Z"';
    case 'range':
      return expectedRange(type);
    case 'list':
      return expectedList(type);
    case 'nested':
      return expectedObject(type.class);
    case 'union':
      return `an object whose ${type.by} is one of ${Object.keys(type.variants).join(', ')}`;
    case 'either':
      return expectedEither(type);
    case 'record':
      return `an object that maps ${type.keys} to values, each of them ${expected(type.of)}`;
    case 'json':
      return 'a JSON object';
  }
}

function expectedNumber(type: NumberType): string {
  const what = type.integer ? 'a whole number' : 'a number';
  return `${what}${type.unit === null ? '' : ` of ${type.unit}`}${bounds(type)}`;
}

function bounds({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: NumberType): string {
  const open = maximum === undefined || maximum >= LARGEST_NUMBER;
  if (exclusiveMaximum === undefined && open) {
    if (minimum !== undefined) return `, ${String(minimum)} or more`;
    return exclusiveMinimum === undefined ? '' : ` above ${String(exclusiveMinimum)}`;
  }
  const upper =
    exclusiveMaximum === undefined ? `at most ${String(maximum)}` : `below ${String(exclusiveMaximum)}`;
  if (exclusiveMinimum !== undefined) return ` above ${String(exclusiveMinimum)} and ${upper}`;
  if (minimum === undefined) return ` ${upper}`;
  return exclusiveMaximum === undefined
    ? ` from ${String(minimum)} to ${String(maximum)}`
    : ` of at least ${String(minimum)} and ${upper}`;
}

function expectedText({ minLength, maxLength, form }: TextType): string {
  if (form !== undefined) return form;
  return minLength === 0
    ? `text of at most ${String(maxLength)} characters`
    : `text of ${String(minLength)} to ${String(maxLength)} characters`;
}

function expectedWord({ values }: OneOfType): string {
  return values.length === 1 ? JSON.stringify(values[0]) : `one of ${values.join(', ')}`;
}

function expectedRange({ unit, minimum, maximum, orOne }: RangeType): string {
  const range = `[first, last], two ${unit} from ${String(minimum)} to ${String(maximum)}, the first not above the last`;
  return orOne ? `one of the ${unit} from ${String(minimum)} to ${String(maximum)}, or ${range}` : range;
}

function expectedList({ of, items, minItems, maxItems }: ListType): string {
  if (minItems === maxItems) return `a list of ${String(minItems)} ${items}`;
  const least = minItems > 0 ? ', at least one' : '';
  const example = of.kind === 'identifier' ? ', such as ["some-id"]' : '';
  return `a list of ${items}${least}${example}`;
}

function expectedObject(name: string): string {
  const { noun, fields } = classNamed(name);
  const names = joined(fields.slice(0, 4).map((field) => field.name));
  if (fields.length > 4) return `${noun}: an object with fields such as ${names}`;
  return `${noun}: an object with the ${fields.length === 1 ? 'field' : 'fields'} ${names}`;
}

function expectedEither({ scalar, class: name }: EitherType): string {
  return `${expected(scalar)}, or ${expectedObject(name).replace(/^[^:]*: /, '')}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joined(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`;
}
