import type { Connections } from '@portplan/engine';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { draftProxy } from '../proxy/draft-proxy.js';
import type { ProxyConfiguration, Upstream, UpstreamServer } from '../proxy/proxy-configuration.js';
import { syntaxError } from '../syntax-error.js';
import { parseHaproxy, type HaproxyLine, type HaproxySection } from './parse-haproxy.js';

/**
 * A topology from a HAProxy configuration: the proxy, and each backend that a frontend leads to, with servers, source
 * addresses, limits and the way connections are reused.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html
 * @throws ImportError that names the line
 */
export function importHaproxy(text: string, options: { readonly name?: string } = {}): ImportResult {
  return draftProxy(readHaproxy(parseHaproxy(text)), options.name ?? 'haproxy');
}

/** Settings of one proxy section, after those of the defaults that stand before it. */
type Settings = readonly HaproxyLine[];

function readHaproxy(sections: readonly HaproxySection[]): ProxyConfiguration {
  const global = sections.filter(({ kind }) => kind === 'global').flatMap(({ lines }) => lines);
  const proxies = proxiesOf(sections);
  const reached = reachedNames(proxies);
  const pools = proxies.filter(({ section }) => section.kind === 'backend' || section.kind === 'listen');
  const upstreams = pools
    .filter(({ section }) => section.kind === 'listen' || reached.has(section.name))
    .flatMap(({ section, settings }) => upstreamOf(section, settings) ?? []);
  if (upstreams.length === 0)
    throw new ImportError(
      'nothing-understood',
      '',
      null,
      'the configuration has no backend or listen section with servers that a frontend leads to',
    );
  const maxconn = lastOf(global, 'maxconn');
  const processes = lastOf(global, 'nbproc');
  return {
    profile: 'haproxy',
    // Threads share one process; several processes are of the past (nbproc, gone with 2.5).
    processes:
      processes === undefined
        ? { value: 1, line: sections[0]?.line ?? 1 }
        : { value: countOf(processes, 1), line: processes.line },
    maxConnections: maxconn === undefined ? null : { value: countOf(maxconn, 1), line: maxconn.line },
    idleTimeoutSeconds: clientIdleTimeout(
      proxies.find(({ section }) => section.kind !== 'backend')?.settings ?? [],
    ),
    upstreams,
    leftOut: [
      ...pools
        .filter(({ section }) => section.kind === 'backend' && !reached.has(section.name))
        .map(({ section }) => ({
          line: section.line,
          what: 'backend',
          reason: `no frontend leads to ${section.name}`,
        })),
      ...sections
        .filter(({ kind }) => !READ.has(kind))
        .map(({ kind, line }) => ({ line, what: kind, reason: 'says nothing about ports' })),
    ],
  };
}

const READ = new Set(['global', 'defaults', 'frontend', 'backend', 'listen']);

interface Proxy {
  readonly section: HaproxySection;
  readonly settings: Settings;
}

/** Each proxy section with the defaults that hold for it: the last before it. */
function proxiesOf(sections: readonly HaproxySection[]): readonly Proxy[] {
  let defaults: Settings = [];
  return sections.flatMap((section): readonly Proxy[] => {
    if (section.kind === 'defaults') defaults = section.lines;
    if (!['frontend', 'backend', 'listen'].includes(section.kind)) return [];
    return [{ section, settings: [...defaults, ...section.lines] }];
  });
}

/** Backends that a frontend may choose; one whose name is made at run time may be any. */
function reachedNames(proxies: readonly Proxy[]): { readonly has: (name: string) => boolean } {
  const names = proxies
    .filter(({ section }) => section.kind !== 'backend')
    .flatMap(({ settings }) => settings)
    .flatMap(({ words: [keyword, name] }) =>
      keyword === 'default_backend' || keyword === 'use_backend' ? (name ?? []) : [],
    );
  return names.some((name) => name.includes('%[')) ? { has: () => true } : new Set(names);
}

function upstreamOf(section: HaproxySection, settings: Settings): Upstream | null {
  const defaultServer = settings.filter(({ words }) => words[0] === 'default-server');
  const source = lastOf(settings, 'source')?.words[1];
  const servers = settings
    .filter(({ words }) => words[0] === 'server' || words[0] === 'server-template')
    .flatMap((line) => serversOf(line, defaultServer, source ?? null));
  if (servers.length === 0) return null;
  return {
    name: section.name,
    line: section.line,
    servers,
    connections: connectionsOf(settings, defaultServer),
    sharedSources: 0,
  };
}

