import type { Answer } from './application.js';

type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/**
 * What in a value is not as an OpenAPI 3.1 document says, each with its pointer; none where all is. Stricter than JSON
 * Schema in one thing: a field that the schema does not name is a fault even where it does not say `additionalProperties`,
 * so that nothing is answered that is not documented.
 *
 * @param root the document that references lead into
 */
export function faultsOf(value: unknown, schema: Schema, root: Schema, at = ''): readonly string[] {
  if ('$ref' in schema) return faultsOf(value, resolved(String(schema['$ref']), root), root, at);
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const parts = schema[keyword] as readonly Schema[] | undefined;
    if (parts !== undefined) return faultsOfParts(keyword, value, parts, root, at);
  }
  const types = [(schema['type'] ?? []) as string | readonly string[]].flat();
  if (types.length > 0 && !types.some((type) => TYPES[type]?.(value)))
    return [`${at} is ${JSON.stringify(value).slice(0, 80)}, not ${types.join(' or ')}`];
  if ('const' in schema && value !== schema['const']) return [`${at} is not ${String(schema['const'])}`];
  const values = schema['enum'] as readonly unknown[] | undefined;
  if (values !== undefined && !values.includes(value)) return [`${at} is ${String(value)}, not of the enum`];
  if (typeof value === 'string' && schema['format'] === 'date-time' && !ISO_INSTANT.test(value))
    return [`${at} is "${value}", no instant`];
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      faultsOf(item, (schema['items'] ?? {}) as Schema, root, `${at}/${String(index)}`),
    );
  return isObject(value) && types.includes('object') ? faultsOfObject(value, schema, root, at) : [];
}

function faultsOfParts(
  keyword: 'allOf' | 'anyOf' | 'oneOf',
  value: unknown,
  parts: readonly Schema[],
  root: Schema,
  at: string,
): readonly string[] {
  const each = parts.map((part) => faultsOf(value, part, root, at));
  if (keyword === 'allOf') return each.flat();
  const taken = each.filter((faults) => faults.length === 0).length;
  if (keyword === 'anyOf' ? taken > 0 : taken === 1) return [];
  return [`${at} is of ${String(taken)} of ${String(parts.length)} kinds`, ...each.flat().slice(0, 3)];
}

function faultsOfObject(value: Schema, schema: Schema, root: Schema, at: string): readonly string[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const others = schema['additionalProperties'];
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${at}/${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, part]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : others === true ? {} : others;
    return isObject(own) ? faultsOf(part, own, root, `${at}/${name}`) : [`${at}/${name} is not documented`];
  });
  return [...missing, ...wrong];
}

/** What a reference leads to. @throws Error where it leads nowhere */
export function resolved(reference: string, root: Schema): Schema {
  const steps = reference.startsWith('#/') ? reference.slice(2).split('/') : [''];
  const found = steps.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), root);
  if (!isObject(found)) throw new Error(`the reference ${reference} leads nowhere`);
  return found;
}

interface Documented {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

/** An OpenAPI document, as far as answers are held against it. */
export type Description = Schema & {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>;
};

/** What an answer has that is not documented for its operation (`get /v1/topologies`), its status and its content type. */
export function faultsOfAnswer(
  description: Description,
  operation: string,
  { status, headers, text, body }: Answer,
): readonly string[] {
  const [method = '', path = ''] = operation.split(' ');
  const response = description.paths[path]?.[method]?.responses[String(status)];
  if (response === undefined) return [`${operation} answers ${String(status)}: ${text.slice(0, 200)}`];
  if (text === '') return response.content === undefined ? [] : [`${operation} answers nothing`];
  const type = String(headers['content-type']).split(';')[0] ?? '';
  const content = response.content?.[type];
  if (content === undefined) return [`${operation} answers ${String(status)} as ${type}`];
  return faultsOf(type.endsWith('json') ? body : text, content.schema, description);
}
