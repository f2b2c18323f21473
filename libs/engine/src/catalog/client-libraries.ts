import type { NodeKind } from '../topology/node.js';
import type { PoolDefaults, Profile } from './profile.js';
import { readFrom } from './sourced.js';

const USERS: readonly NodeKind[] = ['backend', 'cluster', 'clients', 'proxy'];

function client(id: string, title: string, pool: PoolDefaults, notes: readonly string[] = []): Profile {
  return { id, title, family: 'client', nodeKinds: USERS, pool, ...(notes.length > 0 ? { notes } : {}) };
}

const go = readFrom(
  'https://pkg.go.dev/net/http#Transport (DefaultMaxIdleConnsPerHost, DefaultTransport)',
  '2026',
);
const goLimit = readFrom(
  'https://pkg.go.dev/net/http#Transport (MaxConnsPerHost zero: no limit)',
  '2026',
  'unconfirmed',
);
const node = readFrom('https://nodejs.org/api/http.html#class-httpagent', '2026');
const undici = readFrom('https://undici.nodejs.org/#/docs/api/Client', '2026');
const requests = readFrom('psf/requests src/requests/adapters.py', '2026');
const urllib3 = readFrom('https://urllib3.readthedocs.io/en/stable/advanced-usage.html', '2026');
const aiohttp = readFrom('https://docs.aiohttp.org/en/stable/client_reference.html#tcpconnector', '2026');
const httpx = readFrom('https://www.python-httpx.org/advanced/resource-limits/', '2026');
const jdk = readFrom(
  'https://docs.oracle.com/en/java/javase/21/docs/api/java.net.http/module-summary.html (jdk.httpclient.*)',
  '2026',
  'unconfirmed',
);
const apacheClient = readFrom('apache/httpcomponents-client PoolingHttpClientConnectionManager', '2026');
const okhttp = readFrom('https://square.github.io/okhttp/5.x/okhttp/okhttp3/-connection-pool/', '2026');
const dotnet = readFrom('https://learn.microsoft.com/dotnet/api/system.net.http.socketshttphandler', '2026');
const dotnetLimit = readFrom(
  'https://learn.microsoft.com/dotnet/api/system.net.http.socketshttphandler.maxconnectionsperserver (int.MaxValue)',
  '2026',
  'unconfirmed',
);
const reactor = readFrom(
  'https://projectreactor.io/docs/netty/release/reference/http-client.html#connection-pool',
  '2026',
);
const hyper = readFrom('hyperium/hyper-util src/client/legacy/client.rs', '2026');
const hikari = readFrom('https://github.com/brettwooldridge/HikariCP#gear-configuration-knobs-baby', '2026');

/** Pools of client libraries as they come, per process. */
export const CLIENT_PROFILES: readonly Profile[] = [
  client(
    'go-net-http',
    'Go net/http',
    {
      reuse: go('keep-alive', ''),
      maxIdle: go(2, 'connections', { note: 'for each host; 100 in all' }),
      maxConnections: goLimit(null, 'connections'),
      idleTimeoutSeconds: go(90, 'seconds'),
    },
    ['With two idle connections a busy client dials one request in three.'],
  ),
  client('node-agent', 'Node.js http.Agent', {
    reuse: node('keep-alive', ''),
    maxIdle: node(256, 'connections'),
    maxConnections: node(null, 'connections'),
    idleTimeoutSeconds: node(5, 'seconds', { note: 'globalAgent' }),
  }),
  client('undici', 'undici and fetch of Node.js', {
    reuse: undici('keep-alive', ''),
    maxConnections: undici(null, 'connections', {
      note: 'one for each request at once unless capped, HTTP/2 or not',
    }),
    idleTimeoutSeconds: undici(4, 'seconds'),
    maxConcurrentStreams: undici(100, 'streams'),
  }),
  client(
    'python-requests',
    'Python requests',
    {
      reuse: requests('keep-alive', ''),
      maxIdle: requests(10, 'connections', {
        note: 'does not block: further ones are opened and thrown away',
      }),
    },
    ['Without a Session every call opens a connection: give connections: { reuse: none }.'],
  ),
  client('urllib3', 'Python urllib3', {
    reuse: urllib3('keep-alive', ''),
    maxIdle: urllib3(1, 'connections'),
  }),
  client('aiohttp', 'Python aiohttp', {
    reuse: aiohttp('keep-alive', ''),
    maxConnections: aiohttp(100, 'connections'),
    idleTimeoutSeconds: aiohttp(15, 'seconds'),
  }),
  client('httpx', 'Python httpx', {
    reuse: httpx('keep-alive', ''),
    maxIdle: httpx(20, 'connections'),
    maxConnections: httpx(100, 'connections'),
    idleTimeoutSeconds: httpx(5, 'seconds'),
  }),
  client('java-httpclient', 'Java java.net.http.HttpClient', {
    reuse: jdk('keep-alive', ''),
    maxIdle: jdk(null, 'connections', { note: 'connectionPoolSize 0' }),
    idleTimeoutSeconds: jdk(30, 'seconds'),
  }),
  client('apache-httpclient', 'Apache HttpClient 5', {
    reuse: apacheClient('keep-alive', ''),
    maxConnections: apacheClient(5, 'connections', { note: 'for each route, 25 in all' }),
  }),
  client('okhttp', 'OkHttp', {
    reuse: okhttp('keep-alive', ''),
    maxIdle: okhttp(5, 'connections'),
    idleTimeoutSeconds: okhttp(300, 'seconds'),
  }),
  client('dotnet-httpclient', '.NET SocketsHttpHandler', {
    reuse: dotnet('keep-alive', ''),
    maxConnections: dotnetLimit(null, 'connections'),
    idleTimeoutSeconds: dotnet(60, 'seconds', { note: '2 minutes before .NET 6' }),
    maxAgeSeconds: dotnet(null, 'seconds'),
  }),
  client('reactor-netty', 'Reactor Netty HttpClient', {
    reuse: reactor('keep-alive', ''),
    maxConnections: reactor(500, 'connections', { note: 'for each remote host; 1,000 may wait' }),
    idleTimeoutSeconds: reactor(null, 'seconds'),
  }),
  client('hyper', 'Rust hyper-util', {
    reuse: hyper('keep-alive', ''),
    maxIdle: hyper(null, 'connections'),
    idleTimeoutSeconds: hyper(90, 'seconds'),
  }),
  client('hikaricp', 'HikariCP', {
    reuse: hikari('keep-alive', ''),
    maxIdle: hikari(10, 'connections'),
    maxConnections: hikari(10, 'connections'),
    idleTimeoutSeconds: hikari(600, 'seconds'),
    maxAgeSeconds: hikari(1800, 'seconds'),
  }),
];
