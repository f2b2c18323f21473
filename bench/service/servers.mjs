// The servers under comparison, each a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const PROGRAMS = {
  portplan: join(HERE, '..', '..', 'apps', 'api', 'dist', 'main.js'),
  bare: join(HERE, 'bare-server.mjs'),
  postgraphile: join(HERE, 'postgraphile-server.mjs'),
};

/** Starts a server and waits until it answers. */
export async function startServer(name, environment) {
  const port = await freePort();
  const child = spawn(process.execPath, [PROGRAMS[name]], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'fatal', ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let round = 0; ; round += 1) {
    if (child.exitCode !== null) throw new Error(`The server "${name}" ended with status ${child.exitCode}.`);
    if (await answers(`${url}/healthz`)) break;
    if (round > 300) throw new Error(`The server "${name}" does not answer.`);
    await sleep(100);
  }
  return {
    name,
    url,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function answers(url) {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function freePort() {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
