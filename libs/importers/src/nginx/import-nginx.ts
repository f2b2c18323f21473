import type { Connections } from '@portplan/engine';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { draftProxy } from '../proxy/draft-proxy.js';
import type { ProxyConfiguration, Upstream, UpstreamServer } from '../proxy/proxy-configuration.js';
import { syntaxError } from '../syntax-error.js';
import { secondsOf, wholeOf } from './nginx-numbers.js';
import { parseNginx, type Directive } from './parse-nginx.js';
import { everyIn, isUnixSocket, passesIn, setting, type Pass } from './passes.js';

/**
 * A topology from an nginx configuration: the proxy, and each group of servers that a location passes requests to, with
 * keep-alive, limits and source addresses. Files that it includes are read where the text is the output of `nginx -T`,
 * which has them all. Unix sockets are left out: they take no ports.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_upstream_module.html
 * @throws ImportError that names the line
 */
export function importNginx(text: string, options: { readonly name?: string } = {}): ImportResult {
  return draftProxy(readNginx(parseNginx(text)), options.name ?? 'nginx');
}

function readNginx(root: readonly Directive[]): ProxyConfiguration {
  const passes = passesIn(root);
  const groups = new Map(
    everyIn(root, 'upstream').map((upstream) => [upstream.parameters[0] ?? '', upstream] as const),
  );
  const used = new Map<string, Upstream>();
  for (const pass of passes.filter(({ target }) => !target.includes('$'))) {
    const upstream = upstreamOf(pass, groups, root);
    // A group that several locations use has one pool; the first that says something of it is kept, of TCP before UDP.
    const known = used.get(upstream.name);
    const overUdpAlone = known?.protocol === 'udp' && upstream.protocol === null;
    if (known?.connections == null || overUdpAlone) used.set(upstream.name, upstream);
  }
  const upstreams = [...used.values()].filter(({ servers }) => servers.length > 0);
  if (upstreams.length === 0) throw nothingUnderstood(passes);
  const workers = root.find(({ name }) => name === 'worker_processes');
  return {
    profile: 'nginx',
    processes: processesOf(workers),
    maxConnections: maxConnectionsOf(root, processesOf(workers).value),
    idleTimeoutSeconds: idleTimeoutOf(root),
    upstreams,
    leftOut: leftOutOf(root, passes, groups, used),
  };
}

function nothingUnderstood(passes: readonly Pass[]): ImportError {
  const why =
    passes.length === 0
      ? 'the configuration passes requests nowhere: it has no proxy_pass, grpc_pass or fastcgi_pass; where it includes other files, give the output of nginx -T'
      : 'the configuration passes requests only to Unix sockets, which take no ports, or where a variable decides for each request';
  return new ImportError('nothing-understood', '', null, why);
}

function upstreamOf(
  pass: Pass,
  groups: ReadonlyMap<string, Directive>,
  root: readonly Directive[],
): Upstream {
  const group = groups.get(pass.target);
  const bind = setting(pass, 'proxy_bind');
  return {
    name: pass.target,
    line: group?.line ?? pass.directive.line,
    servers: (group === undefined
      ? [{ line: pass.directive.line, endpoint: pass.target, maxConnections: null, source: null }]
      : serversOf(group)
    ).filter(({ endpoint }) => !isUnixSocket(endpoint)),
    connections: connectionsOf(pass, group),
    protocol: pass.protocols.has('tcp') ? null : 'udp',
    sharedSources: bind === undefined ? 0 : sourcesOf(bind, root),
  };
}

/** Those that take traffic: neither for emergencies nor switched off. */
function serversOf(group: Directive): readonly UpstreamServer[] {
  const servers = (group.block ?? []).filter(({ name }) => name === 'server');
  const active = servers.filter(
    ({ parameters }) => !parameters.includes('backup') && !parameters.includes('down'),
  );
  if (active.length === 0)
    throw syntaxError(group.line, `upstream ${group.parameters[0] ?? ''} has no server that takes traffic`);
  return active.map(({ line, parameters: [endpoint = '', ...rest] }) => {
    const limit = rest.find((parameter) => parameter.startsWith('max_conns='))?.slice('max_conns='.length);
    return {
      line,
      endpoint,
      maxConnections: limit === undefined || limit === '0' ? null : wholeOf(limit, 'max_conns', line),
      source: null,
    };
  });
}

/**
 * Connections to a group: kept where it has `keepalive`, and requests are sent in HTTP/1.1 without `Connection: close`.
 * Since 1.29.7 both are the default; a configuration does not say for which version it was written, so that only what
 * it says itself counts against it.
 */
