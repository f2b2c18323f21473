import type { ImportErrorCode } from '@portplan/importers';
import type { PlanningErrorCode } from '@portplan/planning';

/** Codes of what goes wrong before a use case is reached. */
export type TransportErrorCode =
  | 'malformed-request'
  | 'headers-too-large'
  | 'request-too-slow'
  | 'malformed-body'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'route-not-found'
  | 'method-not-allowed'
  | 'invalid-parameter'
  | 'precondition-required'
  | 'precondition-failed'
  | 'too-many-requests'
  | 'too-many-streams'
  | 'invalid-idempotency-key'
  | 'bulk-refused'
  | 'not-carried-out'
  | GraphQLErrorCode
  | 'internal-error';

/** Codes of queries that GraphQL does not answer. */
export type GraphQLErrorCode =
  | 'invalid-query'
  | 'query-too-deep'
  | 'query-too-wide'
  | 'query-too-large'
  | 'query-too-costly'
  | 'persisted-query-not-found'
  | 'query-not-listed';

/** Codes of documents that cannot be planned with. */
export type DocumentErrorCode = 'invalid-document' | 'invalid-plan-input';

export type ProblemCode = PlanningErrorCode | ImportErrorCode | DocumentErrorCode | TransportErrorCode;

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** When it is worth asking again. */
  readonly retryAfterSeconds?: number;
}

/** Whether it is a code of the catalogue. */
export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(PROBLEM_CATALOGUE, value);
}

/** Every error that a client can meet, on one page: its HTTP status and its title. GraphQL carries the same code. */
export const PROBLEM_CATALOGUE: Readonly<Record<ProblemCode, ProblemKind>> = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'malformed-body': { status: 400, title: 'The body cannot be read' },
  'invalid-parameter': { status: 400, title: 'A parameter is invalid' },
  'patch-conflict': { status: 422, title: 'A change does not apply' },
  'invalid-cursor': { status: 400, title: 'The cursor is invalid' },
  'invalid-sort': { status: 400, title: 'The list cannot be sorted so' },
  'invalid-page-size': { status: 400, title: 'The page size is invalid' },
  'invalid-idempotency-key': { status: 400, title: 'The idempotency key is invalid' },
  'not-json': { status: 400, title: 'The body is not JSON' },
  truncated: { status: 400, title: 'The body ends too early' },
  'invalid-query': { status: 400, title: 'The GraphQL query is invalid' },
  'query-too-deep': { status: 400, title: 'The GraphQL query goes too deep' },
  'query-too-wide': { status: 400, title: 'The GraphQL query asks too many questions' },
  'query-too-large': { status: 400, title: 'The GraphQL query asks for too many fields' },
  'query-too-costly': { status: 400, title: 'The GraphQL query may read too much' },
  'persisted-query-not-found': { status: 400, title: 'The persisted query is not known here' },
  'query-not-listed': { status: 400, title: 'Only listed GraphQL queries are answered' },
  unauthenticated: { status: 401, title: 'An access token is needed' },
  'token-expired': { status: 401, title: 'The access token has expired' },
  'token-revoked': { status: 401, title: 'The access token was revoked' },
  forbidden: { status: 403, title: 'The role does not allow this' },
  'no-workspace': { status: 403, title: 'There is no workspace for this identity' },
  'scope-missing': { status: 403, title: 'The token’s scopes do not allow this' },
  'not-found': { status: 404, title: 'Not found' },
  'route-not-found': { status: 404, title: 'No such route' },
  'method-not-allowed': { status: 405, title: 'The route does not take this method' },
  'name-taken': { status: 409, title: 'The name is taken' },
  'not-imported': { status: 409, title: 'No import is known to merge with' },
  'not-merged': { status: 409, title: 'There is no merge to revert' },
  'in-use': { status: 409, title: 'Something still needs this' },
  protected: { status: 409, title: 'This stays as it is' },
  'revision-conflict': { status: 412, title: 'Somebody else changed this' },
  'marking-conflict': { status: 412, title: 'Somebody else changed the tags or labels' },
  'already-over': { status: 409, title: 'The run is over' },
  cancelled: { status: 409, title: 'It was cancelled' },
  'write-collision': { status: 409, title: 'Another change went first', retryAfterSeconds: 1 },
  'request-under-way': { status: 409, title: 'The same request is under way', retryAfterSeconds: 1 },
  'answer-not-kept': { status: 409, title: 'The answer was shown once' },
  'precondition-failed': { status: 412, title: 'The precondition does not hold' },
  'request-too-slow': { status: 408, title: 'The request took too long to arrive' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The content type is not supported' },
  'invalid-document': { status: 422, title: 'The document is invalid' },
  'invalid-plan-input': { status: 422, title: 'The documents do not fit together' },
  'invalid-field': { status: 422, title: 'A field is invalid' },
  'bulk-refused': { status: 422, title: 'Some of the changes cannot be made' },
  'not-carried-out': { status: 424, title: 'Others could not be changed' },
  'unknown-reference': { status: 422, title: 'A reference leads nowhere' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key was used before' },
  'not-terraform': { status: 422, title: 'This is no Terraform plan or state' },
  'unsupported-format': { status: 422, title: 'The format version is not supported' },
  'nothing-understood': { status: 422, title: 'Nothing in it is understood' },
  syntax: { status: 422, title: 'The text is not what it should be' },
  'precondition-required': { status: 428, title: 'If-Match is needed' },
  'headers-too-large': { status: 431, title: 'The path and headers are too large' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'too-many-streams': { status: 429, title: 'Too many streams' },
  'identity-provider-unavailable': {
    status: 503,
    title: 'The identity provider does not answer',
    retryAfterSeconds: 10,
  },
  'storage-unavailable': {
    status: 503,
    title: 'The database does not answer',
    retryAfterSeconds: 2,
  },
  'internal-error': { status: 500, title: 'Something went wrong here' },
  busy: { status: 503, title: 'Too much is being planned', retryAfterSeconds: 2 },
  'too-slow': { status: 503, title: 'The plan took too long', retryAfterSeconds: 30 },
};
