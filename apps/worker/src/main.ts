import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { openPersistence } from '@portplan/persistence';
import { RefreshRuns } from '@portplan/planning';
import { ConfigurationError, readConfiguration } from '@portplan/platform';
import { setTimeout as pause } from 'node:timers/promises';
import { WorkerModule } from './worker.module.js';

const PAUSE_MILLISECONDS = 30_000;

const logger = new Logger('Worker');

/** Keeps the newest runs of all scenarios those of this engine, until it is told to stop. */
async function main(): Promise<void> {
  const persistence = openPersistence(readConfiguration(process.env).databaseUrl);
  const app = await NestFactory.createApplicationContext(WorkerModule.over(persistence), {
    logger: ['log', 'error', 'warn', 'fatal'],
  });
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopped.abort();
    });
  }
  const refresh = app.get(RefreshRuns);
  while (!stopped.signal.aborted) {
    const busy = await pass(refresh);
    if (!busy) await pause(PAUSE_MILLISECONDS, undefined, { signal: stopped.signal }).catch(() => undefined);
  }
  await app.close();
  await persistence.close();
}

/** One pass; true where there may be more to do at once. A database that is away for a while is waited for. */
async function pass(refresh: RefreshRuns): Promise<boolean> {
  try {
    const { done, failed } = await refresh.run();
    if (done > 0) logger.log(`ran ${String(done)} scenarios`);
    for (const { scenarioId, reason } of failed)
      logger.warn(`scenario ${scenarioId} cannot be run: ${reason}`);
    return done > 0;
  } catch (error) {
    logger.error(error instanceof Error ? error.message : String(error));
    return false;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : String(error)}\n`);
  process.exit(1);
});
