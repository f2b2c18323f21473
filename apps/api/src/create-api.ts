import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Persistence } from '@portplan/persistence';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
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
export async function createApi(persistence: Persistence, logLevel: string): Promise<NestFastifyApplication> {
  const adapter = new Adapter({
    bodyLimit: LARGEST_BODY,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    logger: { level: logLevel, redact: ['req.headers.authorization'] },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.over(persistence), adapter, {
    bodyParser: false,
    logger: ['error', 'warn', 'fatal'],
    forceCloseConnections: true,
  });
  configureApp(app);
  return app;
}
