import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const PATIENCE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 100;

/**
 * Makes way where an earlier server left its lock file. A server whose parent was killed is just stopping: it is waited
 * for. A lock file whose process is gone, or is now some other program, is removed: in containers process ids come again
 * soon, and PostgreSQL takes any live process of that id for itself. @throws Error where a server runs on this data
 */
export async function makeWay(dataDirectory: string): Promise<void> {
  const lockFile = join(dataDirectory, 'postmaster.pid');
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const pid = await lockedBy(lockFile);
    if (pid === null) return;
    if (!(await isPostgres(pid))) {
      await rm(lockFile, { force: true });
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `A PostgreSQL (process ${String(pid)}) already runs on ${dataDirectory}: stop the other portplan first.`,
      );
    }
    await sleep(POLL_MILLISECONDS);
  }
}

async function lockedBy(lockFile: string): Promise<number | null> {
  const text = await readFile(lockFile, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) ? pid : null;
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform === 'win32') return isAlive(pid);
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]);
    return /postgres/.test(stdout) && !/<defunct>/.test(stdout);
  } catch (error) {
    // Without ps (slim containers) the kernel is asked; with it, its exit status says there is no such process.
    const found = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return found && /postgres/.test(await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => ''));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
