import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const haproxy = readFrom(
  'https://docs.haproxy.org/dev/configuration.html (http-reuse, pool-max-conn, pool-purge-delay)',
  '2026',
);
const nginx = readFrom(
  'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive',
  '2026-03-24',
);
const envoy = readFrom(
  'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/connection_pooling',
  '2026',
);
const envoyLimits = readFrom(
  'envoyproxy/data-plane-api envoy/config/cluster/v3/circuit_breaker.proto',
  '2026',
);
const squid = readFrom('squid-cache/squid src/cf.data.pre', '2026');
const varnish = readFrom(
  'https://varnish-cache.org/docs/trunk/reference/varnishd.html (backend_idle_timeout)',
  '2026',
);
const varnishLimit = readFrom(
  'https://varnish-cache.org/docs/trunk/reference/vcl-backend.html (.max_connections)',
  '2026',
  'unconfirmed',
);
const apache = readFrom('https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#workers', '2024-10');

/** Proxies, with the defaults of their upstream pools per process. */
export const PROXY_PROFILES: readonly Profile[] = [
  {
    id: 'haproxy',
    title: 'HAProxy',
    family: 'proxy',
    nodeKinds: ['proxy', 'load-balancer'],
    notes: [
      'A source without a port sets IP_BIND_ADDRESS_NO_PORT; "source addr:lo-hi" on a server line has one range for each server.',
      'http-reuse safe: the first request of a session takes only a connection that has proven itself.',
    ],
    pool: {
      reuse: haproxy('keep-alive', '', { note: 'http-reuse safe' }),
      maxIdle: haproxy(null, 'connections', { note: 'pool-max-conn -1' }),
      maxConnections: haproxy(null, 'connections', { note: 'server maxconn 0' }),
      idleTimeoutSeconds: haproxy(5, 'seconds', { note: 'pool-purge-delay: half of the idle ones each 5 s' }),
      poolOwner: haproxy('thread group', ''),
    },
  },
  {
    id: 'nginx',
    title: 'nginx 1.29.7 and later',
    family: 'proxy',
    nodeKinds: ['proxy', 'load-balancer'],
    notes: [
      'Before 1.29.7 there was no keep-alive to upstreams by default: give connections: { reuse: none }.',
    ],
    pool: {
      reuse: nginx('keep-alive', '', {
        disagreements: [{ value: 'none', source: 'nginx before 1.29.7', note: 'off, and HTTP/1.0' }],
      }),
      maxIdle: nginx(32, 'connections', { note: 'for each worker; limits idle ones only' }),
      idleTimeoutSeconds: nginx(60, 'seconds'),
      maxRequests: nginx(1000, 'requests', { note: '100 before 1.19.10' }),
      maxAgeSeconds: nginx(3600, 'seconds'),
      poolOwner: nginx('worker', ''),
    },
  },
  {
    id: 'envoy',
    title: 'Envoy',
    family: 'proxy',
    nodeKinds: ['proxy', 'load-balancer'],
    pool: {
      reuse: envoy('keep-alive', ''),
      maxConnections: envoyLimits(1024, 'connections', { note: 'circuit breaker, shared by the workers' }),
      idleTimeoutSeconds: envoy(3600, 'seconds'),
      maxRequests: envoy(null, 'requests'),
      maxConcurrentStreams: envoy(1024, 'streams', {
        disagreements: [
          {
            value: 2_147_483_647,
            source: 'Envoy before the change of the default',
            note: 'two to the 31st less one',
          },
        ],
      }),
      poolOwner: envoy('worker', ''),
    },
  },
  {
    id: 'squid',
    title: 'Squid',
    family: 'proxy',
    nodeKinds: ['proxy'],
    notes: [
      'Requests that cannot be retried (POST, a body) get a new connection although an idle one exists, unless server_pconn_for_nonretriable allows it.',
    ],
    pool: {
      reuse: squid('keep-alive', ''),
      idleTimeoutSeconds: squid(60, 'seconds'),
      maxAgeSeconds: squid(null, 'seconds'),
      poolOwner: squid('worker', ''),
    },
    listener: { idleTimeoutSeconds: squid(120, 'seconds') },
  },
  {
    id: 'varnish',
    title: 'Varnish',
    family: 'proxy',
    nodeKinds: ['proxy'],
    notes: ['Each pipe takes a connection of its own.'],
    pool: {
      reuse: varnish('keep-alive', ''),
      maxConnections: varnishLimit(null, 'connections'),
      idleTimeoutSeconds: varnish(60, 'seconds'),
      poolOwner: varnish('process', ''),
    },
    listener: {
      idleTimeoutSeconds: readFrom(
        'https://varnish-cache.org/docs/trunk/reference/varnishd.html (timeout_idle)',
        '2026',
        'unconfirmed',
      )(5, 'seconds'),
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
      idleTimeoutSeconds: apache(60, 'seconds', {
        note: 'ttl; without it connections wait for the backend to close',
      }),
      poolOwner: apache('child process', ''),
    },
  },
];
