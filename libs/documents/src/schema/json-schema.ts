import type { DocumentClass, DocumentField, FieldType, NumberType, RangeType } from '../fields/field-type.js';
import { classNamed } from '../fields/registry.js';
import '../model/document-classes.js';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export function topologySchema(): JsonSchema {
  return documentSchema('Topology');
}

export function forecastSchema(): JsonSchema {
  return documentSchema('Forecast');
}

export function policySchema(): JsonSchema {
  return documentSchema('Policy');
}

export function usageSchema(): JsonSchema {
  return documentSchema('Usage');
}

/** Rules between fields (soft within target, one base, lengths that must agree) are in descriptions: no keyword says them. */
function documentSchema(name: string): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const root = classNamed(name);
  const schema = objectSchema(root, definitions);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:portplan:v1:${name.toLowerCase()}`,
    title: `Portplan ${name}`,
    ...schema,
    $defs: Object.fromEntries([...definitions].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function objectSchema(owner: DocumentClass, definitions: Map<string, JsonSchema>): JsonSchema {
  const required = owner.fields.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    description: owner.description,
    type: 'object',
    properties: Object.fromEntries(
      owner.fields.map((field) => [field.name, fieldSchema(field, definitions)]),
    ),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function fieldSchema(
  { description, default: value, type }: DocumentField,
  definitions: Map<string, JsonSchema>,
): JsonSchema {
  const unit = type.kind === 'number' && type.unit !== null ? ` Unit: ${type.unit}.` : '';
  return {
    description: `${description}${unit}`,
    ...typeSchema(type, definitions),
    ...(value === undefined ? {} : { default: value }),
  };
}

function reference(name: string, definitions: Map<string, JsonSchema>): JsonSchema {
  if (!definitions.has(name)) {
    definitions.set(name, {});
    definitions.set(name, objectSchema(classNamed(name), definitions));
  }
  return { $ref: `#/$defs/${name}` };
}

function typeSchema(type: FieldType, definitions: Map<string, JsonSchema>): JsonSchema {
  switch (type.kind) {
    case 'number':
      return numberSchema(type, definitions);
    case 'text':
      return {
        type: 'string',
        minLength: type.minLength,
        maxLength: type.maxLength,
        ...(type.pattern === undefined ? {} : { pattern: type.pattern }),
      };
    case 'identifier':
      return { type: 'string', pattern: '^(?!__proto__$)[A-Za-z0-9._-]{1,100}$' };
    case 'one-of':
      return type.values.length === 1 ? { const: type.values[0] } : { enum: type.values };
    case 'flag':
      return { type: 'boolean' };
    case 'instant':
      return {
        type: 'string',
        pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$`,
        examples: ['2026-12-01T00:00:00Z'],
      };
    case 'range':
      return rangeSchema(type);
    case 'list':
      return {
        type: 'array',
        items: typeSchema(type.of, definitions),
        ...(type.minItems === 0 ? {} : { minItems: type.minItems }),
        maxItems: type.maxItems,
      };
    case 'nested':
      return reference(type.class, definitions);
    case 'union':
      return { oneOf: Object.values(type.variants).map((name) => reference(name, definitions)) };
    case 'either':
      return { anyOf: [typeSchema(type.scalar, definitions), reference(type.class, definitions)] };
    case 'record':
      return {
        type: 'object',
        propertyNames: { minLength: 1, maxLength: type.longestKey },
        additionalProperties: typeSchema(type.of, definitions),
      };
    case 'json':
      return { type: 'object' };
  }
}

function numberSchema(type: NumberType, definitions: Map<string, JsonSchema>): JsonSchema {
  const { integer, interval, minimum, exclusiveMinimum, maximum, exclusiveMaximum } = type;
  const lower = {
    ...(minimum !== undefined && { minimum }),
    ...(exclusiveMinimum !== undefined && { exclusiveMinimum }),
  };
  const upper = {
    ...(maximum !== undefined && { maximum }),
    ...(exclusiveMaximum !== undefined && { exclusiveMaximum }),
  };
  const kind = { type: integer ? 'integer' : 'number' };
  const single = { ...kind, ...lower, ...upper };
  if (interval === null) return single;
  const bounds = { low: { ...kind, ...lower }, mid: kind, high: { ...kind, ...upper } };
  return { anyOf: [single, { ...reference(interval, definitions), type: 'object', properties: bounds }] };
}

function rangeSchema({ minimum, maximum, orOne }: RangeType): JsonSchema {
  const one = { type: 'integer', minimum, maximum };
  const range = { type: 'array', items: one, minItems: 2, maxItems: 2 };
  return orOne ? { anyOf: [one, range] } : range;
}
