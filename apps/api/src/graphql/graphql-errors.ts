import {
  isProblemCode,
  PROBLEM_CATALOGUE,
  problemFor,
  type FailedRequest,
  type ProblemCode,
} from '@portplan/platform';
import { GraphQLError, type ExecutionResult } from 'graphql';

/** What went wrong, as clients are told: the same code, status and pointers that REST answers with. */
export function toldErrors(
  errors: ExecutionResult['errors'],
  request: FailedRequest,
): readonly GraphQLError[] {
  return (errors ?? []).flatMap(refusals).map((error) => told(error, request));
}

/** Of an answer without data: the status of what kept the query from being read, and 400 for what a field met. */
export function statusOf(errors: readonly GraphQLError[]): number {
  const [first] = errors;
  const status = first?.path === undefined ? first?.extensions['status'] : undefined;
  return typeof status === 'number' ? status : 400;
}

/** Its shortest messages, with what would be valid. */
const MERCURIUS_SAYS: Readonly<Record<string, string>> = {
  'Method not allowed': 'GET answers queries only; send a mutation with POST.',
  'Unknown query': 'query is missing; it must be the text of a GraphQL document.',
  'Graphql validation error':
    'The request must have query and operationName as text, and variables and extensions as objects.',
};

/** What Mercurius itself refuses: a query that is empty, or no GraphQL. */
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

/** The code of what GraphQL itself refuses. */
export function codeOf({ message, extensions }: GraphQLError): ProblemCode {
  const said = message === NOT_PERSISTED ? 'persisted-query-not-found' : extensions['code'];
  return isProblemCode(said) ? said : 'invalid-query';
}

/** Clients that name queries by their hash send the text when they are told this. */
const NOT_PERSISTED = 'PersistedQueryNotFound';

function told(error: GraphQLError, request: FailedRequest): GraphQLError {
  const thrown = error.originalError;
  const at = {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
  };
  if (thrown == null || thrown instanceof GraphQLError || isRefusal(thrown)) {
    const code = codeOf(error);
    const { status } = PROBLEM_CATALOGUE[code];
    return new GraphQLError(MERCURIUS_SAYS[error.message] ?? error.message, {
      ...at,
      extensions: { code, status },
    });
  }
  const { code, status, detail, errors } = problemFor(thrown, request);
  return new GraphQLError(detail, {
    ...at,
    extensions: { code, status, ...(errors === undefined ? {} : { errors }) },
  });
}
