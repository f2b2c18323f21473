import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/client.js';
import type { TransactionClient } from '../generated/internal/prismaNamespace.js';
import { guardedClient } from './guarded-client.js';
import { servicePool } from './service-role.js';

export type Database = PrismaClient;

/** What can be asked of the database, in a transaction or without. */
export type Queries = TransactionClient;

export interface DatabaseOptions {
  /** Connections that this process opens at most; 10 where not given. */
  readonly poolSize?: number;
  /** Told of connections that broke while nobody used them; the pool opens new ones. */
  readonly onConnectionError?: (error: Error) => void;
}

// A burst waits for its turn; an API's own timeouts are shorter than a stuck transaction's.
const MAX_WAIT_MILLISECONDS = 10_000;
const TIMEOUT_MILLISECONDS = 30_000;
export const DEFAULT_POOL_SIZE = 10;

export function openDatabase(
  connectionString: string,
  { poolSize = DEFAULT_POOL_SIZE, onConnectionError = () => undefined }: DatabaseOptions = {},
): Database {
  const adapter = new PrismaPg(servicePool(connectionString, poolSize), {
    disposeExternalPool: true,
    onPoolError: onConnectionError,
    onConnectionError,
  });
  const client = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: MAX_WAIT_MILLISECONDS, timeout: TIMEOUT_MILLISECONDS },
  });
  return guardedClient(client);
}
