// Runs on the bundled Node, started by start.mjs: PostgreSQL, migrations, the first workspace, then the API.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, startEmbeddedPostgres } from '@portplan/persistence';
import { firstWorkspace } from './first-workspace.mjs';
import { fail, node, ROOT } from './prepare.mjs';
import { welcome } from './welcome.mjs';

const STATE = join(ROOT, '.portplan');
const READY_MILLISECONDS = 60_000;
const STOP_MILLISECONDS = 15_000;
const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 8080);

let postgres = null;
let api = null;
let worker = null;
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
process.on('disconnect', () => stop(0));

try {
  await start();
} catch (error) {
  if (!stopping) {
    console.error(`\nPortplan did not start: ${error.message}\n`);
    await stop(1);
  }
}

async function start() {
  await requireFreePort();
  mkdirSync(STATE, { recursive: true });
  const databaseUrl = process.env.DATABASE_URL || (await ownPostgres());
  await prepareDatabase(databaseUrl);
  const token = await firstWorkspace(databaseUrl, tokenFile());
  if (stopping) return;
  api = startProgram('api', databaseUrl);
  await untilReady();
  if (stopping) return;
  // After the api, so that nobody waits for it.
  worker = startProgram('worker', databaseUrl);
  console.log(welcome({ host, port, token, ownDatabase: postgres !== null }));
  api.once('exit', (code, signal) => {
    if (stopping) return;
    console.error(`\nThe API ended by itself (${signal ?? `exit status ${code}`}).\n`);
    void stop(1);
  });
  worker.once('exit', (code, signal) => {
    if (stopping) return;
    console.error(`\nThe worker ended by itself (${signal ?? `exit status ${code}`}).\n`);
    void stop(1);
  });
}

async function requireFreePort() {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    fail(`PORT is "${process.env.PORT}"; it must be a whole number from 1 to 65535.`);
  }
  const probe = createServer();
  const failure = await new Promise((resolve) => {
    probe.once('error', resolve).listen(port, host, () => probe.close(() => resolve(null)));
  });
  if (failure === null) return;
  if (failure.code === 'EADDRINUSE') {
    fail(
      `Port ${port} is taken, perhaps by another Portplan. Start on another one: PORT=${port + 1} npm start`,
    );
  }
  fail(`Cannot listen on ${host}:${port} (${failure.message}). Choose another HOST or PORT.`);
}

async function prepareDatabase(databaseUrl) {
  try {
    await migrate(databaseUrl);
  } catch (error) {
    const whose = postgres === null ? 'the database of DATABASE_URL' : 'the database';
    throw new Error(`${whose} cannot be used: ${error.message || error.code}`, { cause: error });
  }
}

/** Each database has tokens of its own. */
function tokenFile() {
  if (postgres !== null) return join(STATE, 'token');
  const { host: server, pathname } = new URL(process.env.DATABASE_URL);
  return join(
    STATE,
    `token-${createHash('sha256')
      .update(server + pathname)
      .digest('hex')
      .slice(0, 12)}`,
  );
}

async function ownPostgres() {
  const log = createWriteStream(join(STATE, 'postgres.log'));
  postgres = await startEmbeddedPostgres({
    dataDirectory: join(STATE, 'postgres'),
    log: (line) => log.write(`${line}\n`),
  });
  void postgres.ended.then(() => {
    if (stopping) return;
    console.error(`\nPostgreSQL ended by itself: see ${join(STATE, 'postgres.log')}\n`);
    void stop(1);
  });
  return postgres.url;
}

function startProgram(app, databaseUrl) {
  const preload = pathToFileURL(join(ROOT, 'scripts', 'end-with-parent.mjs')).href;
  const main = join(ROOT, 'apps', app, 'dist', 'main.js');
  return spawn(node(), ['--import', preload, main], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      LOG_LEVEL: 'warn',
      ...process.env,
      DATABASE_URL: databaseUrl,
      HOST: host,
      PORT: String(port),
    },
  });
}

async function untilReady() {
  const deadline = Date.now() + READY_MILLISECONDS;
  while (!stopping) {
    if (api.exitCode !== null || api.signalCode !== null) throw new Error('the API ended; see above.');
    if (await isReady()) return;
    if (Date.now() > deadline) throw new Error(`the API was not ready after ${READY_MILLISECONDS / 1000} s.`);
    await sleep(50);
  }
}

async function isReady() {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  try {
    return (await fetch(`http://${reachable}:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** The programs first, so that what they are doing still finds its database. */
async function stop(exitStatus) {
  if (stopping) return;
  stopping = true;
  await Promise.all([end(api), end(worker)]);
  await postgres?.stop();
  process.exit(exitStatus);
}

async function end(program) {
  if (program === null || program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGTERM');
  const killing = setTimeout(() => program.kill('SIGKILL'), STOP_MILLISECONDS);
  await ended;
  clearTimeout(killing);
}
