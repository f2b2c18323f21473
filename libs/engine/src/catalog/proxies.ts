import { HAPROXY_METRICS } from './metrics.js';
import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const haproxy = readFrom(
  'https://docs.haproxy.org/dev/configuration.html (http-reuse, pool-max-conn, pool-purge-delay, maxconn)',
  '2026',
);
const haproxyIdle = readFrom(
  'https://docs.haproxy.org/dev/configuration.html#pool-purge-delay (half of the idle connections each 5 s)',
  '2026',
  'derived',
);
const haproxyPools = readFrom(
  'https://docs.haproxy.org/dev/configuration.html#tune.idle-pool.shared',
  '2026',
);
const haproxyServer = readFrom(
  'https://docs.haproxy.org/dev/configuration.html#5.2-pool-max-conn (the idle connections of a server)',
  '2026',
);
const nginxAddress = readFrom(
  'https://github.com/nginx/nginx/blob/master/src/http/modules/ngx_http_upstream_keepalive_module.c (a cached connection is taken where its address is that of the chosen server)',
  '2026',
);
const envoyHosts = readFrom(
  'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/connection_pooling#number-of-connection-pools (each host in each cluster)',
  '2026',
);
const envoyCluster = readFrom(
  'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/circuit_breaking (cluster maximum connections)',
  '2026',
);
const apacheWorker = readFrom(
  'https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#workers (each worker, and each member of a balancer, manages its own connections)',
  '2024-10',
  'secondary',
);
const nginx = readFrom(
  'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive',
  '2026-03-24',
);
const nginxListener = readFrom(
  'https://nginx.org/en/docs/http/ngx_http_core_module.html#keepalive_timeout',
  '2026',
  'secondary',
);
const nginxLimit = readFrom(
  'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#max_conns',
  '2026',
  'secondary',
);
const envoy = readFrom(
  'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/connection_pooling',
  '2026',
);
const envoyLimits = readFrom(
  'https://github.com/envoyproxy/data-plane-api/blob/84e84367/envoy/config/cluster/v3/circuit_breaker.proto',
  '2026',
);
const envoyProtocol = readFrom(
  'https://github.com/envoyproxy/data-plane-api/blob/84e84367/envoy/config/core/v3/protocol.proto',
  '2026',
);
const envoyListener = readFrom(
  'https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts (idle_timeout of connections, upstream and downstream: 1 hour)',
  '2026',
  'secondary',
);
const apache = readFrom(
  'https://github.com/apache/httpd/blob/0cb68044/docs/manual/mod/mod_proxy.xml (max, ttl, disablereuse)',
  '2024-10',
);
const apacheIdle = readFrom(
  'https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass (ttl; without it connections wait for the backend to close)',
  '2024-10',
  'derived',
);
const apacheListener = readFrom(
  'https://httpd.apache.org/docs/2.4/mod/core.html#keepalivetimeout',
  '2024-10',
  'secondary',
);
const caddyListener = readFrom(
  'https://caddyserver.com/docs/caddyfile/options#timeouts (idle: 5 minutes)',
  '2026',
  'secondary',
);
const caddy = readFrom('https://caddyserver.com/docs/caddyfile/directives/reverse_proxy', '2026');
const traefik = readFrom(
  'https://github.com/traefik/traefik/blob/fd5a576df2e8aeb0bfc8a96b6ef6e60a61f7ec0a/docs/content/reference/install-configuration/configuration-options.md (serverstransport, entrypoints)',
  '2026-07-24',
);
const traefikTransport = readFrom(
  'https://github.com/traefik/traefik/blob/fd5a576df2e8aeb0bfc8a96b6ef6e60a61f7ec0a/pkg/config/dynamic/http_config.go (has no limit of connections); https://pkg.go.dev/net/http#Transport',
  '2026-07-24',
  'derived',
);
const openresty = readFrom('https://github.com/openresty/lua-nginx-module#lua_socket_pool_size', '2026');

