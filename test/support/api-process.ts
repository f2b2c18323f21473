import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
const START_MILLISECONDS = 30_000;

/** The api as it is shipped, in a process of its own. */
export interface ApiProcess {
  readonly url: string;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
}

export async function startApi(databaseUrl: string): Promise<ApiProcess> {
  const port = String(await freePort());
  const api = spawn(process.execPath, [MAIN], {
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: databaseUrl, PORT: port, HOST: '127.0.0.1' },
  });
  const ended = once(api, 'exit');
  const url = `http://127.0.0.1:${port}`;
  for (const until = performance.now() + START_MILLISECONDS; ;) {
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok === true) break;
    if (performance.now() > until) throw new Error('The api did not start.');
    await pause(50);
  }
  return {
    url,
    kill: async () => {
      api.kill('SIGKILL');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
