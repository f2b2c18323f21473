import { NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';
import type { ListedQueries } from './persisted-queries.js';
import { finiteNumbers } from './finite-numbers.js';
import { queryLimits } from './query-limits.js';

/** What differs from one installation to the next. */
export interface GraphQLOptions {
  /** Whether the schema can be asked for; it can where not given. */
  readonly introspection?: boolean;
  /** The only queries that are answered; any where not given. */
  readonly listed?: ListedQueries | undefined;
}

export const GRAPHQL_OPTIONS = Symbol('GRAPHQL_OPTIONS');

/** Longer ones are refused before they are read to their end. */
export const MOST_TOKENS = 50_000;

/** What a document has to keep to, beside GraphQL's own rules. */
export function rulesOf({ introspection = true }: GraphQLOptions): ValidationRule[] {
  return [queryLimits, finiteNumbers, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
}
