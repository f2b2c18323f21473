import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { actingFor } from '@portplan/persistence';
import { Authenticate, OnceOnly, WatchRuns } from '@portplan/planning';
import {
  actingOf,
  admit,
  isOpen,
  problemFor,
  requireSight,
  ProblemFilter,
  ServiceMetrics,
  sendProblem,
  type KnownRequest,
} from '@portplan/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Draining } from './health/draining.js';
import { policyOf, usePages } from './openapi/pages.js';
import { useBodyParsers, worded } from './requests/body-parsers.js';
import { useIdempotencyKeys } from './requests/idempotency.js';
import type { CountRequest } from './requests/rate-limit.js';
import { KnownRoutes, unroutable } from './requests/known-routes.js';
import { useSparseAnswers } from './requests/sparse.js';

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Everything that the server and the tests set up alike: the door, the body parsers, the error answers, the pages. */
export function configureApp(app: NestFastifyApplication, count: CountRequest): void {
  const fastify = app.getHttpAdapter().getInstance();
  endGracefully(fastify, app);
  useDoor(fastify, app.get(Authenticate), count);
  useIdempotencyKeys(fastify, app.get(OnceOnly));
  useSparseAnswers(fastify);
  measure(fastify, app.get(ServiceMetrics));
  useBodyParsers(fastify);
  // What fails before Nest is reached: bodies that cannot be read, are too large, or of another type.
  fastify.setErrorHandler((error, request, reply) =>
    sendProblem(reply, problemFor(worded(error, request), request)),
  );
  app.useGlobalFilters(new ProblemFilter());
  usePages(app);
}

/** Lets in who is known, to routes that there are. */
function useDoor(fastify: FastifyInstance, authenticate: Authenticate, count: CountRequest): void {
  const routes = new KnownRoutes(fastify);
  fastify.decorate('knownRoutes', () => routes.all());
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      ...SECURITY_HEADERS,
      'content-security-policy': policyOf(request.url),
      'x-request-id': request.id,
    });
    try {
      if (!isOpen(request.method, request.url)) {
        const caller = await admit(authenticate, request.headers.authorization);
        (request as KnownRequest).caller = caller;
        await count(request, reply);
        requireSight(caller, request.method, request.url);
      }
      if (!request.is404) return;
      const allowed = routes.methodsOf(request.url.split('?')[0] ?? '');
      if (allowed.length > 0) void reply.header('allow', allowed.join(', '));
      throw unroutable(request, allowed);
    } catch (error) {
      sendProblem(reply, problemFor(await orExcess(error, request, reply, count), request));
      return reply;
    }
  });
  // Behind the reading of bodies, in whose events it would be lost: what the database is asked from here on, it is asked for the caller.
  fastify.addHook('preValidation', (request, _reply, done) => {
    const { caller } = request as KnownRequest;
    if (caller === undefined) done();
    else actingFor(actingOf(caller, request.id), done);
  });
}

/** Who guesses tokens is counted by address: what is wrong, or that there was too much of it. */
async function orExcess(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  count: CountRequest,
): Promise<unknown> {
  if ((request as KnownRequest).caller !== undefined) return error;
  return count(request, reply).then(
    () => error,
    (excess: unknown) => excess,
  );
}

/** Every answer, by the route that was declared for it. */
function measure(fastify: FastifyInstance, metrics: ServiceMetrics): void {
  const answered =
    (route: string) =>
    ({ method }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply, done: () => void): void => {
      metrics.answered(method, route, statusCode, elapsedTime / 1000);
      done();
    };
  // Each route knows its own declaration; a request would make a copy of all that was declared.
  fastify.addHook('onRoute', (route) => {
    route.onResponse = [route.onResponse ?? [], answered(route.url)].flat();
  });
  const nowhere = answered('none');
  fastify.addHook('onResponse', (request, reply, done) => {
    if (request.is404) nowhere(request, reply, done);
    else done();
  });
}

const LOOK_MILLISECONDS = 50;

/**
 * The last requests are waited for. Before that, who watches a run is sent away, and nobody new is sent here; after it, the
 * connections that are kept open for more are closed.
 */
function endGracefully(fastify: FastifyInstance, app: NestFastifyApplication): void {
  const draining = app.get(Draining);
  let underWay = 0;
  fastify.addHook('onRequest', (_request, reply, done) => {
    underWay += 1;
    // Also where whoever asked is gone before the answer, of which `onResponse` is not told.
    reply.raw.once('close', () => (underWay -= 1));
    done();
  });
  fastify.addHook('preClose', (done) => {
    draining.begin();
    app.get(WatchRuns).stop();
    const looking = setInterval(() => {
      if (underWay > 0) return;
      clearInterval(looking);
      fastify.server.closeAllConnections();
    }, LOOK_MILLISECONDS).unref();
    done();
  });
}
