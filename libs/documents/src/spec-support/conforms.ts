type Schema = Readonly<Record<string, unknown>>;
type Test = (value: unknown, argument: unknown, schema: Schema, whole: Schema) => boolean;

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const ofNumber =
  (test: (value: number, bound: number) => boolean): Test =>
  (value, bound) =>
    typeof value !== 'number' || test(value, Number(bound));

const ofText =
  (test: (value: string, argument: unknown) => boolean): Test =>
  (value, argument) =>
    typeof value !== 'string' || test(value, argument);

const ofList =
  (test: (value: readonly unknown[], argument: unknown, whole: Schema) => boolean): Test =>
  (value, argument, _, whole) =>
    !isList(value) || test(value, argument, whole);

const KEYWORDS: Readonly<Record<string, Test>> = {
  $ref: (value, name, _, whole) => {
    const definitions = whole['$defs'] as Schema;
    return conforms(value, definitions[String(name).replace('#/$defs/', '')], whole);
  },
  type: (value, name) => {
    if (name === 'integer') return Number.isInteger(value);
    if (name === 'object') return isObject(value);
    return name === 'array' ? isList(value) : typeof value === name;
  },
  const: (value, only) => value === only,
  enum: (value, values) => isList(values) && values.includes(value),
  minimum: ofNumber((value, bound) => value >= bound),
  maximum: ofNumber((value, bound) => value <= bound),
  exclusiveMinimum: ofNumber((value, bound) => value > bound),
  exclusiveMaximum: ofNumber((value, bound) => value < bound),
  pattern: ofText((value, pattern) => new RegExp(String(pattern), 'u').test(value)),
  minLength: ofText((value, length) => Array.from(value).length >= Number(length)),
  maxLength: ofText((value, length) => Array.from(value).length <= Number(length)),
  minItems: ofList((value, length) => value.length >= Number(length)),
  maxItems: ofList((value, length) => value.length <= Number(length)),
  items: ofList((value, item, whole) => value.every((part) => conforms(part, item, whole))),
  required: (value, names) =>
    !isObject(value) || (names as readonly string[]).every((name) => Object.hasOwn(value, name)),
  properties: (value, properties, _, whole) =>
    !isObject(value) ||
    Object.entries(properties as Schema).every(
      ([name, part]) => !Object.hasOwn(value, name) || conforms(value[name], part, whole),
    ),
  propertyNames: (value, names, _, whole) =>
    !isObject(value) || Object.keys(value).every((name) => conforms(name, names, whole)),
  additionalProperties: (value, others, { properties = {} }, whole) =>
    !isObject(value) ||
    Object.entries(value)
      .filter(([name]) => !Object.hasOwn(properties as object, name))
      .every(([, part]) => others !== false && conforms(part, others, whole)),
  anyOf: (value, schemas, _, whole) =>
    (schemas as readonly Schema[]).some((part) => conforms(value, part, whole)),
  oneOf: (value, schemas, _, whole) =>
    (schemas as readonly Schema[]).filter((part) => conforms(value, part, whole)).length === 1,
};

const ANNOTATIONS = ['$schema', '$id', '$defs', 'title', 'description', 'default', 'examples'];

/**
 * Whether a value conforms to a schema, for the keywords that this repository's schemas use.
 *
 * @throws Error at a keyword that is neither known nor an annotation
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export function conforms(value: unknown, schema: unknown, whole: Schema): boolean {
  if (!isObject(schema)) throw new Error(`${JSON.stringify(schema)} is no schema`);
  return Object.entries(schema).every(([keyword, argument]) => {
    const test = KEYWORDS[keyword];
    if (test === undefined && !ANNOTATIONS.includes(keyword))
      throw new Error(`the keyword ${keyword} is not known`);
    return test?.(value, argument, schema, whole) ?? true;
  });
}
