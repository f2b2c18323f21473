import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { GraphQLModule } from '@nestjs/graphql';
import { Forecasts, Runs, Scenarios, Topologies } from '@portplan/planning';
import {
  callerOf,
  problemFor,
  RequestError,
  type FailedRequest,
  type KnownRequest,
} from '@portplan/platform';
import type { FastifyRequest } from 'fastify';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { queryLimits } from './query-limits.js';
import { loadersFor, type GraphQLContext } from './loaders.js';

/** GraphQL at /graphql, code first; the door in front of it has already let the caller in. */
export const GraphQL = GraphQLModule.forRootAsync<MercuriusDriverConfig>({
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
    validationRules: [queryLimits],
    context: (request: FastifyRequest & KnownRequest): GraphQLContext => {
      refuseSyntaxTree(request);
      return { request, loaders: loadersFor(callerOf(request), { runs, scenarios, topologies, forecasts }) };
    },
    errorFormatter: (execution: ExecutionResult, context: object) => ({
      statusCode: execution.data == null ? 400 : 200,
      response: {
        data: execution.data ?? null,
        errors: (execution.errors ?? [])
          .flatMap(refusals)
          .map((error) => formatted(error, (context as GraphQLContext).request)),
      },
    }),
  }),
});

/** Mercurius takes JSON for a syntax tree and trusts it; no GraphQL is JSON. */
function refuseSyntaxTree({ body, query: parameters }: FastifyRequest): void {
  for (const given of [body, parameters]) {
    if (typeof given !== 'object' || given === null || !('query' in given)) continue;
    const { query } = given;
    if (typeof query !== 'string' || !isJson(query)) continue;
    const message = `query is ${query.slice(0, 50)}; it must be the text of a GraphQL document, not JSON`;
    throw new RequestError('malformed-body', message);
  }
}

/** How every query begins that is one; a failing parse costs as much as the query. */
const BEGINS_AS_GRAPHQL = /^[\s,]*(\{\s*[A-Za-z_.#]|(query|mutation|subscription|fragment)\b|#)/;

function isJson(text: string): boolean {
  if (BEGINS_AS_GRAPHQL.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What Mercurius itself refuses: a query that is empty, too deep, or no GraphQL. */
function isRefusal(thrown: Error): boolean {
  return 'code' in thrown && typeof thrown.code === 'string' && thrown.code.startsWith('MER_');
}

/** Mercurius wraps all that is wrong with a query into one error. */
function refusals(error: GraphQLError): readonly GraphQLError[] {
  const wrapped: unknown = error.originalError;
  if (
    typeof wrapped !== 'object' ||
    wrapped === null ||
    !('errors' in wrapped) ||
    !Array.isArray(wrapped.errors)
  )
    return [error];
  const inner = wrapped.errors.filter((each): each is GraphQLError => each instanceof GraphQLError);
  return inner.length > 0 ? inner : [error];
}

/** The same code that REST answers with; what GraphQL itself refuses has a code of its own. */
function formatted(error: GraphQLError, request: FailedRequest): GraphQLError {
  const thrown = error.originalError;
  const at = {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
  };
  if (thrown == null || thrown instanceof GraphQLError || isRefusal(thrown)) {
    return new GraphQLError(error.message, { ...at, extensions: { code: 'invalid-query' } });
  }
  const { code, status, detail, errors } = problemFor(thrown, request);
  return new GraphQLError(detail, {
    ...at,
    extensions: { code, status, ...(errors === undefined ? {} : { errors }) },
  });
}
