import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openPersistence, startEmbeddedPostgres } from '@portplan/persistence';
import pg from 'pg';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let dataDirectory: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portplan-embedded-'));
    await chmod(folder, 0o755);
    dataDirectory = join(folder, 'data');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds its data again at the next start, under the same password', async () => {
    const first = await startEmbeddedPostgres({ dataDirectory });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    await second.stop();
  });

  it('is reached on 127.0.0.1 with the password only', async () => {
    const postgres = await startEmbeddedPostgres({ dataDirectory });
    const without = new URL(postgres.url);
    without.password = 'guessed';
    await expect(query(without.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(await query(postgres.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await postgres.stop();
    await expect(query(postgres.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('ends with its parent, however that ends, and starts again on what it had', async () => {
    const { url, kill } = await startInAnotherProcess(dataDirectory);
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await kill();
    await untilRefused(url);
    const postgres = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await postgres.stop();
  }, 30_000);

  it('starts where a lock file names a process that is something else by now', async () => {
    await (await startEmbeddedPostgres({ dataDirectory })).stop();
    await writeFile(join(dataDirectory, 'postmaster.pid'), `${String(process.pid)}\n${dataDirectory}\n`);
    const postgres = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  it('does not start twice on the same data, and says who runs there', async () => {
    const postgres = await startEmbeddedPostgres({ dataDirectory });
    await expect(startEmbeddedPostgres({ dataDirectory })).rejects.toThrow(/already runs on .*data/);
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
  }, 30_000);

  it('may be started anew under an open persistence, which finds it again by itself', async () => {
    const broken: Error[] = [];
    const first = await startEmbeddedPostgres({ dataDirectory });
    const persistence = openPersistence(first.url, { onConnectionError: (error) => broken.push(error) });
    await expect(persistence.ping()).rejects.toThrow('The database is empty: run the migrations.');
    await migrate(first.url);
    await persistence.ping();
    await first.stop();
    await expect(persistence.ping()).rejects.toThrow();
    const second = await startEmbeddedPostgres({ dataDirectory, port: first.port });
    await persistence.ping();
    expect(broken.length).toBeGreaterThan(0);
    await persistence.close();
    await second.stop();
  });

  it('says in its own words why it does not start', async () => {
    await (await startEmbeddedPostgres({ dataDirectory })).stop();
    const start = startEmbeddedPostgres({ dataDirectory, settings: { shared_buffers: 'plenty' } });
    await expect(start).rejects.toThrow(/did not start[^]*shared_buffers/);
  });
});

async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A parent of the server that can be killed, on the packages that were built last. */
async function startInAnotherProcess(dataDirectory: string) {
  const program = `
    import { migrate, openPersistence, startEmbeddedPostgres } from '@portplan/persistence';
    const { url } = await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)} });
    console.log(url);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
  const kill = async (): Promise<void> => {
    const ended = once(parent, 'exit');
    parent.kill('SIGKILL');
    await ended;
  };
  return { url: url.trim(), kill };
}

async function untilRefused(url: string): Promise<void> {
  for (;;) {
    const answer = await query(url, 'SELECT 1').catch((error: unknown) => String(error));
    if (typeof answer === 'string' && answer.includes('ECONNREFUSED')) return;
    await sleep(20);
  }
}
