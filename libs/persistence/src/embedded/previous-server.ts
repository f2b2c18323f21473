import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GUARD_NAME } from './guarded-server.js';
import { runningProcess } from './running-process.js';

const PATIENCE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 100;

/**
 * Makes way where an earlier server left its lock file. A server whose parent was killed is just stopping: it is waited
 * for; one that lost its guard too is told to stop. A lock file whose process is gone, or is now some other program, is
 * removed: in containers process ids come again soon, and PostgreSQL takes any live process of that id for itself.
 * @throws Error where another portplan's server runs on this data
 */
export async function makeWay(dataDirectory: string): Promise<void> {
  // There the server itself is left to find out.
  if (process.platform === 'win32') return;
  const lockFile = join(dataDirectory, 'postmaster.pid');
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (let told = false; ; told = true) {
    const pid = await lockedBy(lockFile);
    if (pid === null) return;
    const server = await runningProcess(pid);
    if (server?.command.includes(`postgres -D ${dataDirectory} `) !== true) {
      await rm(lockFile, { force: true });
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `A PostgreSQL (process ${String(pid)}) already runs on ${dataDirectory}: stop the other portplan first.`,
      );
    }
    const guard = await runningProcess(server.parentId);
    if (!told && guard?.command.includes(GUARD_NAME) !== true) process.kill(pid, 'SIGINT');
    await sleep(POLL_MILLISECONDS);
  }
}

async function lockedBy(lockFile: string): Promise<number | null> {
  const text = await readFile(lockFile, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}
