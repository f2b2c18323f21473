import fc from 'fast-check';
import { resolved } from './conformance.js';

type Schema = Readonly<Record<string, unknown>>;

const DEEPEST = 6;

/** What no field is meant to be. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  '',
  'x'.repeat(3000),
  'a\u0000b',
  '\ud800',
  '__proto__',
  [],
  {},
  [[[[[[]]]]]],
  { toString: 5 },
];

/**
 * Values that an OpenAPI schema allows, as far as it says: texts and numbers within their bounds, fields that are required, and
 * some of those that are not.
 *
 * @param root the document that references lead into
 */
export function allowed(schema: Schema, root: Schema, depth = 0): fc.Arbitrary<unknown> {
  if ('$ref' in schema) return allowed(resolved(String(schema['$ref']), root), root, depth);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const parts = schema[keyword] as readonly Schema[] | undefined;
    if (parts !== undefined) return fc.oneof(...parts.map((part) => allowed(part, root, depth + 1)));
  }
  const [first] = (schema['allOf'] ?? []) as readonly Schema[];
  if (first !== undefined) return allowed(first, root, depth);
  if ('const' in schema) return fc.constant(schema['const']);
  const values = schema['enum'] as readonly unknown[] | undefined;
  if (values !== undefined) return fc.constantFrom(...values);
  const types = [(schema['type'] ?? 'object') as string | readonly string[]].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, root, depth)));
}

function ofType(type: string, schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const bound = (keyword: string, otherwise: number): number => Number(schema[keyword] ?? otherwise);
  switch (type) {
    case 'string':
      return ofText(schema, bound);
    case 'integer': {
      const min = Math.ceil(bound('minimum', 0));
      return fc.integer({ min, max: Math.max(min, Math.floor(bound('maximum', min + 100))) });
    }
    case 'number': {
      const min = bound('minimum', 0);
      return fc.double({ min, max: bound('maximum', min + 1000), noNaN: true });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const items = allowed((schema['items'] ?? {}) as Schema, root, depth + 1);
      const minLength = bound('minItems', 0);
      return fc.array(items, { minLength, maxLength: depth > DEEPEST ? minLength : Math.max(minLength, 3) });
    }
    default:
      return ofObject(schema, root, depth);
  }
}

function ofText(schema: Schema, bound: (keyword: string, otherwise: number) => number): fc.Arbitrary<string> {
  if (schema['format'] === 'date-time') return fc.constant('2026-12-01T00:00:00Z');
  if (schema['format'] === 'uuid') return fc.constant('01900000-0000-7000-8000-000000000000');
  const minLength = bound('minLength', 0);
  return fc.string({ minLength, maxLength: Math.min(bound('maxLength', 20), Math.max(minLength, 20)) });
}

function ofObject(schema: Schema, root: Schema, depth: number): fc.Arbitrary<object> {
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  const required = (schema['required'] ?? []) as readonly string[];
  const kept = properties.filter(([name]) => depth <= DEEPEST || required.includes(name));
  const fields = Object.fromEntries(kept.map(([name, part]) => [name, allowed(part, root, depth + 1)]));
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}

/** Values that are allowed but for one place, where something strange stands, or nothing, or one field too many. */
export function nearlyAllowed(schema: Schema, root: Schema): fc.Arbitrary<unknown> {
  return fc
    .tuple(allowed(schema, root), fc.nat(1000), fc.integer({ min: -2, max: STRANGE.length - 1 }))
    .map(([value, place, how]) => spoilt(value, place, how));
}

function spoilt(value: unknown, place: number, how: number): unknown {
  const paths = pathsOf(value);
  const path = paths[place % paths.length] ?? [];
  return changedAt(structuredClone(value), path, how);
}

/** Every place in a value, the whole first. */
function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const below = Object.entries(value).flatMap(([name, part]) => pathsOf(part).map((path) => [name, ...path]));
  return [[], ...below];
}

function changedAt(value: unknown, path: readonly string[], how: number): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    if (how >= 0) return STRANGE[how];
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value, unheardOf: 1 }
      : value;
  }
  const whole = value as Record<string, unknown>;
  if (how === -2 && rest.length === 0 && !Array.isArray(whole)) {
    return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== step));
  }
  whole[step] = changedAt(whole[step], rest, how);
  return whole;
}
