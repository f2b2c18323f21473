import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { openApiOf } from './openapi-document.js';

/** The pages for people: API documentation at /docs, a GraphQL explorer at /graphiql. Both work without a network. */
export function usePages(app: NestFastifyApplication): void {
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
