import { RequestError } from '@portplan/platform';
import { Kind, OperationTypeNode, type DocumentNode } from 'graphql';

/** As much of a request as it takes to find its query. */
interface Asking {
  readonly body: unknown;
  readonly query: unknown;
}

/**
 * A request asks one query, which is text.
 *
 * @throws RequestError `invalid-query` for a list of queries; `malformed-body` for a syntax tree, which Mercurius would trust
 */
export function requireOneQuery({ body, query: parameters }: Asking): void {
  if (Array.isArray(body)) {
    const message = `The body is a list of ${String(body.length)}; a request asks one query, which may ask 30 questions.`;
    throw new RequestError('invalid-query', message);
  }
  for (const given of [body, parameters]) {
    if (typeof given !== 'object' || given === null || !('query' in given)) continue;
    const { query } = given;
    if (typeof query !== 'string' || !isJson(query)) continue;
    const message = `query is ${query.slice(0, 50)}; it must be the text of a GraphQL document, not JSON`;
    throw new RequestError('malformed-body', message);
  }
}

/** Events go over a connection of their own. @throws RequestError `invalid-query` */
export function requireNoSubscription({ definitions }: DocumentNode): void {
  const subscribes = definitions.some(
    (each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === OperationTypeNode.SUBSCRIPTION,
  );
  if (!subscribes) return;
  const message = 'A subscription is answered at POST /graphql/stream, with Accept: text/event-stream.';
  throw new RequestError('invalid-query', message);
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
