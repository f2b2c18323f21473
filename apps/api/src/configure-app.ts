import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Authenticate } from '@portplan/planning';
import { admit, isOpen, problemFor, ProblemFilter, sendProblem, type KnownRequest } from '@portplan/platform';
import { usePages } from './openapi/pages.js';
import { useBodyParsers } from './requests/body-parsers.js';

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Everything that the server and the tests set up alike: the door, the body parsers, the error answers, the pages. */
export function configureApp(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const authenticate = app.get(Authenticate);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
    if (isOpen(request.method, request.url)) return;
    try {
      (request as KnownRequest).caller = await admit(authenticate, request.headers.authorization);
    } catch (error) {
      sendProblem(reply, problemFor(error, request.url));
      return reply;
    }
  });
  useBodyParsers(fastify);
  // What fails before Nest is reached: bodies that cannot be read, are too large, or of another type.
  fastify.setErrorHandler((error, request, reply) => sendProblem(reply, problemFor(error, request.url)));
  app.useGlobalFilters(new ProblemFilter());
  usePages(app);
}
