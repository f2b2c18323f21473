import pg from 'pg';
import { ensureServiceRole } from '../database/service-role.js';
import { migrateJobQueue } from '../jobs/job-queue.js';
import { migrationList } from './migration-list.js';
import { openSchemaEngine } from './schema-engine.js';

/** Any number that nobody else takes: "portplan" on a telephone's keys. */
const LOCK = 76_787_526;

/**
 * Brings a database to the newest schema. Several processes may call it at once: one migrates, the others wait.
 * Prisma's own engine, folder and `_prisma_migrations` table are used, so `prisma migrate deploy` sees the same history; the
 * tables of the queue and the service's role come from here alone.
 * @returns the names of the migrations that were applied now. @throws Error where one fails; it leaves nothing behind
 */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const applied = await applyMissing(databaseUrl);
    await migrateJobQueue(databaseUrl);
    await ensureServiceRole(databaseUrl);
    return applied;
  } finally {
    // The lock ends with its connection.
    await lock.end();
  }
}

async function applyMissing(databaseUrl: string): Promise<readonly string[]> {
  // What a migration moves, it moves in all workspaces.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    options: '-c portplan.all_workspaces=on',
  });
  try {
    const engine = await openSchemaEngine(pool);
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await migrationList(),
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();
    return appliedMigrationNames;
  } finally {
    await pool.end();
  }
}
