import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Persistence } from '@portplan/persistence';
import { problemWith, sendProblem, type PlannerLimits } from '@portplan/platform';
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.js';
import { configureApp } from './configure-app.js';
import { LARGEST_BODY } from './requests/body-parsers.js';

/** Nest sets its own error handler after the routes are there, too late for what goes wrong before them: ours is set first. */
class Adapter extends FastifyAdapter {
  override setErrorHandler(): FastifyInstance {
    return this.getInstance();
  }
}

/** The application, ready to listen or to be injected into. */
export async function createApi(
  persistence: Persistence,
  logLevel: string,
  limits?: PlannerLimits,
): Promise<NestFastifyApplication> {
  const adapter = new Adapter({
    bodyLimit: LARGEST_BODY,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // Paths that the router cannot even read get past every hook and handler.
    frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const detail = `The path ${request.url.slice(0, 100)} leads nowhere: it is not percent-encoded UTF-8, or too long.`;
      sendProblem(reply, problemWith('route-not-found', detail));
    },
    logger: { level: logLevel, redact: ['req.headers.authorization'] },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.over(persistence, limits), adapter, {
    bodyParser: false,
    logger: new ConsoleLogger({ json: true, logLevels: ['error', 'warn', 'fatal'] }),
    forceCloseConnections: true,
  });
  configureApp(app);
  return app;
}
