import 'reflect-metadata';
import { migrate, openPersistence } from '@portplan/persistence';
import {
  ConfigurationError,
  identityOptionsOf,
  readConfiguration,
  SETTINGS,
  type Configuration,
  type PlannerLimits,
} from '@portplan/platform';
import { createApi } from './create-api.js';
import type { GraphQLOptions } from './graphql/graphql-options.js';
import { readListedQueries } from './graphql/read-listed-queries.js';

/** Listens until it is told to stop; then lets requests finish and closes the database. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const { databaseUrl, logLevel, metrics } = configuration;
  if (configuration.migrate) await migrate(databaseUrl);
  const persistence = openPersistence(databaseUrl, { poolSize: configuration.databaseConnections });
  const app = await createApi(persistence, logLevel, {
    limits: limitsOf(configuration),
    metrics,
    identities: identityOptionsOf(configuration),
    graphql: graphQLOptionsOf(configuration),
    rateLimits: {
      perToken: configuration.rateLimitPerToken,
      perAddress: configuration.rateLimitPerAddress,
    },
  });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), configuration.shutdownSeconds * 1000).unref();
    await app.close();
    await persistence.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  await app.listen(configuration.port, configuration.host);
}

function graphQLOptionsOf({ graphqlIntrospection, graphqlQueries }: Configuration): GraphQLOptions {
  return {
    introspection: graphqlIntrospection,
    listed:
      graphqlQueries === '' ? undefined : readListedQueries(graphqlQueries, SETTINGS.graphqlQueries.variable),
  };
}

function limitsOf({ planThreads, planQueue, planTimeoutSeconds }: Configuration): PlannerLimits {
  return { threads: planThreads, waiting: planQueue, timeoutSeconds: planTimeoutSeconds };
}

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigurationError || isAddressInUse(error) ? error.message : (error as Error).stack;
  process.stderr.write(`${String(message)}\n`);
  process.exit(1);
});

function isAddressInUse(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
