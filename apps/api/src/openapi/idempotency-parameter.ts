import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_CATALOGUE, type ProblemCode } from '@portplan/platform';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['post']>;

const PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A name that the client gives this request, such as a UUID. Within 24 h, the same request with the same key is answered as before and not carried out again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const;

const CODES: readonly ProblemCode[] = [
  'invalid-idempotency-key',
  'request-under-way',
  'answer-not-kept',
  'idempotency-key-reused',
];

/** Every POST takes an Idempotency-Key: said here once for all of them. */
export function withIdempotencyKeys(paths: Paths): Paths {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      item.post === undefined ? item : { ...item, post: withKey(item.post) },
    ]),
  );
}

function withKey(operation: Operation): Operation {
  const responses = CODES.reduce<Operation['responses']>((all, code) => {
    const { status, title } = PROBLEM_CATALOGUE[code];
    const before = all[String(status)];
    const described = before !== undefined && 'description' in before ? `${before.description} ` : '';
    const content = {
      'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } },
    };
    return { ...all, [status]: { description: `${described}${code}: ${title}.`, content } };
  }, operation.responses);
  return { ...operation, parameters: [...(operation.parameters ?? []), PARAMETER], responses };
}
