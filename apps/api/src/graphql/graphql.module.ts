import type { DynamicModule } from '@nestjs/common';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { GraphQLModule } from '@nestjs/graphql';
import { Forecasts, Runs, Scenarios, Topologies } from '@portplan/planning';
import type { KnownRequest } from '@portplan/platform';
import type { FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { statusOf, toldErrors } from './graphql-errors.js';
import { contextFor, type GraphQLContext } from './loaders.js';
import { MOST_TOKENS, rulesOf, type GraphQLOptions } from './graphql-options.js';
import { automaticQueries, listedQueries } from './persisted-queries.js';
import { requireAffordable } from './query-cost.js';
import { requireNoSubscription, requireOneQuery } from './query-text.js';

/** GraphQL at /graphql, code first; the door in front of it has already let the caller in. */
export function graphQL(options: GraphQLOptions): DynamicModule {
  const { listed } = options;
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
      validationRules: rulesOf(options),
      persistedQueryProvider: listed === undefined ? automaticQueries() : listedQueries(listed),
      hooks: {
        preExecution: (schema, document, _context, variables) => {
          requireNoSubscription(document);
          requireAffordable(schema, document, variables);
        },
      },
      context: (request: FastifyRequest & KnownRequest): GraphQLContext => {
        requireOneQuery(request);
        return contextFor(request, { runs, scenarios, topologies, forecasts });
      },
      errorFormatter: (execution: ExecutionResult, context: object) => {
        const errors = toldErrors(execution.errors, (context as GraphQLContext).request);
        const data = execution.data ?? null;
        return { statusCode: data === null ? statusOf(errors) : 200, response: { data, errors } };
      },
    }),
  });
}
