import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerAccount } from './server-account.js';
import type { ServerBinaries } from './server-binaries.js';
import { SERVER_ENVIRONMENT } from './server-settings.js';

/** The server's superuser; its password is random and is kept in the data directory, which only the server's account may read. */
export const SUPERUSER = 'portplan';
const PASSWORD_FILE = 'portplan.password';

/** The account that made the data directory; null where there is none yet. */
export async function ownerOf(dataDirectory: string): Promise<ServerAccount | null> {
  const status = await stat(dataDirectory).catch(() => null);
  return status === null ? null : { uid: status.uid, gid: status.gid };
}

export async function readPassword(dataDirectory: string): Promise<string> {
  return (await readFile(join(dataDirectory, PASSWORD_FILE), 'utf8')).trim();
}

/**
 * Makes the files of a new server unless there are some. They are made beside and renamed when complete, so that an
 * interrupted first start leaves nothing half-made behind.
 */
export async function makeDataDirectory(
  dataDirectory: string,
  { initdb }: ServerBinaries,
  account: ServerAccount | null,
): Promise<void> {
  if ((await stat(dataDirectory).catch(() => null)) !== null) return;
  const unfinished = `${dataDirectory}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const passwordFile = `${unfinished}.password`;
  try {
    await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    if (account !== null) {
      await Promise.all([unfinished, passwordFile].map((path) => chown(path, account.uid, account.gid)));
    }
    await promisify(execFile)(initdb, initdbArguments(unfinished, passwordFile), {
      ...account,
      cwd: unfinished,
      ...SERVER_ENVIRONMENT,
    });
    await rename(passwordFile, join(unfinished, PASSWORD_FILE));
    await rename(unfinished, dataDirectory);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

function initdbArguments(dataDirectory: string, passwordFile: string): readonly string[] {
  return [
    `--pgdata=${dataDirectory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts and folds the same everywhere, whatever locales the machine has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
}
