import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@portplan/persistence';

declare global {
  var portplanPostgres: EmbeddedPostgres | undefined;
}

/** Nothing of a test is worth keeping through a power cut. */
const IN_A_HURRY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/**
 * One PostgreSQL for all e2e specs, with a migrated database that `createDatabase` copies.
 * Jest loads this file outside its own module system: the packages are those that were built last.
 */
export default async function startPostgres(): Promise<void> {
  bundleProgram();
  const folder = await mkdtemp(join(tmpdir(), 'portplan-test-'));
  // Where root runs the tests, the server has another account, which must be able to come in.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'data'), settings: IN_A_HURRY });
  globalThis.portplanPostgres = postgres;
  process.env['PORTPLAN_TEST_DATABASE_URL'] = postgres.url;
  await migrate(postgres.url);
}

/** The command line is tested as it is shipped; `tsc -b` alone does not renew that. */
function bundleProgram(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/bundle.mjs', import.meta.url))]);
}
