import type { NodeKind } from '../topology/node.js';
import type { ListenerDefaults, PoolDefaults, Profile } from './profile.js';
import { readFrom } from './sourced.js';

const USERS: readonly NodeKind[] = ['backend', 'cluster', 'clients', 'proxy'];

function client(
  id: string,
  title: string,
  pool: PoolDefaults,
  notes: readonly string[] = [],
  listener?: ListenerDefaults,
): Profile {
  return {
    id,
    title,
    family: 'client',
    nodeKinds: USERS,
    pool,
    ...(notes.length > 0 ? { notes } : {}),
    ...(listener === undefined ? {} : { listener }),
  };
}

const go = readFrom('https://pkg.go.dev/net/http#Transport (and DefaultTransport)', '2026');
const goLimit = readFrom(
  'https://pkg.go.dev/net/http#Transport (MaxConnsPerHost: zero means no limit)',
  '2026',
  'secondary',
);
const node = readFrom('https://nodejs.org/api/http.html#class-httpagent', '2026');
const nodeServer = readFrom(
  'https://nodejs.org/docs/latest-v24.x/api/http.html#serverkeepalivetimeout',
  '2026',
  'secondary',
);
/** Of an HTTP server of Node.js, whichever client it has. */
const NODE_LISTENER: ListenerDefaults = {
  idleTimeoutSeconds: nodeServer(5, 'seconds', {
    note: 'server.keepAliveTimeout up to Node.js 25; releases disagree, and the shortest is the safe one',
    disagreements: [
      {
        value: 65,
        source: 'https://github.com/nodejs/node/pull/62782',
        note: 'since Node.js 26',
      },
    ],
  }),
};
/** To be said wherever that is taken. */
const NODE_26_LISTENER =
  'An HTTP server of Node.js 26 keeps idle connections for 65 s, earlier ones for 5 s: for the newer give idleTimeoutSeconds: 65.';
const kestrel = readFrom(
  'https://learn.microsoft.com/dotnet/api/microsoft.aspnetcore.server.kestrel.core.kestrelserverlimits.keepalivetimeout',
  '2026',
  'secondary',
);
const undici = readFrom(
  'https://github.com/nodejs/undici/blob/7eb7c8ec/docs/docs/api/Client.md; https://undici.nodejs.org/#/docs/api/Client',
  '2026',
);
const requests = readFrom(
  'https://github.com/psf/requests/blob/1f6589ec/src/requests/adapters.py (DEFAULT_POOLSIZE)',
  '2026',
);
const urllib3 = readFrom('https://urllib3.readthedocs.io/en/stable/advanced-usage.html', '2026');
const aiohttp = readFrom('https://docs.aiohttp.org/en/stable/client_reference.html#tcpconnector', '2026');
const httpx = readFrom('https://www.python-httpx.org/advanced/resource-limits/', '2026');
const jdk = readFrom(
  'https://github.com/openjdk/jdk/blob/master/src/java.net.http/share/classes/module-info.java (jdk.httpclient.keepalive.timeout, connectionPoolSize)',
  '2026',
);
const jdkLimit = readFrom(
  'https://github.com/openjdk/jdk/blob/master/src/java.net.http/share/classes/module-info.java (names no limit of connections)',
  '2026',
  'derived',
);
const apacheClient = readFrom(
  'https://github.com/apache/httpcomponents-client/blob/86c313b2/httpclient5/src/main/java/org/apache/hc/client5/http/impl/io/PoolingHttpClientConnectionManager.java',
  '2026',
);
const apacheKeepAlive = readFrom(
  'https://github.com/apache/httpcomponents-client/blob/86c313b2876a8796ab696a2aab546ba4fe6ac227/httpclient5/src/main/java/org/apache/hc/client5/http/config/RequestConfig.java (DEFAULT_CONN_KEEP_ALIVE)',
  '2026-08-22',
);
const okhttp = readFrom('https://square.github.io/okhttp/5.x/okhttp/okhttp3/-connection-pool/', '2026');
const dotnet = readFrom(
  'https://github.com/dotnet/runtime/blob/13d2066411b51aa6e1f90834846a3dcc4f8eca3d/src/libraries/Common/src/System/Net/Http/HttpHandlerDefaults.cs',
  '2026',
);
const dotnetPerServer = readFrom(
  'https://learn.microsoft.com/dotnet/api/system.net.http.socketshttphandler.maxconnectionsperserver',
  '2026',
  'secondary',
);
const reactor = readFrom(
  'https://projectreactor.io/docs/netty/release/reference/http-client.html#connection-pool',
  '2026',
);
const hyper = readFrom(
  'https://github.com/hyperium/hyper-util/blob/4684c71d/src/client/legacy/client.rs',
  '2026',
);

