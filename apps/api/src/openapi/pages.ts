import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { openApiOf } from './openapi-document.js';

const FIRST_QUERY = `# Put your access token into "Headers" below, then fetch the schema (the two arrows on the left) and run this.

{
  natGateways(filter: { needsMoreIps: true }) {
    totalCount
    edges {
      node {
        topology { name }
        status
        exhaustionAt { planning }
        natGateway { node currentIps requiredIps bindingDestination }
      }
    }
  }
}
`;

const NO_TOKEN_YET = 'paste-the-access-token-here';

/** Said where the explorer asks for the schema before it has a token: what the server says of it is made for programs. */
const ASK_FOR_TOKEN = `<script>
const ask = window.fetch;
window.fetch = (url, options) =>
  JSON.stringify(options?.headers ?? '').includes('${NO_TOKEN_YET}')
    ? Promise.resolve(Response.json({ errors: [{ message: 'Put your access token into "Headers", then fetch the schema (the two arrows).' }] }))
    : ask(url, options);
</script>`;

/** What a page may load: from this server only. Both explorers write styles and scripts into their pages. */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with data are no pages. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The Content-Security-Policy of what a path leads to. */
export function policyOf(url: string): string {
  return /^\/(docs|graphiql)(\/|\?|$)/.test(url) ? PAGE_POLICY : DATA_POLICY;
}

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
      headers: `{"authorization": "Bearer ${NO_TOKEN_YET}"}`,
      shouldPersistHeaders: true,
      defaultQuery: FIRST_QUERY,
    }).replace('<head>', `<head>${ASK_FOR_TOKEN}`);
    return reply.type('text/html; charset=utf-8').send(explorer);
  });
  fastify.get('/', (_request, reply) => reply.redirect('/docs'));
}
