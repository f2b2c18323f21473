import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { openSchemaEngine } from '../../libs/persistence/src/migrations/schema-engine.js';
import { createBareDatabase, createDatabase, type TestDatabase } from '../support/database.js';

/** What the migrations say beyond the schema: it cannot. */
const ONLY_IN_MIGRATIONS = /_check\b|_latest_key\b|_search_idx\b/;

const SHAPES = {
  columns: `SELECT table_name, column_name, data_type, udt_name, is_nullable, datetime_precision, column_default
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
  indexes: `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  constraints: `SELECT conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    AND conrelid <> '_prisma_migrations'::regclass`,
};

describe('schema.prisma and the migrations', () => {
  let migrated: TestDatabase;
  let described: TestDatabase;

  beforeAll(async () => {
    migrated = await createDatabase();
    described = await createBareDatabase();
    await query(
      described.url,
      'CREATE TABLE _prisma_migrations (); ' + (await scriptOfSchema(described.url)),
    );
  });

  afterAll(async () => {
    await migrated.drop();
    await described.drop();
  });

  it.each(Object.entries(SHAPES))('make the same %s', async (_name, sql) => {
    expect(await shape(migrated.url, sql)).toEqual(await shape(described.url, sql));
  });

  it('begin every key and index of a tenant table with workspace_id', async () => {
    const definitions = await shape(migrated.url, SHAPES.indexes);
    const ofTenants = definitions.filter((definition) => !/ ON public\.(workspace|token) /.test(definition));
    expect(ofTenants.length).toBeGreaterThan(20);
    expect(ofTenants.filter((definition) => !/\(workspace_id\b/.test(definition))).toEqual([]);
  });
});

async function shape(url: string, sql: string): Promise<readonly string[]> {
  const rows = (await query(url, sql)).map((row) => JSON.stringify(row));
  return rows.filter((row) => !ONLY_IN_MIGRATIONS.test(row)).sort();
}

async function scriptOfSchema(url: string): Promise<string> {
  const content = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const engine = await openSchemaEngine(pool);
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  } finally {
    await pool.end();
  }
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
