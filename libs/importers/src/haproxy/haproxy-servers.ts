import type { LeftOut, UpstreamServer } from '../proxy/proxy-configuration.js';
import { syntaxError } from '../syntax-error.js';
import { wholeOf } from './haproxy-numbers.js';
import type { HaproxyLine } from './parse-haproxy.js';

/** Servers of a proxy section, and which of them take no ports of this machine, or not as others do. */
export interface Servers {
  readonly servers: readonly UpstreamServer[];
  readonly leftOut: readonly LeftOut[];
}

/** What a server line says, with the defaults that stand before it. */
interface Written extends Pick<HaproxyLine, 'line'> {
  readonly address: string;
  readonly count: number;
  readonly template: boolean;
  readonly parameters: readonly string[];
}

/** A server line, or the servers of a template. */
export function serversOf(
  line: HaproxyLine,
  defaults: readonly HaproxyLine[],
  source: string | null,
): Servers {
  const written = writtenIn(line, defaults);
  const { address, parameters, template, count } = written;
  const idle = whyIdle(written);
  if (idle !== null) return { servers: [], leftOut: [{ line: line.line, what: 'server', reason: idle }] };
  const maxconn = valueAfter(parameters, 'maxconn');
  const from = valueAfter(parameters, 'source') ?? source;
  const servers = Array.from({ length: count }, (_, index) => ({
    line: line.line,
    endpoint: template ? `${address}#${String(index)}` : address,
    maxConnections: maxconn === undefined || maxconn === '0' ? null : wholeOf(maxconn, 'maxconn', line.line),
    source: from === null ? null : addressOf(from),
  }));
  const reason = whyOtherPorts(from, parameters);
  return { servers, leftOut: reason === null ? [] : [{ line: line.line, what: 'source', reason }] };
}

function writtenIn({ line, words }: HaproxyLine, defaults: readonly HaproxyLine[]): Written {
  const template = words[0] === 'server-template';
  const [, name, second, third, ...rest] = words;
  const address = template ? third : second;
  if (name === undefined || address === undefined)
    throw syntaxError(
      line,
      template
        ? 'server-template must be followed by a prefix, a number and an address'
        : 'server must be followed by a name and an address',
    );
  return {
    line,
    address,
    template,
    count: template ? templateCount(second, line) : 1,
    parameters: [
      ...defaults.flatMap((each) => each.words.slice(1)),
      ...(template ? rest : [...(third === undefined ? [] : [third]), ...rest]),
    ],
  };
}

/** `/run/app.sock`, `unix@…`, `abns@…`: what never leaves the machine and has no ports. */
const SOCKET = /^(?:\/|unix@|abnsz?@|sockpair@)/;

/** Why a server takes no ports; null where it does. */
function whyIdle({ address, parameters }: Written): string | null {
  if (SOCKET.test(address)) return 'a Unix socket takes no ports';
  if (address.startsWith('rhttp@')) return 'its connections are opened by the server';
  if (parameters.includes('backup')) return 'takes requests only where all others are gone';
  return parameters.includes('disabled') ? 'is switched off' : null;
}

/** What the source of a server says that the count of source addresses does not. */
function whyOtherPorts(source: string | null, parameters: readonly string[]): string | null {
  if (parameters.includes('usesrc'))
    return 'connections come from the addresses of the clients: each of them has ports of its own, and counts here as one for all';
  return source !== null && /:\d+-\d+$/.test(source)
    ? 'its range of ports is not read: set host.ephemeralPortRange where it is smaller than that of the machine'
    : null;
}

/** The address of a source, without its ports; null where the system chooses. */
function addressOf(source: string): string | null {
  const address = source.replace(/:(?:\d+(?:-\d+)?)?$/, '');
  return ['', '*', '0.0.0.0', '::', '[::]'].includes(address) ? null : address;
}

const MOST_SERVERS = 10_000;

/** `5` or `1-5`. */
function templateCount(text: string | undefined, line: number): number {
  const [, low, high] = /^(?:(\d+)-)?(\d+)$/.exec(text ?? '') ?? [];
  const count = high === undefined ? 0 : Number(high) - (low === undefined ? 0 : Number(low) - 1);
  if (count >= 1 && count <= MOST_SERVERS) return count;
  throw syntaxError(
    line,
    `server-template has ${JSON.stringify(text?.slice(0, 20) ?? '')} servers; it must be a number such as 5, or a range such as 1-5`,
  );
}

function valueAfter(words: readonly string[], name: string): string | undefined {
  const index = words.lastIndexOf(name);
  return index < 0 ? undefined : words[index + 1];
}
