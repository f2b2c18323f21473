import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Persistence } from '@portplan/persistence';
import { problemWith, sendProblem } from '@portplan/platform';
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule, type ApiOptions } from './app.module.js';
import { configureApp } from './configure-app.js';
import { countRequests, DEFAULT_RATE_LIMITS } from './requests/rate-limit.js';
import { LARGEST_BODY } from './requests/body-parsers.js';
import { answerUnreadable } from './requests/unreadable.js';

/** Nest sets its own error handler after the routes are there, too late for what goes wrong before them: ours is set first. */
class Adapter extends FastifyAdapter {
  override setErrorHandler(): FastifyInstance {
    return this.getInstance();
  }
}

/** Where lines of the log go; standard output where not given. */
interface LogStream {
  write(line: string): void;
}

/** The application, ready to listen or to be injected into. */
export async function createApi(
  persistence: Persistence,
  logLevel: string,
  options: ApiOptions & { readonly logTo?: LogStream } = {},
): Promise<NestFastifyApplication> {
  const adapter = new Adapter({
    bodyLimit: LARGEST_BODY,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerUnreadable,
    // Paths that the router cannot even read get past every hook and handler.
    frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const detail = `The path ${request.url.slice(0, 100)} leads nowhere: it is not percent-encoded UTF-8, or too long.`;
      sendProblem(reply, problemWith('route-not-found', detail));
    },
    logger: {
      level: logLevel,
      // What is asked for may hold what is nobody's business: paths are logged, queries, headers and bodies are not.
      serializers: {
        req: ({ method, url }: Pick<FastifyRequest, 'method' | 'url'>) => ({
          method,
          path: url.split('?')[0],
        }),
      },
      ...(options.logTo !== undefined && { stream: options.logTo }),
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.over(persistence, options),
    adapter,
    {
      bodyParser: false,
      logger: new ConsoleLogger({ json: true, logLevels: ['error', 'warn', 'fatal'] }),
    },
  );
  configureApp(app, await countRequests(app, options.rateLimits ?? DEFAULT_RATE_LIMITS));
  return app;
}
