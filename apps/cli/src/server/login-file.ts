import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Who a person is at a server. */
export interface Login {
  readonly server: string;
  readonly token: string;
}

const NOBODY_ELSE = 0o600;

/** Where `portplan login` keeps it: the user's folder for configuration, as the platform has it. */
export function loginPath(env: NodeJS.ProcessEnv = process.env): string {
  const folder =
    given(env['XDG_CONFIG_HOME']) ??
    (process.platform === 'win32' ? given(env['APPDATA']) : undefined) ??
    join(homedir(), '.config');
  return join(folder, 'portplan', 'login.json');
}

function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** Null where nobody has logged in, or the file is not one of ours. */
export async function readLogin(): Promise<Login | null> {
  try {
    const login = JSON.parse(await readFile(loginPath(), 'utf8')) as Partial<Login>;
    return typeof login.server === 'string' && typeof login.token === 'string'
      ? { server: login.server, token: login.token }
      : null;
  } catch {
    return null;
  }
}

/** Keeps a login where only its owner can read it; one that is there is replaced. */
export async function writeLogin(login: Login): Promise<string> {
  const path = loginPath();
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify(login, null, 2)}\n`, { mode: NOBODY_ELSE });
  // The mode above counts for a new file only.
  await chmod(path, NOBODY_ELSE);
  return path;
}

export async function removeLogin(): Promise<void> {
  await rm(loginPath(), { force: true });
}
