import { textOption, type Given } from '../command.js';
import { UsageError } from '../usage-error.js';
import { readLogin } from './login-file.js';
import { serverAt, type Server } from './server.js';

const DEFAULT_TIMEOUT_SECONDS = 10;

/**
 * The server that is meant: --server, else PORTPLAN_SERVER, else where `portplan login` was. The token is PORTPLAN_TOKEN,
 * else the one of that login, which goes to no other server.
 *
 * @throws UsageError where there is none
 */
export async function serverFor(given: Given, env: NodeJS.ProcessEnv = process.env): Promise<Server> {
  const login = await readLogin();
  const named = textOption(given, 'server') ?? nonEmpty(env['PORTPLAN_SERVER']);
  const url = named ?? login?.server;
  if (url === undefined)
    throw new UsageError('there is no server; give --server, set PORTPLAN_SERVER, or use portplan login');
  const token =
    nonEmpty(env['PORTPLAN_TOKEN']) ??
    (login !== null && sameServer(login.server, url) ? login.token : undefined);
  return serverAt({ url, token, timeoutSeconds: timeoutOf(given) });
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function sameServer(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}

function timeoutOf(given: Given): number {
  const text = textOption(given, 'timeout');
  if (text === undefined) return DEFAULT_TIMEOUT_SECONDS;
  const seconds = text.trim() === '' ? NaN : Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new UsageError(`--timeout is "${text}"; it must be a number of seconds above 0, at most 3600`);
}
