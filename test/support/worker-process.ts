import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url));

/** The worker as it is shipped, in a process of its own. */
export interface WorkerProcess {
  /** What it has logged so far. */
  log(): string;
  /** Sends the signal, and waits for the end; gives the exit status, null after SIGKILL. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export function startWorker(databaseUrl: string, env: Readonly<Record<string, string>> = {}): WorkerProcess {
  const worker = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, NODE_OPTIONS: '', DATABASE_URL: databaseUrl },
  });
  let text = '';
  for (const stream of [worker.stdout, worker.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(worker, 'exit') as Promise<[number | null]>;
  return {
    log: () => text,
    end: async (signal) => {
      worker.kill(signal);
      return (await ended)[0];
    },
  };
}
