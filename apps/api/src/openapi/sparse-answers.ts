import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Readonly<Record<string, unknown>>;
type Schemas = Readonly<Record<string, Json>>;

/** What an answer is called of which some fields were asked for. */
const PART = 'Part';

/**
 * Operations with the parameter `fields` answer all of a schema, or a part of it: a schema of its own, in which no field is
 * required.
 */
export function withParts(
  paths: OpenAPIObject['paths'],
  schemas: Schemas,
): { readonly paths: OpenAPIObject['paths']; readonly schemas: Schemas } {
  const parts = new Map<string, Json>();
  const changed = Object.entries(paths).map(([path, item]) => {
    const get = item.get;
    const isSparse = get?.parameters?.some((parameter) => 'name' in parameter && parameter.name === 'fields');
    if (get === undefined || isSparse !== true) return [path, item] as const;
    const text = JSON.stringify(get.responses['200']);
    const answer = JSON.parse(text) as { readonly content: Record<string, { schema: Json }> };
    const json = answer.content['application/json'];
    if (json === undefined) return [path, item] as const;
    if (isPage(schemas[nameOf(json.schema)])) answer.content['text/csv'] = { schema: { type: 'string' } };
    json.schema = { anyOf: [json.schema, ...partsOf(json.schema, schemas, parts)] };
    return [path, { ...item, get: { ...get, responses: { ...get.responses, 200: answer } } }] as const;
  });
  return {
    paths: Object.fromEntries(changed) as OpenAPIObject['paths'],
    schemas: { ...schemas, ...Object.fromEntries(parts) },
  };
}

function partsOf(schema: Json, schemas: Schemas, parts: Map<string, Json>): readonly Json[] {
  if (schema['type'] === 'array') {
    const [items] = partsOf(schema['items'] as Json, schemas, parts);
    return [{ ...schema, items }];
  }
  const alternatives = (schema['oneOf'] ?? [schema]) as readonly Json[];
  return alternatives.map((alternative) => {
    const name = nameOf(alternative);
    parts.set(`${name}${PART}`, partOf(schemas[name] ?? {}, schemas, parts));
    return reference(`${name}${PART}`);
  });
}

function partOf(whole: Json, schemas: Schemas, parts: Map<string, Json>): Json {
  const properties = (whole['properties'] ?? {}) as Schemas;
  const { items } = properties;
  if (items === undefined || !isPage(whole))
    return { type: 'object', description: 'The fields that were asked for.', properties };
  const [item] = partsOf((items['items'] ?? {}) as Json, schemas, parts);
  return { ...whole, properties: { ...properties, items: { ...items, items: item } } };
}

function isPage(schema: Json | undefined): boolean {
  const properties = (schema?.['properties'] ?? {}) as Json;
  return 'items' in properties && 'nextCursor' in properties;
}

function nameOf(schema: Json): string {
  return String(schema['$ref']).split('/').at(-1) ?? '';
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
