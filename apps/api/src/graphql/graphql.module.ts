import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { GraphQLModule } from '@nestjs/graphql';
import { Forecasts, Runs, Topologies } from '@portplan/planning';
import { callerOf, problemFor, RequestError, type KnownRequest } from '@portplan/platform';
import type { FastifyRequest } from 'fastify';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { loadersFor, type GraphQLContext } from './loaders.js';

/** Fields within fields: the deepest useful question asks for ten. */
const DEEPEST_QUERY = 12;

/** GraphQL at /graphql, code first; the door in front of it has already let the caller in. */
export const GraphQL = GraphQLModule.forRootAsync<MercuriusDriverConfig>({
  driver: MercuriusDriver,
  inject: [Runs, Topologies, Forecasts],
  useFactory: (runs: Runs, topologies: Topologies, forecasts: Forecasts): MercuriusDriverConfig => ({
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    path: '/graphql',
    queryDepth: DEEPEST_QUERY,
    context: (request: FastifyRequest & KnownRequest): GraphQLContext => {
      refuseForeignQuery(request.body);
      return { request, loaders: loadersFor(callerOf(request), runs, topologies, forecasts) };
    },
    errorFormatter: (execution: ExecutionResult) => ({
      statusCode: execution.data == null ? 400 : 200,
      response: {
        data: execution.data ?? null,
        errors: (execution.errors ?? []).flatMap(refusals).map(formatted),
      },
    }),
  }),
});

/** Mercurius takes for granted that a query is text. */
function refuseForeignQuery(body: unknown): void {
  if (typeof body !== 'object' || body === null || !('query' in body)) return;
  const { query } = body;
  if (query === null || typeof query === 'string') return;
  const text = JSON.stringify(query).slice(0, 50);
  throw new RequestError('malformed-body', `query is ${text}; it must be the text of a GraphQL document`);
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
function formatted(error: GraphQLError): GraphQLError {
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
  const { code, status, detail, errors } = problemFor(thrown);
  return new GraphQLError(detail, {
    ...at,
    extensions: { code, status, ...(errors === undefined ? {} : { errors }) },
  });
}
