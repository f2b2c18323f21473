import 'reflect-metadata';
import { ConsoleLogger, Logger, type INestApplicationContext, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { openPersistence } from '@portplan/persistence';
import { OnceOnly, RefreshRuns, RunQueue, WorkOffRun } from '@portplan/planning';
import { ConfigurationError, readConfiguration } from '@portplan/platform';
import { setTimeout as pause } from 'node:timers/promises';
import { WorkerModule } from './worker.module.js';

const PAUSE_MILLISECONDS = 30_000;
const RETRY_MILLISECONDS = 2000;
/** Nobody waits at the other end of a connection: a run may take as long as the queue lets it. */
const LIMITS = { waiting: 1000, timeoutSeconds: 6 * 3600 };

/** The levels of the configuration, from the gravest, as Nest calls them. */
const LEVELS: readonly (readonly [string, LogLevel])[] = [
  ['fatal', 'fatal'],
  ['error', 'error'],
  ['warn', 'warn'],
  ['info', 'log'],
  ['debug', 'debug'],
  ['trace', 'verbose'],
];

const logger = new Logger('Worker');

/** Works off the runs that were ordered, and keeps the newest runs of all scenarios those of this engine. */
async function main(): Promise<void> {
  const { databaseUrl, databaseConnections, logLevel, planThreads, shutdownSeconds } = readConfiguration(
    process.env,
  );
  const persistence = openPersistence(databaseUrl, {
    poolSize: databaseConnections,
    onConnectionError: (error) => {
      logger.warn(error.message);
    },
  });
  const app = await NestFactory.createApplicationContext(
    WorkerModule.over(persistence, { ...LIMITS, threads: planThreads }),
    {
      logger: new ConsoleLogger({ json: true, logLevels: levelsTo(logLevel) }),
    },
  );
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopped.abort();
    });
  }
  await takeRuns(app, planThreads, stopped.signal);
  await passes(app.get(RefreshRuns), app.get(OnceOnly), stopped.signal);
  await app.get(RunQueue).stop(shutdownSeconds);
  await app.close();
  await persistence.close();
  // A launcher's channel to this process would keep it.
  process.exit(0);
}

/** The given level and the graver ones; none of silence. */
function levelsTo(level: string): LogLevel[] {
  const last = LEVELS.findIndex(([name]) => name === level);
  return LEVELS.slice(0, last + 1).map(([, nest]) => nest);
}

/** A database that is away, or not migrated yet, is waited for. */
async function takeRuns(app: INestApplicationContext, atOnce: number, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    try {
      await app.get(RunQueue).work(atOnce, app.get(WorkOffRun));
      logger.log(`takes ${String(atOnce)} runs at once`);
      return;
    } catch (error) {
      logger.error(`no runs can be taken yet: ${error instanceof Error ? error.message : String(error)}`);
      await pause(RETRY_MILLISECONDS, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
}

async function passes(refresh: RefreshRuns, once: OnceOnly, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    const busy = await pass(refresh, once, stopped);
    if (!busy) await pause(PAUSE_MILLISECONDS, undefined, { signal: stopped }).catch(() => undefined);
  }
}

/** One pass; true where there may be more to do at once. A database that is away for a while is waited for. */
async function pass(refresh: RefreshRuns, once: OnceOnly, stopped: AbortSignal): Promise<boolean> {
  try {
    await once.forgetExpired();
    const { done, failed } = await refresh.run(stopped);
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
