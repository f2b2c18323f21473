import { readdir } from 'node:fs/promises';
import { migrate } from '@portplan/persistence';
import pg from 'pg';
import { createBareDatabase, type TestDatabase } from '../support/database.js';

describe('migrating', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createBareDatabase();
  });

  afterEach(() => database.drop());

  it('brings an empty database to the newest schema, and then finds nothing to do', async () => {
    expect(await migrate(database.url)).toEqual(await inTheFolder());
    expect(await migrate(database.url)).toEqual([]);
  });

  it('is done by one of several replicas that start at once; the others wait for it', async () => {
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url)));
    expect(applied.flat()).toEqual(await inTheFolder());
  });

  it('leaves nothing behind where a migration fails, and says which', async () => {
    await query('CREATE SEQUENCE run_nat_gateway');
    await expect(migrate(database.url)).rejects.toThrow(/20261120230000_init/);
    const tables = await query(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name`,
    );
    expect(tables.map(({ table_name }) => table_name)).toEqual(['_prisma_migrations']);
  });

  async function query(sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }
});

/** The migrations of this version, in their order. */
async function inTheFolder(): Promise<readonly string[]> {
  const entries = await readdir(new URL('../../prisma/migrations/', import.meta.url), {
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
