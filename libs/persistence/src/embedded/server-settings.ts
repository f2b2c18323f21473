/** What every embedded server is run with. Only this machine reaches it, and only over TCP: no socket file to clash over. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

export function dataDirectoryArguments(
  dataDirectory: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): readonly string[] {
  const all = Object.entries({ ...SETTINGS, ...settings });
  return [
    '-D',
    dataDirectory,
    '-p',
    String(port),
    ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/**
 * The options of a process that begin with an environment of its own: the caller's PG… variables and locale must not
 * reach the server. On Windows it keeps the caller's, without which nothing starts there.
 */
export const SERVER_ENVIRONMENT: { readonly env?: Readonly<Record<string, string>> } =
  process.platform === 'win32' ? {} : { env: { LC_ALL: 'C', TZ: 'UTC' } };
