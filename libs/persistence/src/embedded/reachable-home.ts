import { createHash } from 'node:crypto';
import { chown, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ServerAccount } from './server-account.js';
import { binariesIn, type ServerBinaries } from './server-binaries.js';

/** Where the server's files go when root keeps the project in a folder that no other account may enter. */
const SHARED_HOME = '/var/lib/portplan';

export interface ServerHome {
  readonly binaries: ServerBinaries;
  readonly dataDirectory: string;
}

/**
 * Program files and a data directory that the account can reach. Both stay where they are if it can enter every folder
 * above them; else (a checkout in /root, say) the programs are copied to /var/lib/portplan, and the data is kept there.
 */
export async function reachableHome(wanted: ServerHome, account: ServerAccount): Promise<ServerHome> {
  const reachable =
    (await canEnter(dirname(wanted.dataDirectory), account)) &&
    (await canEnter(dirname(wanted.binaries.postgres), account)) &&
    (await canRead(wanted.binaries.postgres, account));
  if (reachable) return wanted;
  const digest = createHash('sha256').update(wanted.dataDirectory).digest('hex').slice(0, 16);
  const home = join(SHARED_HOME, digest);
  await mkdir(home, { recursive: true, mode: 0o755 });
  return {
    binaries: await copied(wanted.binaries, join(home, 'native'), account),
    dataDirectory: join(home, basename(wanted.dataDirectory)),
  };
}

async function canEnter(folder: string, account: ServerAccount): Promise<boolean> {
  if (!(await permits(folder, account, 0o1))) return false;
  const parent = dirname(folder);
  return parent === folder || canEnter(parent, account);
}

function canRead(file: string, account: ServerAccount): Promise<boolean> {
  return permits(file, account, 0o5);
}

async function permits(path: string, { uid, gid }: ServerAccount, bits: number): Promise<boolean> {
  const status = await stat(path);
  const shift = status.uid === uid ? 6 : status.gid === gid ? 3 : 0;
  return ((status.mode >> shift) & bits) === bits;
}

/** Copied once: renamed into place when complete, so that an interrupted copy is never used. */
async function copied(
  binaries: ServerBinaries,
  folder: string,
  account: ServerAccount,
): Promise<ServerBinaries> {
  const copy = binariesIn(folder);
  if (await isSameSize(binaries.postgres, copy.postgres)) return copy;
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  await cp(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await giveTo(unfinished, account);
  await rename(unfinished, folder);
  return copy;
}

async function isSameSize(original: string, copy: string): Promise<boolean> {
  const [{ size }, copied] = await Promise.all([stat(original), stat(copy).catch(() => null)]);
  return copied?.size === size;
}

async function giveTo(folder: string, { uid, gid }: ServerAccount): Promise<void> {
  await chown(folder, uid, gid);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), uid, gid);
  }
}
