import { ServerFault } from './server-fault.js';

export interface ServerOptions {
  readonly url: string;
  /** Goes in no message. */
  readonly token: string | undefined;
  /** For everything that is asked of it together. */
  readonly timeoutSeconds: number;
}

/** A Portplan server, asked over REST. */
export interface Server {
  /** @throws ServerFault */
  readonly get: (path: string) => Promise<unknown>;
  /** @throws ServerFault */
  readonly post: (path: string, body: unknown) => Promise<unknown>;
}

/** Bytes of an answer beyond which it is none of ours. */
const LARGEST_ANSWER = 256 * 1024 * 1024;

/** @throws ServerFault where the address or the token is none */
export function serverAt({ url, token: given, timeoutSeconds }: ServerOptions): Server {
  const base = baseOf(url);
  const token = tokenOf(given);
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const what = `${method} ${base}${path}`;
    try {
      const answer = await fetch(`${base}${path}`, {
        method,
        signal,
        redirect: 'manual',
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (answer.status >= 300 && answer.status < 400) throw leadsOn(what, `${base}${path}`, path, answer);
      const text = await textOf(answer, what);
      if (!answer.ok) throw refusal(what, answer.status, text, token);
      return valueOf(text, what);
    } catch (error) {
      if (error instanceof ServerFault) throw error;
      throw new ServerFault('unavailable', `${base} ${whyNot(error, timeoutSeconds)} (${what})`);
    }
  };
  return { get: (path) => ask('GET', path), post: (path, body) => ask('POST', path, body) };
}

function baseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new ServerFault(
      'refused',
      `the server is ${JSON.stringify(url.slice(0, 100))}; it must be an address such as https://portplan.example.com`,
    );
  if (parsed.username !== '' || parsed.password !== '')
    throw new ServerFault(
      'refused',
      'the address of the server has a user or password in it; give the token in the environment as PORTPLAN_TOKEN',
    );
  return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '');
}

/** What fetch says of a header that it cannot send holds the header: it must not come to that. */
function tokenOf(given: string | undefined): string | undefined {
  const token = given?.trim();
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new ServerFault(
    'refused',
    'the token (of PORTPLAN_TOKEN, or of portplan login) is empty, or has a space, a line break or another character that no token has',
  );
}

/** A redirect is told and not followed: to another origin it would be without the token, from https to http with less care. */
function leadsOn(what: string, asked: string, path: string, answer: Response): ServerFault {
  void answer.body?.cancel();
  const location = answer.headers.get('location') ?? '';
  const whole = URL.canParse(location, asked) ? new URL(location, asked).href : '';
  const shown = (whole.endsWith(path) ? whole.slice(0, -path.length) : whole.replace(/[?#].*/, '')).slice(
    0,
    200,
  );
  const advice = shown === '' ? '' : `, and leads on to ${shown}; if that is Portplan, give it as the server`;
  return new ServerFault('refused', `${what} was answered with ${String(answer.status)}${advice}`);
}

async function textOf(answer: Response, what: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > LARGEST_ANSWER)
      throw new ServerFault('refused', `the answer to ${what} is larger than any of Portplan's`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function valueOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ServerFault('refused', `the answer to ${what} is no JSON; is that a Portplan server?`);
  }
}

/** Statuses that say: not now. */
const UNAVAILABLE = new Set([408, 425, 429]);

function refusal(what: string, status: number, text: string, token: string | undefined): ServerFault {
  const kind = status >= 500 || UNAVAILABLE.has(status) ? 'unavailable' : 'refused';
  const said = status === 401 ? '' : detailOf(text);
  return new ServerFault(
    kind,
    `${what} was answered with ${String(status)}${said === '' ? '' : `: ${said}`}${advice(status, token)}`,
  );
}

function advice(status: number, token: string | undefined): string {
  if (status === 401)
    return token === undefined
      ? ': it wants a token, in the environment as PORTPLAN_TOKEN'
      : ': the token (of PORTPLAN_TOKEN, or of portplan login) is not, or no longer, one of its tokens';
  return status === 404 ? ' (no such thing in the workspace of the token, or no Portplan server)' : '';
}

/** What a problem document (RFC 9457) says, on one line. */
function detailOf(text: string): string {
  try {
    const problem = JSON.parse(text) as { readonly detail?: unknown; readonly title?: unknown };
    const said = [problem.detail, problem.title].find((each) => typeof each === 'string');
    return said === undefined ? '' : said.replaceAll(/[\s\p{Cc}]+/gu, ' ').slice(0, 300);
  } catch {
    return '';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ENOTFOUND: 'has no address',
  EAI_AGAIN: 'has no address now',
  ECONNRESET: 'closed the connection',
  ETIMEDOUT: 'did not answer',
  UND_ERR_SOCKET: 'closed the connection',
};

function whyNot(error: unknown, timeoutSeconds: number): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `did not answer within ${String(timeoutSeconds)} s`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (REASONS[code] !== undefined) return REASONS[code];
  const message = cause instanceof Error ? cause.message : String(cause);
  return `cannot be asked: ${message.replaceAll(/\s+/g, ' ').slice(0, 200)}`;
}
