import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const squidAddress = readFrom(
  'https://github.com/squid-cache/squid/blob/master/src/pconn.cc (PconnPool::key: address and domain)',
  '2026',
);
const varnishEndpoint = readFrom(
  'https://github.com/varnishcache/varnish-cache/blob/master/bin/varnishd/cache/cache_conn_pool.c (VCP_Ref: a pool of an endpoint)',
  '2026',
);
const squid = readFrom(
  'https://github.com/squid-cache/squid/blob/7c20a8a7/src/cf.data.pre (server_persistent_connections, server_idle_pconn_timeout)',
  '2026',
);
const varnish = readFrom(
  'https://github.com/varnishcache/varnish-cache/blob/27d2ce15/include/tbl/params.h (backend_idle_timeout)',
  '2026',
);
const varnishListener = readFrom(
  'https://github.com/varnishcache/varnish-cache/blob/master/include/tbl/params.h (timeout_idle)',
  '2026',
  'secondary',
);
const varnishLimit = readFrom(
  'https://github.com/varnishcache/varnish-cache/blob/master/bin/varnishd/cache/cache_backend.c (.max_connections counts where above zero)',
  '2026',
  'secondary',
);
const varnishOwner = readFrom(
  'https://github.com/varnishcache/varnish-cache/blob/master/bin/varnishd/cache/cache_conn_pool.c',
  '2026',
  'derived',
);

/** Proxies that answer from a cache, with the defaults of their pools of connections to what is behind them. */
export const CACHING_PROXY_PROFILES: readonly Profile[] = [
  {
    id: 'squid',
    title: 'Squid',
    family: 'proxy',
    nodeKinds: ['proxy'],
    notes: [
      'Requests that cannot be retried (POST, a body) get a new connection although an idle one exists, unless server_pconn_for_nonretriable allows it.',
      'tcp_outgoing_address that depends on the client must not be combined with persistent connections to servers.',
    ],
    pool: {
      reuse: squid('keep-alive', '', { note: 'for requests that can be retried only' }),
      idleTimeoutSeconds: squid(60, 'seconds'),
      maxAgeSeconds: squid(null, 'seconds', { note: 'pconn_lifetime 0' }),
      poolScope: squidAddress('endpoint', '', { note: 'each address' }),
      poolOwner: squid('worker', ''),
    },
    listener: { idleTimeoutSeconds: squid(120, 'seconds', { note: 'client_idle_pconn_timeout' }) },
  },
  {
    id: 'varnish',
    title: 'Varnish',
    family: 'proxy',
    nodeKinds: ['proxy'],
    notes: [
      'Each pipe takes a connection of its own.',
      'With .proxy_header every backend connection carries one request: give connections: { reuse: none }.',
    ],
    pool: {
      reuse: varnish('keep-alive', ''),
      maxConnections: varnishLimit(null, 'connections'),
      idleTimeoutSeconds: varnish(60, 'seconds'),
      poolScope: varnishEndpoint('endpoint', '', { note: 'each backend' }),
      poolOwner: varnishOwner('process', ''),
    },
    listener: { idleTimeoutSeconds: varnishListener(5, 'seconds') },
  },
];
