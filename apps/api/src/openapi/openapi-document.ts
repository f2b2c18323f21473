import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { documentSchemas } from './document-schemas.js';
import { withIdempotencyKeys } from './idempotency-parameter.js';
import { withParts } from './sparse-answers.js';
import { PROBLEM_SCHEMA } from './problem.schema.js';
import { TAGS } from './tags.js';

const DESCRIPTION = `Will the ephemeral ports hold? Post a topology and a forecast, read the headroom of every port pool, the NAT addresses
that are required, and the pooling that saves ports. Errors are RFC 9457 problem details. Every route but health and this
documentation takes \`Authorization: Bearer pp_…\`.`;

/** OpenAPI 3.1 of the running application; documents' schemas come from their one definition. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Portplan')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token, pp_…' });
  for (const [name, description] of Object.entries(TAGS)) config.addTag(name, description);
  const document = SwaggerModule.createDocument(app, config.build(), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const answers = document.components?.schemas ?? {};
  const documents = documentSchemas();
  const twice = Object.keys(documents).filter((name) => name in answers);
  if (twice.length > 0)
    throw new Error(`schemas of a document and of an answer have one name: ${twice.join(', ')}`);
  const whole = { ...answers, ...documents, ProblemDetails: PROBLEM_SCHEMA } as Readonly<
    Record<string, object>
  >;
  const { paths, schemas } = withParts(
    withIdempotencyKeys(document.paths),
    whole as Parameters<typeof withParts>[1],
  );
  return { ...document, paths, components: { ...document.components, schemas: schemas } };
}
