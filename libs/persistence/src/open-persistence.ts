import type {
  AnswerStore,
  AuditStore,
  ForecastStore,
  MergeStore,
  ProfileStore,
  RunOrderStore,
  RunQueue,
  RunStore,
  ScenarioStore,
  TokenStore,
  TopologyStore,
  Transactions,
  WorkspaceStore,
} from '@portplan/planning';
import { PrismaAuditStore } from './audit/prisma-audit-store.js';
import { openDatabase, type Database, type DatabaseOptions } from './database/database.js';
import { PrismaTransactions } from './database/prisma-transactions.js';
import { inTheirWorkspaces } from './database/tenancy.js';
import { TenantReads } from './database/tenant-reads.js';
import { PrismaForecastStore } from './documents/prisma-forecast-store.js';
import { PrismaTopologyStore } from './documents/prisma-topology-store.js';
import { PgBossRunQueue } from './jobs/pg-boss-run-queue.js';
import { PrismaRunOrderStore } from './jobs/prisma-run-order-store.js';
import { migrationNames } from './migrations/migration-list.js';
import { PrismaProfileStore } from './profiles/prisma-profile-store.js';
import { PrismaAnswerStore } from './requests/prisma-answer-store.js';
import { PrismaRunStore } from './runs/prisma-run-store.js';
import { PrismaMergeStore } from './scenarios/prisma-merge-store.js';
import { PrismaScenarioStore } from './scenarios/prisma-scenario-store.js';
import { KnownTokens } from './tokens/known-tokens.js';
import { PrismaTokenStore } from './tokens/prisma-token-store.js';
import { PrismaWorkspaceStore } from './workspaces/prisma-workspace-store.js';

/** All that is kept, behind the ports of planning. */
export interface Persistence {
  readonly topologies: TopologyStore;
  readonly forecasts: ForecastStore;
  readonly scenarios: ScenarioStore;
  /** What scenarios have last written into their topologies. */
  readonly merges: MergeStore;
  /** What workspaces define beside the catalogue. */
  readonly profiles: ProfileStore;
  readonly runs: RunStore;
  /** Runs that were ordered, and the queue in which they wait for a worker. */
  readonly orders: RunOrderStore;
  readonly queue: RunQueue;
  readonly auditEntries: AuditStore;
  readonly tokens: TokenStore;
  readonly workspaces: WorkspaceStore;
  /** What was answered to requests that may be repeated. */
  readonly answers: AnswerStore;
  readonly transactions: Transactions;
  /** Asks the database whether it is what this version needs. @throws Error where it does not answer, or lacks migrations */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Connections are made when they are needed: that the database answers, `ping` tells. */
export function openPersistence(databaseUrl: string, options: DatabaseOptions = {}): Persistence {
  const database = openDatabase(databaseUrl, options);
  const reads = new TenantReads(databaseUrl, options);
  const knownTokens = new KnownTokens(databaseUrl, options.onConnectionError ?? (() => undefined));
  const queue = new PgBossRunQueue(databaseUrl, options.onConnectionError ?? (() => undefined));
  return {
    topologies: inTheirWorkspaces(new PrismaTopologyStore(database, reads)),
    forecasts: inTheirWorkspaces(new PrismaForecastStore(database, reads)),
    scenarios: inTheirWorkspaces(new PrismaScenarioStore(database, reads)),
    merges: inTheirWorkspaces(new PrismaMergeStore(database)),
    profiles: inTheirWorkspaces(new PrismaProfileStore(database, reads)),
    runs: inTheirWorkspaces(new PrismaRunStore(database, reads)),
    orders: inTheirWorkspaces(new PrismaRunOrderStore(database, queue)),
    queue,
    auditEntries: inTheirWorkspaces(new PrismaAuditStore(database)),
    tokens: inTheirWorkspaces(new PrismaTokenStore(database, knownTokens)),
    workspaces: new PrismaWorkspaceStore(database, knownTokens),
    answers: inTheirWorkspaces(new PrismaAnswerStore(database)),
    transactions: new PrismaTransactions(database),
    ping: async () => {
      await requireMigrated(database);
    },
    close: async () => {
      await queue.stop(0);
      await Promise.all([knownTokens.close(), database.$disconnect(), reads.close()]);
    },
  };
}

/** @throws Error where migrations of this version are missing; those of a newer one may be there */
async function requireMigrated(database: Database): Promise<void> {
  const wanted = await migrationNames();
  const [begun] = await database.$queryRaw<readonly { readonly there: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`;
  if (begun?.there !== true) throw new Error('The database is empty: run the migrations.');
  const applied = await database.$queryRaw<readonly { readonly migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
  const missing = wanted.filter((name) => !applied.some(({ migration_name: found }) => found === name));
  if (missing.length > 0) throw new Error(`The database lacks ${missing.join(', ')}: run the migrations.`);
}