/** A server line, or the servers of a template. Those for emergencies, and those switched off, take no traffic. */
function serversOf(
  { line, words }: HaproxyLine,
  defaults: readonly HaproxyLine[],
  source: string | null,
): readonly UpstreamServer[] {
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
  const parameters = [
    ...defaults.flatMap((each) => each.words.slice(1)),
    ...(template ? rest : [...(third === undefined ? [] : [third]), ...rest]),
  ];
  if (parameters.includes('backup') || parameters.includes('disabled')) return [];
  const maxconn = valueAfter(parameters, 'maxconn');
  const count = template ? templateCount(second, line) : 1;
  return Array.from({ length: count }, (_, index) => ({
    line,
    endpoint: template ? `${address}#${String(index)}` : address,
    maxConnections: maxconn === undefined || maxconn === '0' ? null : wholeOf(maxconn, 'maxconn', line),
    source: valueAfter(parameters, 'source') ?? source,
  }));
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

/** What is said of reuse and of idle connections; nothing where HAProxy's defaults hold. */
function connectionsOf(
  settings: Settings,
  defaults: readonly HaproxyLine[],
): { readonly value: Connections; readonly why: string } | null {
  if (lastOf(settings, 'mode')?.words[1] === 'tcp')
    return { value: { reuse: 'none' }, why: 'mode tcp: a connection for each of the client’s' };
  const closing = settings.findLast(
    ({ words: [keyword, option] }) => keyword === 'option' && CLOSING.has(option ?? ''),
  )?.words[1];
  if (closing !== undefined && closing !== 'http-keep-alive')
    return { value: { reuse: 'none', closedBy: 'initiator' }, why: `option ${closing}` };
  const parameters = [...defaults, ...settings.filter(({ words }) => words[0] === 'server')].flatMap(
    ({ words, line }) => words.map((word, index) => ({ word, next: words[index + 1], line })),
  );
  const reuse = lastOf(settings, 'http-reuse')?.words[1];
  const number = (name: string): { readonly value: number; readonly line: number } | undefined => {
    const found = parameters.findLast(({ word }) => word === name);
    return found === undefined
      ? undefined
      : { value: wholeOf(found.next ?? '', name, found.line), line: found.line };
  };
  const maxIdle = parameters.some(({ word, next }) => word === 'pool-max-conn' && next === '-1')
    ? undefined
    : number('pool-max-conn');
  const purge = parameters.findLast(({ word }) => word === 'pool-purge-delay');
  if (maxIdle?.value === 0)
    return { value: { reuse: 'none', closedBy: 'initiator' }, why: 'pool-max-conn 0' };
  if (reuse === 'never')
    return { value: { reuse: 'none' }, why: 'http-reuse never: a connection for each session' };
  if (maxIdle === undefined && purge === undefined) return null;
  return {
    value: {
      reuse: 'keep-alive',
      ...(maxIdle === undefined ? {} : { maxIdle: maxIdle.value }),
      ...(purge === undefined ? {} : { idleTimeoutSeconds: secondsOf(purge.next ?? '', purge.line) }),
    },
    why: [
      ...(maxIdle === undefined ? [] : [`pool-max-conn of line ${String(maxIdle.line)}`]),
      ...(purge === undefined ? [] : [`pool-purge-delay of line ${String(purge.line)}`]),
    ].join(', '),
  };
}

const CLOSING = new Set(['httpclose', 'http-server-close', 'http-keep-alive', 'forceclose']);

function clientIdleTimeout(settings: Settings): { readonly value: number; readonly line: number } | null {
  const found = settings.findLast(
    ({ words }) => words[0] === 'timeout' && (words[1] === 'http-keep-alive' || words[1] === 'client'),
  );
  const keepAlive = settings.findLast(
    ({ words }) => words[0] === 'timeout' && words[1] === 'http-keep-alive',
  );
  const line = keepAlive ?? found;
  return line === undefined ? null : { value: secondsOf(line.words[2] ?? '', line.line), line: line.line };
}

const UNITS: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };

/** A time of HAProxy: milliseconds where it has no unit. */
function secondsOf(text: string, line: number): number {
  const [, number, unit = 'ms'] = /^(\d+)(us|ms|s|m|h|d)?$/.exec(text) ?? [];
  if (number !== undefined) return Number(number) * (UNITS[unit] ?? 1);
  throw syntaxError(
    line,
    `${JSON.stringify(text.slice(0, 40))} is no time; it must be a number with us, ms, s, m, h or d`,
  );
}

function lastOf(lines: Settings, keyword: string): HaproxyLine | undefined {
  return lines.findLast(({ words }) => words[0] === keyword);
}

function countOf({ words: [keyword, value], line }: HaproxyLine, least: number): number {
  const count = wholeOf(value ?? '', keyword, line);
  if (count >= least) return count;
  throw syntaxError(line, `${keyword} is ${String(count)}; it must be at least ${String(least)}`);
}

function wholeOf(text: string, name: string, line: number): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw syntaxError(line, `${name} is ${JSON.stringify(text.slice(0, 40))}; it must be a whole number`);
}

function valueAfter(words: readonly string[], name: string): string | undefined {
  const index = words.lastIndexOf(name);
  return index < 0 ? undefined : words[index + 1];
}