function connectionsOf(
  pass: Pass,
  group: Directive | undefined,
): { readonly value: Connections; readonly why: string } | null {
  if (pass.connectionByConnection)
    return { value: { reuse: 'none' }, why: 'stream: a connection for each of the client’s' };
  const version = setting(pass, 'proxy_http_version')?.parameters[0];
  if (version === '1.0') return { value: { reuse: 'none' }, why: 'proxy_http_version 1.0' };
  const keepalive = group?.block?.find(({ name }) => name === 'keepalive');
  if (keepalive?.parameters[0] === '0') return { value: { reuse: 'none' }, why: 'keepalive 0' };
  if (pass.directive.name !== 'proxy_pass' && keepalive === undefined)
    return { value: { reuse: 'none' }, why: `${pass.directive.name} without keepalive` };
  if (keepalive === undefined) return null;
  const within = (name: string): Directive | undefined => group?.block?.find((each) => each.name === name);
  const [requests, timeout, age] = ['keepalive_requests', 'keepalive_timeout', 'keepalive_time'].map(within);
  return {
    value: {
      reuse: 'keep-alive',
      maxIdle: wholeOf(keepalive.parameters[0] ?? '', 'keepalive', keepalive.line),
      ...(requests === undefined
        ? {}
        : { maxRequests: wholeOf(requests.parameters[0] ?? '', 'keepalive_requests', requests.line) }),
      ...(timeout === undefined ? {} : { idleTimeoutSeconds: secondsOf(timeout) }),
      ...(age === undefined ? {} : { maxAgeSeconds: secondsOf(age) }),
    },
    why: `keepalive of line ${String(keepalive.line)}`,
  };
}

/** `proxy_bind $name` with `split_clients` chooses among addresses; one that is written out is one. */
function sourcesOf(bind: Directive, root: readonly Directive[]): number {
  const [address = ''] = bind.parameters;
  if (!address.startsWith('$')) return 1;
  const chooser = [...everyIn(root, 'split_clients'), ...everyIn(root, 'map')].find(({ parameters }) =>
    parameters.includes(address),
  );
  const values = (chooser?.block ?? []).flatMap(({ parameters }) => parameters[0] ?? []);
  return Math.max(1, new Set(values).size);
}

function processesOf(workers: Directive | undefined): ProxyConfiguration['processes'] {
  // nginx starts one worker where nothing is said.
  if (workers === undefined) return { value: 1, line: 1 };
  const [value = ''] = workers.parameters;
  if (value === 'auto') return { value: 1, line: null };
  return { value: wholeOf(value, 'worker_processes', workers.line), line: workers.line };
}

function maxConnectionsOf(
  root: readonly Directive[],
  processes: number,
): ProxyConfiguration['maxConnections'] {
  const found = everyIn(root, 'worker_connections')[0];
  if (found === undefined) return null;
  // Connections to upstreams count too: half of them are left for clients.
  const both = wholeOf(found.parameters[0] ?? '', 'worker_connections', found.line) * processes;
  return { value: Math.max(1, Math.floor(both / 2)), line: found.line };
}

function idleTimeoutOf(root: readonly Directive[]): ProxyConfiguration['idleTimeoutSeconds'] {
  const http = root.find(({ name }) => name === 'http');
  const found = http?.block?.find(({ name }) => name === 'keepalive_timeout');
  return found === undefined ? null : { value: secondsOf(found), line: found.line };
}

function leftOutOf(
  root: readonly Directive[],
  passes: readonly Pass[],
  groups: ReadonlyMap<string, Directive>,
  used: ReadonlyMap<string, Upstream>,
): ProxyConfiguration['leftOut'] {
  const all = [
    ...everyIn(root, 'include')
      .filter(({ parameters }) => !parameters.some((file) => file.endsWith('mime.types')))
      .map(({ line }) => ({
        line,
        what: 'include',
        reason: 'an included file is not read; nginx -T prints all files in one',
      })),
    ...passes
      .filter(({ target }) => target.includes('$'))
      .map(({ directive: { line, name } }) => ({
        line,
        what: name,
        reason: 'where it passes requests is decided for each request, by a variable',
      })),
    ...passes
      .filter(({ target, protocols }) => protocols.has('udp') && used.get(target)?.protocol === null)
      .map(({ directive: { line, name }, target }) => ({
        line,
        what: name,
        reason: `to ${target} go datagrams and connections; what it passes on as datagrams is not counted`,
      })),
    ...passes
      .filter(({ target }) => isUnixSocket(target))
      .map(({ directive: { line, name } }) => ({ line, what: name, reason: UNIX_SOCKET })),
    ...[...groups]
      .flatMap(([name, { block }]) => (used.has(name) ? (block ?? []) : []))
      .filter(({ name }) => name === 'server')
      .flatMap(({ line, parameters }) =>
        whyIdle(parameters).map((reason) => ({ line, what: 'server', reason })),
      ),
    ...[...groups].flatMap(([name, { line }]) =>
      used.has(name) ? [] : [{ line, what: 'upstream', reason: `no location passes requests to ${name}` }],
    ),
  ];
  // A file that several others include says the same each time.
  return [...new Map(all.map((each) => [`${String(each.line)} ${each.what}`, each])).values()];
}

const UNIX_SOCKET = 'a Unix socket takes no ports';

/** Why a server of a group takes no ports, if it does not. */
function whyIdle([endpoint = '', ...parameters]: readonly string[]): readonly string[] {
  if (isUnixSocket(endpoint)) return [UNIX_SOCKET];
  if (parameters.includes('backup')) return ['takes requests only where all others are gone'];
  return parameters.includes('down') ? ['is switched off'] : [];
}
