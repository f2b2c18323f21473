import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, type TestDatabase } from '../support/database.js';

const SCRIPT = new URL('../../scripts/first-workspace.mjs', import.meta.url).href;

describe('what `npm start` puts into an empty database', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await createDatabase();
    folder = mkdtempSync(join(tmpdir(), 'portplan-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  /** Runs the built program, as starting does. */
  const started = (): string => {
    const program = `import { firstWorkspace } from '${SCRIPT}';
      process.stdout.write(await firstWorkspace(...process.argv.slice(1)));`;
    const file = join(folder, 'token');
    return execFileSync(process.execPath, ['--input-type=module', '-e', program, database.url, file], {
      encoding: 'utf8',
    });
  };

  it('is a workspace with an example that was run, and a token in a file of its own, once', async () => {
    const token = started();
    expect(token).toMatch(/^pp_/);
    expect(statSync(join(folder, 'token')).mode & 0o777).toBe(0o600);
    expect(started()).toBe(token);

    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const tables = ['workspace', 'token', 'topology', 'forecast', 'scenario', 'run'];
    const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
    const { rows } = await client.query(`SELECT ${counts.join(', ')}`);
    expect(rows).toEqual([Object.fromEntries(tables.map((table) => [table, 1]))]);
    await client.end();
  });
});