/** Pools of client libraries as they come, per process. */
export const CLIENT_PROFILES: readonly Profile[] = [
  client(
    'go-net-http',
    'Go net/http',
    {
      reuse: go('keep-alive', ''),
      maxIdle: go(2, 'connections', { note: 'MaxIdleConnsPerHost; MaxIdleConns 100 in all' }),
      maxConnections: goLimit(null, 'connections', { note: 'MaxConnsPerHost 0' }),
      idleTimeoutSeconds: go(90, 'seconds'),
      poolScope: go('destination', '', { note: 'each host name, whatever its addresses' }),
    },
    ['With two idle connections a busy client dials one request in three.'],
  ),
  client(
    'node-agent',
    'Node.js http.Agent',
    {
      reuse: node('keep-alive', '', { note: 'globalAgent; false in agents made without keepAlive: true' }),
      maxIdle: node(256, 'connections', { note: 'maxFreeSockets' }),
      maxConnections: node(null, 'connections', { note: 'maxSockets Infinity' }),
      idleTimeoutSeconds: node(5, 'seconds', { note: 'globalAgent' }),
      poolScope: node('destination', '', { note: 'agent.getName: each host name and port' }),
    },
    [
      'Before Node.js 19 the global agent kept nothing alive: give connections: { reuse: none }.',
      NODE_26_LISTENER,
    ],
    NODE_LISTENER,
  ),
  client(
    'undici',
    'undici and fetch of Node.js',
    {
      reuse: undici('keep-alive', ''),
      maxConnections: undici(null, 'connections', {
        note: 'one for each request at once unless capped, HTTP/2 or not',
      }),
      idleTimeoutSeconds: undici(4, 'seconds'),
      maxConcurrentStreams: undici(100, 'streams'),
      connectionPerConcurrentRequest: undici(true, ''),
      poolScope: undici('destination', '', { note: 'each origin' }),
    },
    [
      'Without a cap on connections HTTP/2 does not multiplex: one connection for each request at once.',
      NODE_26_LISTENER,
    ],
    NODE_LISTENER,
  ),
  client(
    'python-requests',
    'Python requests',
    {
      reuse: requests('keep-alive', ''),
      maxIdle: requests(10, 'connections', {
        note: 'does not block: further ones are opened and thrown away',
      }),
      poolScope: urllib3('destination', '', { note: 'each host name' }),
    },
    ['Without a Session every call opens a connection: give connections: { reuse: none }.'],
  ),
  client('urllib3', 'Python urllib3', {
    reuse: urllib3('keep-alive', ''),
    maxIdle: urllib3(1, 'connections', {
      note: 'maxsize, without block; ten hosts are remembered (num_pools)',
    }),
    poolScope: urllib3('destination', '', { note: 'each host name' }),
  }),
  client('aiohttp', 'Python aiohttp', {
    reuse: aiohttp('keep-alive', ''),
    maxConnections: aiohttp(100, 'connections', { note: 'of a session, to all hosts' }),
    idleTimeoutSeconds: aiohttp(15, 'seconds'),
    poolScope: aiohttp('destination', '', { note: 'each host name and port' }),
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
    maxConnections: jdkLimit(null, 'connections'),
    idleTimeoutSeconds: jdk(30, 'seconds'),
  }),
  client('apache-httpclient', 'Apache HttpClient 5', {
    reuse: apacheClient('keep-alive', ''),
    maxConnections: apacheClient(5, 'connections', { note: 'for each route, 25 in all' }),
    idleTimeoutSeconds: apacheKeepAlive(180, 'seconds', {
      note: 'where the server’s Keep-Alive header names no timeout',
    }),
    poolScope: apacheClient('destination', '', { note: 'each route: a host name' }),
  }),
  client(
    'okhttp',
    'OkHttp',
    {
      reuse: okhttp('keep-alive', ''),
      maxIdle: okhttp(5, 'connections'),
      idleTimeoutSeconds: okhttp(300, 'seconds'),
      poolScope: okhttp('destination', '', { note: 'each Address: a host name' }),
    },
    [
      'Where calls are enqueued, its dispatcher runs five at once to a host, 64 in all: give maxConnections: 5. Calls made synchronously are not limited.',
    ],
  ),
  client(
    'dotnet-httpclient',
    '.NET SocketsHttpHandler',
    {
      reuse: dotnet('keep-alive', ''),
      maxConnections: dotnet(null, 'connections', { note: 'int.MaxValue' }),
      idleTimeoutSeconds: dotnet(60, 'seconds', { note: '2 minutes before .NET 6' }),
      maxAgeSeconds: dotnet(null, 'seconds', { note: 'PooledConnectionLifetime infinite' }),
      poolScope: dotnetPerServer('destination', '', { note: 'each server: a host name and port' }),
    },
    [],
    { idleTimeoutSeconds: kestrel(130, 'seconds', { note: 'of Kestrel: KeepAliveTimeout' }) },
  ),
  client('reactor-netty', 'Reactor Netty HttpClient', {
    reuse: reactor('keep-alive', ''),
    maxConnections: reactor(500, 'connections', {
      note: 'for each remote host; 1,000 may wait. A provider of one’s own: twice the processors, at least 16',
    }),
    idleTimeoutSeconds: reactor(null, 'seconds'),
    poolScope: reactor('destination', '', { note: 'each remote host, not yet resolved' }),
    maxAgeSeconds: reactor(null, 'seconds'),
  }),
  client('hyper', 'Rust hyper-util', {
    reuse: hyper('keep-alive', ''),
    maxIdle: hyper(null, 'connections'),
    idleTimeoutSeconds: hyper(90, 'seconds'),
    poolScope: hyper('destination', '', { note: 'each authority' }),
  }),
];
