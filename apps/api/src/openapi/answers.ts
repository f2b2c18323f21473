import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiResponse,
} from '@nestjs/swagger';
import { PROBLEM_CATALOGUE, type ProblemCode } from '@portplan/platform';

type Documented = MethodDecorator & ClassDecorator;

const ETAG = { description: 'Tag of the revision, for If-Match.', schema: { type: 'string' as const } };
export const LOCATION = { description: 'Where it is.', schema: { type: 'string' as const } };

/** Documents the problems that a route may answer, each with its status. */
export function Problems(...codes: readonly ProblemCode[]): Documented {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEM_CATALOGUE[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return applyDecorators(
    ...[...byStatus].map(([status, same]) =>
      ApiResponse({
        status,
        description: same.map((code) => `${code}: ${PROBLEM_CATALOGUE[code].title}.`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
      }),
    ),
  );
}

/** Everything behind the door needs a token. */
export function Closed(): Documented {
  return applyDecorators(
    ApiBearerAuth(),
    Problems(
      'unauthenticated',
      'token-expired',
      'token-revoked',
      'forbidden',
      'scope-missing',
      'no-workspace',
      'too-many-requests',
      'identity-provider-unavailable',
      'storage-unavailable',
      'internal-error',
    ),
  );
}

/** A body that is one of our documents, in JSON or YAML, and may have these problems beside its own. */
export function DocumentBody(
  document: 'Topology' | 'Forecast',
  ...codes: readonly ProblemCode[]
): MethodDecorator {
  return applyDecorators(
    ApiBody({ required: true, schema: { $ref: `#/components/schemas/${document}Document` } }),
    BodyProblems('invalid-document', ...codes),
  );
}

/** A body in JSON or YAML, and what can be wrong with it and the rest of the request. */
export function BodyProblems(...codes: readonly ProblemCode[]): MethodDecorator {
  return applyDecorators(
    ApiConsumes('application/json', 'application/yaml'),
    Problems('malformed-body', 'body-too-large', 'unsupported-media-type', ...codes),
  );
}

/** The answer is something that changes, at one of its revisions. */
export function Tagged(type: Type<unknown>): MethodDecorator {
  return ApiOkResponse({ type, headers: { ETag: ETAG } });
}

/** The answer is something new that has a revision. */
export function CreatedTagged(type: Type<unknown>): MethodDecorator {
  return ApiCreatedResponse({ type, headers: { ETag: ETAG, Location: LOCATION } });
}

/** The answer is something new that never changes. */
export function Created(type: Type<unknown>): MethodDecorator {
  return ApiCreatedResponse({ type, headers: { Location: LOCATION } });
}

/** Only who has read the latest revision may change it. */
export function NeedsIfMatch(): MethodDecorator {
  return ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the revision that was read.' });
}

/** Something is removed by who has read its latest revision. */
export function Removal(...codes: readonly ProblemCode[]): MethodDecorator {
  return applyDecorators(
    NeedsIfMatch(),
    ApiNoContentResponse({ description: 'It is gone.' }),
    Problems('not-found', 'precondition-required', 'precondition-failed', 'revision-conflict', ...codes),
  );
}

/** Tags and labels are changed by who has read them as they are; the answer is what they are on. */
export function Marking(type: Type<unknown>): MethodDecorator {
  return applyDecorators(
    NeedsIfMatch(),
    BodyProblems(
      'not-found',
      'invalid-field',
      'precondition-required',
      'precondition-failed',
      'revision-conflict',
      'marking-conflict',
    ),
    Tagged(type),
  );
}