/** Proxies, with the defaults of their upstream pools per process. */
export const PROXY_PROFILES: readonly Profile[] = [
  {
    id: 'haproxy',
    title: 'HAProxy',
    family: 'proxy',
    nodeKinds: ['proxy', 'load-balancer'],
    metrics: HAPROXY_METRICS,
    notes: [
      'A source without a port sets IP_BIND_ADDRESS_NO_PORT; "source addr:lo-hi" on a server line has one range for each server, and two processes that share one collide.',
      'http-reuse safe: the first request of a session takes only a connection that has proven itself.',
    ],
    pool: {
      reuse: haproxy('keep-alive', '', { note: 'http-reuse safe' }),
      maxIdle: haproxy(null, 'connections', { note: 'pool-max-conn -1' }),
      maxConnections: haproxy(null, 'connections', { note: 'server maxconn 0' }),
      idleTimeoutSeconds: haproxyIdle(5, 'seconds', {
        note: 'pool-purge-delay: not a timeout, a half-life',
      }),
      poolScope: haproxyServer('endpoint', '', { note: 'each server' }),
      poolOwner: haproxyPools('thread group', ''),
    },
  },
  {
    id: 'nginx',
    title: 'nginx 1.29.7 and later',
    family: 'proxy',
    nodeKinds: ['proxy', 'load-balancer'],
    notes: [
      'Before 1.29.7 there was no keep-alive to upstreams by default: give connections: { reuse: none }.',
      'proxy_bind with split_clients spreads source addresses; it sets IP_BIND_ADDRESS_NO_PORT where the port is 0.',
    ],
    pool: {
      reuse: nginx('keep-alive', '', {
        disagreements: [
          {
            value: 'none',
            source: 'https://nginx.org/en/CHANGES (before 1.29.7)',
            note: 'off, and HTTP/1.0',
          },
        ],
      }),
      maxIdle: nginx(32, 'connections', {
        note: 'for each worker, to all servers of the upstream; limits idle ones only',
      }),
      maxConnections: nginxLimit(null, 'connections', { note: 'max_conns 0' }),
      idleTimeoutSeconds: nginx(60, 'seconds'),
      maxRequests: nginx(1000, 'requests', { note: '100 before 1.19.10' }),
      maxAgeSeconds: nginx(3600, 'seconds', { note: 'keepalive_time' }),
      poolScope: nginxAddress('endpoint', '', { note: 'each server' }),
      maxIdleScope: nginx('destination', '', {
        note: 'the upstream, whose connection idle longest is closed',
      }),
      poolOwner: nginx('worker', ''),
    },
    listener: {
      idleTimeoutSeconds: nginxListener(75, 'seconds'),
      maxRequests: nginxListener(1000, 'requests', { note: 'keepalive_requests' }),
    },
  },
  {
    id: 'envoy',
    title: 'Envoy',
    family: 'proxy',
    nodeKinds: ['proxy', 'load-balancer'],
    notes: [
      'A pool for each host, protocol and worker: two workers that speak HTTP/1 and HTTP/2 have at least four.',
    ],
    pool: {
      reuse: envoy('keep-alive', ''),
      maxConnections: envoyLimits(1024, 'connections', { note: 'circuit breaker, shared by the workers' }),
      idleTimeoutSeconds: envoyProtocol(3600, 'seconds'),
      maxRequests: envoyProtocol(null, 'requests'),
      maxConcurrentStreams: envoyProtocol(1024, 'streams', {
        disagreements: [
          {
            value: 2_147_483_647,
            source:
              'https://github.com/envoyproxy/data-plane-api (envoy/config/core/v3/protocol.proto before the change)',
            note: 'two to the 31st less one',
          },
        ],
      }),
      poolScope: envoyHosts('endpoint', '', { note: 'each host' }),
      maxConnectionsScope: envoyCluster('destination', '', {
        note: 'all hosts of the cluster, of which each may have one whatever the limit',
      }),
      poolOwner: envoy('worker', ''),
    },
    listener: {
      idleTimeoutSeconds: envoyListener(3600, 'seconds', { note: 'common_http_protocol_options' }),
    },
  },
  {
    id: 'apache',
    title: 'Apache httpd mod_proxy',
    family: 'proxy',
    nodeKinds: ['proxy'],
    notes: ['max is ThreadsPerChild for each child, 1 with prefork.'],
    pool: {
      reuse: apache('keep-alive', ''),
      idleTimeoutSeconds: apacheIdle(60, 'seconds', { note: 'assumed of the backend' }),
      poolScope: apacheWorker('endpoint', '', { note: 'each worker' }),
      poolOwner: apache('child process', ''),
    },
    listener: { idleTimeoutSeconds: apacheListener(5, 'seconds', { note: 'KeepAliveTimeout' }) },
  },
  {
    id: 'caddy',
    title: 'Caddy reverse_proxy',
    family: 'proxy',
    nodeKinds: ['proxy'],
    pool: {
      reuse: caddy('keep-alive', ''),
      maxIdle: caddy(32, 'connections', { note: 'for each host' }),
      idleTimeoutSeconds: caddy(120, 'seconds'),
      poolScope: caddy('endpoint', '', { note: 'each upstream' }),
    },
    listener: { idleTimeoutSeconds: caddyListener(300, 'seconds') },
  },
  {
    id: 'traefik',
    title: 'Traefik',
    family: 'proxy',
    nodeKinds: ['proxy', 'load-balancer'],
    pool: {
      reuse: traefik('keep-alive', ''),
      maxIdle: traefik(200, 'connections', { note: 'serversTransport.maxIdleConnsPerHost' }),
      maxConnections: traefikTransport(null, 'connections'),
      idleTimeoutSeconds: traefik(90, 'seconds', { note: 'forwardingTimeouts.idleConnTimeout' }),
      poolScope: traefikTransport('endpoint', '', { note: 'each server, by its host' }),
    },
    listener: { idleTimeoutSeconds: traefik(180, 'seconds', { note: 'respondingTimeouts.idleTimeout' }) },
  },
  {
    id: 'openresty',
    title: 'OpenResty cosockets',
    family: 'proxy',
    nodeKinds: ['proxy'],
    notes: ['Only where the program calls setkeepalive; else give connections: { reuse: none }.'],
    pool: {
      reuse: openresty('keep-alive', ''),
      maxIdle: openresty(30, 'connections'),
      idleTimeoutSeconds: openresty(60, 'seconds'),
      poolScope: openresty('destination', '', { note: 'the host and port that connect names' }),
      poolOwner: openresty('worker', ''),
    },
    listener: { idleTimeoutSeconds: nginxListener(75, 'seconds') },
  },
];
