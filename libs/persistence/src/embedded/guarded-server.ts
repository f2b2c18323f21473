import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ServerAccount } from './server-account.js';
import type { ServerBinaries } from './server-binaries.js';
import { dataDirectoryArguments, SERVER_ENVIRONMENT } from './server-settings.js';

/**
 * Stops the server when this process ends in whatever way: the kernel then closes the pipe that the guard reads. Without it
 * a killed parent would leave a server behind. SIGINT is PostgreSQL's fast shutdown.
 */
const GUARD = `
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
(while read -r line <&3; do :; done; kill -INT $server) 2>/dev/null &
exec 3<&-
wait $server
`;

/** How a guard is told from other shells. */
export const GUARD_NAME = 'portplan-postgres';

const READY = 'database system is ready to accept connections';
const LINES_KEPT = 20;

export interface RunningServer {
  /** Shuts the server down and waits until it is gone. May be called twice. */
  stop(): Promise<void>;
  /** Settles when the server has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
}

export interface ServerStart {
  readonly binaries: ServerBinaries;
  readonly account: ServerAccount | null;
  readonly dataDirectory: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** Starts a server and waits until it takes connections. @throws Error with the server's own last words */
export async function startServer(start: ServerStart): Promise<RunningServer> {
  const child = spawnServer(start);
  const ended = once(child, 'close').then(() => undefined);
  const lastWords: string[] = [];
  const ready = new Promise<true>((resolve) => {
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      for (const line of chunk.split('\n').filter(Boolean)) {
        start.log(line);
        lastWords.push(line);
        if (line.includes(READY)) resolve(true);
      }
      lastWords.splice(0, lastWords.length - LINES_KEPT);
    });
  });
  const started = await Promise.race([ready, ended.then(() => false)]);
  if (!started) throw new Error(`PostgreSQL did not start:\n${lastWords.join('\n')}`);
  return { ended, stop: () => stopServer(child, ended, start) };
}

/** A group of its own: Ctrl-C in a terminal reaches every process of the terminal's group, and the server must stop last. */
function spawnServer({ binaries, account, dataDirectory, port, settings }: ServerStart): ChildProcess {
  const parameters = dataDirectoryArguments(dataDirectory, port, settings);
  const options = {
    ...account,
    cwd: dataDirectory,
    ...SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'] as ['pipe', 'ignore', 'pipe'],
  };
  if (process.platform === 'win32') return spawn(binaries.postgres, parameters, options);
  return spawn('/bin/sh', ['-c', GUARD, GUARD_NAME, binaries.postgres, ...parameters], options);
}

async function stopServer(
  child: ChildProcess,
  ended: Promise<void>,
  { binaries, dataDirectory }: ServerStart,
): Promise<void> {
  if (process.platform === 'win32') {
    spawn(binaries.pgCtl, ['stop', '--mode=fast', `--pgdata=${dataDirectory}`], { stdio: 'ignore' });
  } else {
    child.stdin?.destroy();
  }
  await ended;
}
