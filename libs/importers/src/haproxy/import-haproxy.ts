import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { draftProxy } from '../proxy/draft-proxy.js';
import type { LeftOut, ProxyConfiguration, Upstream } from '../proxy/proxy-configuration.js';
import { connectionsOf } from './haproxy-connections.js';
import { countOf, secondsOf } from './haproxy-numbers.js';
import { serversOf } from './haproxy-servers.js';
import { parseHaproxy, type HaproxySection } from './parse-haproxy.js';
import { proxiesOf, reachedNames, type Proxy } from './proxy-sections.js';
import { lastOf, type Settings } from './settings.js';
import { withoutUnset } from './unset-values.js';

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

function readHaproxy(written: readonly HaproxySection[]): ProxyConfiguration {
  const { sections, leftOut: unset } = withoutUnset(written);
  const global = sections.filter(({ kind }) => kind === 'global').flatMap(({ lines }) => lines);
  const proxies = proxiesOf(sections);
  const reached = reachedNames(proxies);
  const pools = proxies
    .filter(({ section }) => section.kind === 'backend' || section.kind === 'listen')
    .map((proxy) =>
      proxy.section.kind === 'listen' || reached.has(proxy.section.name) ? poolOf(proxy) : unreached(proxy),
    );
  const upstreams = pools.flatMap(({ upstream }) => upstream ?? []);
  if (upstreams.length === 0)
    throw new ImportError(
      'nothing-understood',
      '',
      null,
      'the configuration has no backend or listen section with servers that a frontend leads to and that take ports',
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
      ...pools.flatMap(({ leftOut }) => leftOut),
      ...unset,
      ...sections
        .filter(({ kind }) => !READ.has(kind))
        .map(({ kind, line }) => ({ line, what: kind, reason: 'says nothing about ports' })),
    ],
  };
}

const READ = new Set(['global', 'defaults', 'frontend', 'backend', 'listen']);

/** What a section that connections may lead to becomes. */
interface Pool {
  readonly upstream: Upstream | null;
  readonly leftOut: readonly LeftOut[];
}

function unreached({ section: { line, name } }: Proxy): Pool {
  return { upstream: null, leftOut: [{ line, what: 'backend', reason: `no frontend leads to ${name}` }] };
}

function poolOf({ section, settings }: Proxy): Pool {
  const { name, line, kind } = section;
  const defaultServer = settings.filter(({ words }) => words[0] === 'default-server');
  const source = lastOf(settings, 'source')?.words[1] ?? null;
  const written = settings.filter(({ words }) => words[0] === 'server' || words[0] === 'server-template');
  if (written.length === 0)
    return { upstream: null, leftOut: [{ line, what: kind, reason: `${name} has no servers` }] };
  const read = written.map((each) => serversOf(each, defaultServer, source));
  const servers = read.flatMap((each) => each.servers);
  const connections = connectionsOf(settings, defaultServer);
  return {
    upstream:
      servers.length === 0 ? null : { name, line, servers, connections, protocol: null, sharedSources: 0 },
    leftOut: read.flatMap((each) => each.leftOut),
  };
}

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
