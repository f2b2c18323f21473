import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface RunningProcess {
  readonly parentId: number;
  /** Program and parameters; empty where the process has ended but nobody has asked for its status. */
  readonly command: string;
}

/** What runs under this id; null where nothing does. Not for Windows. */
export async function runningProcess(id: number): Promise<RunningProcess | null> {
  try {
    return await (process.platform === 'linux' ? fromProc(id) : fromPs(id));
  } catch {
    return null;
  }
}

/** Slim containers have no `ps`. */
async function fromProc(id: number): Promise<RunningProcess> {
  const [status, command] = await Promise.all(
    ['status', 'cmdline'].map((name) => readFile(`/proc/${String(id)}/${name}`, 'utf8')),
  );
  const parentId = Number(/^PPid:\s*(\d+)/m.exec(status ?? '')?.[1]);
  return { parentId, command: (command ?? '').replaceAll('\0', ' ') };
}

async function fromPs(id: number): Promise<RunningProcess> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,args=', '-p', String(id)]);
  const [, parentId, command = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
  return { parentId: Number(parentId), command };
}
