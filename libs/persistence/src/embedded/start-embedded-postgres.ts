import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import pg from 'pg';
import { ensureServiceRole } from '../database/service-role.js';
import { makeDataDirectory, ownerOf, readPassword, SUPERUSER } from './data-directory.js';
import { startServer, type RunningServer, type ServerStart } from './guarded-server.js';
import { makeWay } from './previous-server.js';
import { reachableHome } from './reachable-home.js';
import { serverAccount } from './server-account.js';
import { serverBinaries } from './server-binaries.js';

const DATABASE = 'portplan';
const ATTEMPTS = 3;

export interface EmbeddedPostgresOptions {
  /** Made at the first start, found again at every later one. */
  readonly dataDirectory: string;
  /** Any free one where not given. */
  readonly port?: number;
  /** More settings of the server, by their names in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Takes the server's log, line by line. */
  readonly log?: (line: string) => void;
}

export interface EmbeddedPostgres extends RunningServer {
  /** The connection string of the database `portplan`, as superuser. */
  readonly url: string;
  readonly port: number;
  /** Where the data is: elsewhere than asked for if the server's account cannot reach that. */
  readonly dataDirectory: string;
}

/**
 * Starts a real PostgreSQL from npm, on 127.0.0.1 with a random password. Works as root too, with another account's
 * rights. The server ends with this process, however that ends.
 * @throws Error where there is no PostgreSQL for this machine, a server runs on the data already, or it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const wanted = { binaries: await serverBinaries(), dataDirectory: resolve(options.dataDirectory) };
  await mkdir(dirname(wanted.dataDirectory), { recursive: true });
  const substitute = await serverAccount();
  const home = substitute === null ? wanted : await reachableHome(wanted, substitute);
  const owner = await ownerOf(home.dataDirectory);
  requireOwn(home.dataDirectory, owner?.uid);
  const account = substitute === null ? null : (owner ?? substitute);
  await makeDataDirectory(home.dataDirectory, home.binaries, account);
  await makeWay(home.dataDirectory);
  const { server, port } = await startOnFreePort(options.port, {
    ...home,
    account,
    settings: options.settings ?? {},
    log: options.log ?? (() => undefined),
  });
  const password = await readPassword(home.dataDirectory);
  const urlOf = (database: string): string =>
    `postgresql://${SUPERUSER}:${password}@127.0.0.1:${String(port)}/${database}`;
  await ensureDatabase(urlOf('postgres'));
  await ensureServiceRole(urlOf(DATABASE));
  return { ...server, url: urlOf(DATABASE), port, dataDirectory: home.dataDirectory };
}

/** Root may use anybody's data, with its owner's rights; others only their own. */
function requireOwn(dataDirectory: string, ownerId: number | undefined): void {
  const ownId = process.getuid?.();
  if (ownerId === undefined || ownId === undefined || ownId === 0 || ownId === ownerId) return;
  throw new Error(
    `${dataDirectory} belongs to another account (uid ${String(ownerId)}): start as that account, or move the folder away to begin anew.`,
  );
}

/** Between finding a free port and using it, somebody else may take it. */
async function startOnFreePort(
  wanted: number | undefined,
  start: Omit<ServerStart, 'port'>,
): Promise<{ readonly server: RunningServer; readonly port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort());
    try {
      return { server: await startServer({ ...start, port }), port };
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('could not bind');
      if (!taken || wanted !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
