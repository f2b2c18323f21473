import type { DynamicModule } from '@nestjs/common';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { GraphQLModule } from '@nestjs/graphql';
import { Forecasts, Runs, Scenarios, Topologies } from '@portplan/planning';
import { callerOf, type KnownRequest } from '@portplan/platform';
import type { FastifyRequest } from 'fastify';
import { NoSchemaIntrospectionCustomRule, type ExecutionResult } from 'graphql';
import { toldErrors } from './graphql-errors.js';
import { loadersFor, type GraphQLContext } from './loaders.js';
import { automaticQueries, listedQueries, type ListedQueries } from './persisted-queries.js';
import { requireAffordable } from './query-cost.js';
import { queryLimits } from './query-limits.js';
import { requireOneQuery } from './query-text.js';

/** What differs from one installation to the next. */
export interface GraphQLOptions {
  /** Whether the schema can be asked for; it can where not given. */
  readonly introspection?: boolean;
  /** The only queries that are answered; any where not given. */
  readonly listed?: ListedQueries | undefined;
}

/** Longer ones are refused before they are read to their end. */
const MOST_TOKENS = 50_000;

/** GraphQL at /graphql, code first; the door in front of it has already let the caller in. */
export function graphQL({ introspection = true, listed }: GraphQLOptions = {}): DynamicModule {
  return GraphQLModule.forRootAsync<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    inject: [Runs, Scenarios, Topologies, Forecasts],
    useFactory: (
      runs: Runs,
      scenarios: Scenarios,
      topologies: Topologies,
      forecasts: Forecasts,
    ): MercuriusDriverConfig => ({
      autoSchemaFile: true,
      sortSchema: true,
      graphiql: false,
      path: '/graphql',
      graphql: { parseOptions: { maxLexicalTokens: MOST_TOKENS } },
      validationRules: [queryLimits, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])],
      persistedQueryProvider: listed === undefined ? automaticQueries() : listedQueries(listed),
      hooks: {
        preExecution: (schema, document, _context, variables) => {
          requireAffordable(schema, document, variables);
        },
      },
      context: (request: FastifyRequest & KnownRequest): GraphQLContext => {
        requireOneQuery(request);
        return {
          request,
          loaders: loadersFor(callerOf(request), { runs, scenarios, topologies, forecasts }),
        };
      },
      errorFormatter: (execution: ExecutionResult, context: object) => ({
        statusCode: execution.data == null ? 400 : 200,
        response: {
          data: execution.data ?? null,
          errors: toldErrors(execution.errors, (context as GraphQLContext).request),
        },
      }),
    }),
  });
}
