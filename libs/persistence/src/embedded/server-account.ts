import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Whose rights the server runs with. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

// `nobody` is on every Unix; no account is ever made on somebody's machine.
const ACCOUNTS = ['postgres', 'nobody'];

/** PostgreSQL refuses to run as root: the account it runs with instead. Null where the current one will do. */
export async function serverAccount(): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null;
  for (const name of ACCOUNTS) {
    const account = await accountNamed(name);
    if (account !== null) return account;
  }
  throw new Error(
    `PostgreSQL does not run as root, and none of the accounts ${ACCOUNTS.join(', ')} exists: start as another user, or set DATABASE_URL.`,
  );
}

async function accountNamed(name: string): Promise<ServerAccount | null> {
  try {
    const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
    return { uid, gid };
  } catch {
    return null;
  }
}

async function idOf(which: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [which, name]);
  return Number.parseInt(stdout, 10);
}
