import { applyDecorators } from '@nestjs/common';
import { Field, ID, Int } from '@nestjs/graphql';
import { ApiProperty } from '@nestjs/swagger';
import { GraphQLJson } from './json.scalar.js';

type Shape = () => abstract new (...args: never[]) => object;

/** What a field holds: a plain kind, a free JSON value, or another shown class. */
type Kind = keyof typeof PLAIN | Shape;

interface ShownOptions {
  readonly nullable?: boolean;
  readonly list?: boolean;
  /** Items of the list may be null. */
  readonly nullableItems?: boolean;
  /** Left out where there is nothing to say. */
  readonly optional?: boolean;
  /** The only values there are. */
  readonly values?: readonly string[];
  /** Of a number. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The document that a JSON value is. */
  readonly document?: 'Topology' | 'Forecast' | 'Policy' | 'Usage';
}

const ANYTHING = [
  { type: 'object', additionalProperties: true },
  { type: 'array', items: {} },
  { type: 'string' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'null' },
] as const;

const PLAIN = {
  id: { graphql: () => ID, openapi: { type: 'string', format: 'uuid' } },
  text: { graphql: () => String, openapi: { type: 'string' } },
  number: { graphql: () => Number, openapi: { type: 'number' } },
  // GraphQL's Int ends at 2^31 - 1, which connections and ports may pass.
  whole: { graphql: () => Number, openapi: { type: 'integer' } },
  count: { graphql: () => Int, openapi: { type: 'integer' } },
  flag: { graphql: () => Boolean, openapi: { type: 'boolean' } },
  instant: { graphql: () => String, openapi: { type: 'string', format: 'date-time' } },
  json: { graphql: () => GraphQLJson, openapi: { type: 'object', additionalProperties: true } },
  anything: { graphql: () => GraphQLJson, openapi: { anyOf: [...ANYTHING] } },
} as const;

/** Names of the fields that were shown, by the prototype of their class. */
const SHOWN_FIELDS = new WeakMap<object, string[]>();

/** The fields of a class of answers, those of what it extends first. */
export function shownFieldsOf({ prototype }: { readonly prototype: unknown }): readonly string[] {
  const fields: string[] = [];
  for (let at = prototype as object | null; at !== null; at = Object.getPrototypeOf(at) as object | null)
    fields.unshift(...(SHOWN_FIELDS.get(at) ?? []));
  return [...new Set(fields)];
}

function remembered(target: object, key: string | symbol): void {
  SHOWN_FIELDS.set(target, [...(SHOWN_FIELDS.get(target) ?? []), String(key)]);
}

/** One statement of an answer's field, for GraphQL and OpenAPI alike. */
export function Shown(kind: Kind, description: string, options: ShownOptions = {}): PropertyDecorator {
  const { nullable = false, nullableItems = false, list = false, optional = false } = options;
  const graphql = typeof kind === 'string' ? PLAIN[kind].graphql : (kind as () => typeof Object);
  return applyDecorators(
    remembered,
    Field(() => (list ? [graphql()] : graphql()), {
      description,
      nullable: nullableItems ? 'items' : nullable || optional,
    }),
    ApiProperty({
      ...openApiOf(kind, options),
      ...(list && { isArray: true }),
      description,
      nullable,
      required: !optional,
    }),
  );
}

function openApiOf(kind: Kind, { values, document, minimum, maximum }: ShownOptions): object {
  // Nest tells a function that gives a class from a class by its name, which has to be `type`.
  if (typeof kind !== 'string') return { type: () => kind() };
  if (document !== undefined) return documentReference(document);
  return {
    ...PLAIN[kind].openapi,
    ...(values !== undefined && { enum: [...values] }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
}

/** A field that is one of our documents, for OpenAPI. */
export function documentReference(document: 'Topology' | 'Forecast' | 'Policy' | 'Usage'): object {
  return { allOf: [{ $ref: `#/components/schemas/${document}Document` }], type: 'object' };
}
