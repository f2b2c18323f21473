import { EXIT, type ExitCode, type Invocation } from '../command.js';
import { loginPath, readLogin, removeLogin, writeLogin } from '../server/login-file.js';
import { serverAt } from '../server/server.js';
import { hiddenLine } from '../hidden-line.js';
import { UsageError } from '../usage-error.js';

const TIMEOUT_SECONDS = 10;

/** `portplan login SERVER` */
export async function login({ operands: [url], options, terminal }: Invocation): Promise<ExitCode> {
  if (options['remove'] === true) {
    if (url !== undefined) throw new UsageError('--remove takes no server: there is one login');
    await removeLogin();
    terminal.out(`Removed: ${loginPath()}\n`);
    return EXIT.ok;
  }
  if (url === undefined) {
    const known = await readLogin();
    if (known === null)
      throw new UsageError('nobody is logged in; give a server such as https://portplan.example.com');
    terminal.out(`${known.server}, by ${loginPath()}\n`);
    return EXIT.ok;
  }
  const token = (await hiddenLine('token: ', terminal)).trim();
  if (token === '')
    throw new UsageError('there was no token on standard input; a server shows one when it is made');
  // Asked for anything that every role may read: a token that is none is refused here rather than later.
  await serverAt({ url, token, timeoutSeconds: TIMEOUT_SECONDS }).get('/v1/scenarios?limit=1');
  const path = await writeLogin({ server: url, token });
  terminal.out(`Logged in at ${url}. The token is in ${path}, which only you can read.\n`);
  return EXIT.ok;
}
