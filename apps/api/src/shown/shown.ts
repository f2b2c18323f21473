import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { ApiProperty } from '@nestjs/swagger';
import { GraphQLJson } from './json.scalar.js';

type Shape = () => abstract new (...args: never[]) => object;

/** What a field holds: a plain kind, a free JSON value, or another shown class. */
type Kind = 'text' | 'number' | 'whole' | 'flag' | 'instant' | 'json' | Shape;

interface ShownOptions {
  readonly nullable?: boolean;
  readonly list?: boolean;
  /** The only values there are. */
  readonly values?: readonly string[];
}

const PLAIN = {
  text: { graphql: () => String, openapi: { type: 'string' } },
  number: { graphql: () => Number, openapi: { type: 'number' } },
  whole: { graphql: () => Number, openapi: { type: 'integer' } },
  flag: { graphql: () => Boolean, openapi: { type: 'boolean' } },
  instant: { graphql: () => String, openapi: { type: 'string', format: 'date-time' } },
  json: { graphql: () => GraphQLJson, openapi: { type: 'object', additionalProperties: true } },
} as const;

/** One statement of an answer's field, for GraphQL and OpenAPI alike. */
export function Shown(kind: Kind, description: string, options: ShownOptions = {}): PropertyDecorator {
  const { nullable = false, list = false, values } = options;
  const plain = typeof kind === 'string' ? PLAIN[kind] : null;
  const graphql = plain?.graphql ?? (kind as () => typeof Object);
  const openapi: object =
    plain === null
      ? { type: kind as () => typeof Object, isArray: list }
      : {
          ...plain.openapi,
          ...(values === undefined ? {} : { enum: [...values] }),
          ...(list ? { isArray: true } : {}),
        };
  return applyDecorators(
    Field(() => (list ? [graphql()] : graphql()), { description, nullable }),
    ApiProperty({ ...openapi, description, nullable }),
  );
}
