import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiResponse } from '@nestjs/swagger';
import { PROBLEM_CATALOGUE, type ProblemCode } from '@portplan/platform';

/** Documents the problems that a route may answer, each with its status. */
export function Problems(...codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator {
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
export function Closed(): MethodDecorator & ClassDecorator {
  return applyDecorators(ApiBearerAuth(), Problems('unauthenticated', 'forbidden'));
}

/** A body that is one of our documents, in JSON or YAML. */
export function DocumentBody(schema: string): MethodDecorator {
  return applyDecorators(
    ApiConsumes('application/json', 'application/yaml'),
    ApiBody({ required: true, schema: { $ref: `#/components/schemas/${schema}` } }),
    Problems('malformed-body', 'body-too-large', 'unsupported-media-type', 'invalid-document'),
  );
}
