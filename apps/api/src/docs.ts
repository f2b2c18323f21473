import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { forecastSchema, policySchema, topologySchema } from '@portplan/documents';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { PROBLEM_SCHEMA } from './requests/problem.schema.js';

const DESCRIPTION = `Will the ephemeral ports hold? Post a topology and a forecast, read the headroom of every port pool, the NAT addresses
that are required, and the pooling that saves ports. Errors are RFC 9457 problem details. Every route but health and this
documentation takes \`Authorization: Bearer pp_…\`.`;

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** OpenAPI 3.1 of the running application; documents' schemas come from their one definition. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Portplan')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token, pp_…' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const schemas: object = {
    ...document.components?.schemas,
    TopologyDocument: topologySchema(),
    ForecastDocument: forecastSchema(),
    PolicyDocument: policySchema(),
    ProblemDetails: PROBLEM_SCHEMA,
  };
  return { ...document, components: { ...document.components, schemas: schemas as Schemas } };
}

/** The pages for people: API documentation at /docs, a GraphQL explorer at /graphiql. Both work without a network. */
export function useDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    yamlDocumentUrl: 'docs/openapi.yaml',
    customSiteTitle: 'Portplan API',
    swaggerOptions: { persistAuthorization: true, docExpansion: 'list' },
  });
  let explorer: string | undefined;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/graphiql', (_request, reply) => {
    explorer ??= renderGraphiQL({
      endpoint: '/graphql',
      title: 'Portplan GraphQL',
      headers: '{"authorization": "Bearer paste-the-access-token-here"}',
    });
    return reply.type('text/html; charset=utf-8').send(explorer);
  });
  fastify.get('/', (_request, reply) => reply.redirect('/docs'));
}
