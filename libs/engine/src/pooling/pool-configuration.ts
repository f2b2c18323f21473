/** Settings of one process' pool. */
export interface PoolLimits {
  readonly maxIdle: number;
  readonly maxConnections: number;
  readonly idleTimeoutSeconds: number;
  readonly maxAgeSeconds: number;
}

/** The lines that set a pool in each product, by the catalogue's id. */
const LINES: Readonly<Record<string, (limits: PoolLimits) => string>> = {
  haproxy: ({ maxIdle, maxConnections, idleTimeoutSeconds }) =>
    [
      `http-reuse safe`,
      `default-server maxconn ${String(maxConnections)} pool-max-conn ${String(maxIdle)} pool-purge-delay ${String(idleTimeoutSeconds)}s`,
    ].join('\n'),
  nginx: ({ maxIdle, idleTimeoutSeconds, maxAgeSeconds }) =>
    [
      `# in the upstream block`,
      `keepalive ${String(maxIdle)};`,
      `keepalive_timeout ${String(idleTimeoutSeconds)}s;`,
      `keepalive_time ${String(maxAgeSeconds)}s;`,
      `# in the location`,
      `proxy_http_version 1.1;`,
      `proxy_set_header Connection "";`,
    ].join('\n'),
  envoy: ({ maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    [
      `# of the cluster, over all of its hosts and workers: where workers are told as processes, times their number`,
      `circuit_breakers: { thresholds: [ { max_connections: ${String(maxConnections)} } ] }`,
      `typed_extension_protocol_options:`,
      `  envoy.extensions.upstreams.http.v3.HttpProtocolOptions:`,
      `    "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions`,
      `    explicit_http_config: { http_protocol_options: {} }`,
      `    common_http_protocol_options: { idle_timeout: ${String(idleTimeoutSeconds)}s, max_connection_duration: ${String(maxAgeSeconds)}s }`,
    ].join('\n'),
  varnish: ({ maxConnections, idleTimeoutSeconds }) =>
    [
      `# backend`,
      `.max_connections = ${String(maxConnections)};`,
      `# varnishd`,
      `-p backend_idle_timeout=${String(idleTimeoutSeconds)}`,
    ].join('\n'),
  squid: ({ idleTimeoutSeconds, maxAgeSeconds }) =>
    [
      `server_persistent_connections on`,
      `server_idle_pconn_timeout ${String(idleTimeoutSeconds)} seconds`,
      `pconn_lifetime ${String(maxAgeSeconds)} seconds`,
    ].join('\n'),
  apache: ({ maxConnections, idleTimeoutSeconds }) =>
    `ProxyPass "/" "http://backend/" max=${String(maxConnections)} ttl=${String(idleTimeoutSeconds)} enablereuse=on`,
  'go-net-http': ({ maxIdle, maxConnections, idleTimeoutSeconds }) =>
    `&http.Transport{MaxIdleConnsPerHost: ${String(maxIdle)}, MaxIdleConns: 0, MaxConnsPerHost: ${String(maxConnections)}, IdleConnTimeout: ${String(idleTimeoutSeconds)} * time.Second}`,
  'node-agent': ({ maxIdle, maxConnections, idleTimeoutSeconds }) =>
    `new https.Agent({ keepAlive: true, maxSockets: ${String(maxConnections)}, maxFreeSockets: ${String(maxIdle)}, timeout: ${String(idleTimeoutSeconds * 1000)} })`,
  'python-requests': ({ maxConnections }) =>
    `session.mount("https://", HTTPAdapter(pool_maxsize=${String(maxConnections)}, pool_block=True))`,
  'java-httpclient': ({ maxIdle, idleTimeoutSeconds }) =>
    `-Djdk.httpclient.connectionPoolSize=${String(maxIdle)} -Djdk.httpclient.keepalive.timeout=${String(idleTimeoutSeconds)}`,
  'dotnet-httpclient': ({ maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    `new SocketsHttpHandler { MaxConnectionsPerServer = ${String(maxConnections)}, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(${String(idleTimeoutSeconds)}), PooledConnectionLifetime = TimeSpan.FromSeconds(${String(maxAgeSeconds)}) }`,
  undici: ({ maxConnections, idleTimeoutSeconds }) =>
    `new Agent({ connections: ${String(maxConnections)}, keepAliveTimeout: ${String(idleTimeoutSeconds * 1000)} })`,
  urllib3: ({ maxConnections }) => `PoolManager(maxsize=${String(maxConnections)}, block=True)`,
  aiohttp: ({ maxConnections, idleTimeoutSeconds }) =>
    `aiohttp.TCPConnector(limit=0, limit_per_host=${String(maxConnections)}, keepalive_timeout=${String(idleTimeoutSeconds)})`,
  httpx: ({ maxIdle, maxConnections, idleTimeoutSeconds }) =>
    `httpx.Limits(max_connections=${String(maxConnections)}, max_keepalive_connections=${String(maxIdle)}, keepalive_expiry=${String(idleTimeoutSeconds)})`,
  'apache-httpclient': ({ maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    [
      `PoolingHttpClientConnectionManagerBuilder.create().setMaxConnPerRoute(${String(maxConnections)}).setMaxConnTotal(${String(maxConnections)})`,
      `    .setDefaultConnectionConfig(ConnectionConfig.custom().setTimeToLive(TimeValue.ofSeconds(${String(maxAgeSeconds)})).build()).build()`,
      `HttpClients.custom().setConnectionManager(manager).evictIdleConnections(TimeValue.ofSeconds(${String(idleTimeoutSeconds)}))`,
    ].join('\n'),
  okhttp: ({ maxIdle, maxConnections, idleTimeoutSeconds }) =>
    [
      `dispatcher.setMaxRequestsPerHost(${String(maxConnections)}); dispatcher.setMaxRequests(${String(maxConnections)});`,
      `new OkHttpClient.Builder().dispatcher(dispatcher).connectionPool(new ConnectionPool(${String(maxIdle)}, ${String(idleTimeoutSeconds)}, TimeUnit.SECONDS))`,
    ].join('\n'),
  'reactor-netty': ({ maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    `ConnectionProvider.builder("pool").maxConnections(${String(maxConnections)}).maxIdleTime(Duration.ofSeconds(${String(idleTimeoutSeconds)})).maxLifeTime(Duration.ofSeconds(${String(maxAgeSeconds)})).build()`,
  hyper: ({ maxIdle, idleTimeoutSeconds }) =>
    `Client::builder(TokioExecutor::new()).pool_max_idle_per_host(${String(maxIdle)}).pool_idle_timeout(Duration::from_secs(${String(idleTimeoutSeconds)}))`,
  caddy: ({ maxIdle, maxConnections, idleTimeoutSeconds }) =>
    [
      `# in reverse_proxy`,
      `transport http {`,
      `  keepalive ${String(idleTimeoutSeconds)}s`,
      `  keepalive_idle_conns_per_host ${String(maxIdle)}`,
      `  max_conns_per_host ${String(maxConnections)}`,
      `}`,
    ].join('\n'),
  traefik: ({ maxIdle, idleTimeoutSeconds }) =>
    [
      `# static configuration`,
      `serversTransport:`,
      `  maxIdleConnsPerHost: ${String(maxIdle)}`,
      `  forwardingTimeouts: { idleConnTimeout: ${String(idleTimeoutSeconds)}s }`,
    ].join('\n'),
  openresty: ({ maxIdle, idleTimeoutSeconds }) =>
    [
      `lua_socket_pool_size ${String(maxIdle)};`,
      `lua_socket_keepalive_timeout ${String(idleTimeoutSeconds)}s;`,
      `# in the program, after each request: sock:setkeepalive()`,
    ].join('\n'),
  hikaricp: ({ maxIdle, maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    [
      `maximumPoolSize=${String(maxConnections)}`,
      `minimumIdle=${String(maxIdle)}`,
      `idleTimeout=${String(idleTimeoutSeconds * 1000)}`,
      `maxLifetime=${String(maxAgeSeconds * 1000)}`,
    ].join('\n'),
  'go-database-sql': ({ maxIdle, maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    [
      `db.SetMaxOpenConns(${String(maxConnections)}); db.SetMaxIdleConns(${String(maxIdle)})`,
      `db.SetConnMaxIdleTime(${String(idleTimeoutSeconds)} * time.Second); db.SetConnMaxLifetime(${String(maxAgeSeconds)} * time.Second)`,
    ].join('\n'),
  sqlalchemy: ({ maxIdle, maxConnections, maxAgeSeconds }) =>
    `create_engine(url, pool_size=${String(maxIdle)}, max_overflow=${String(Math.max(0, maxConnections - maxIdle))}, pool_recycle=${String(maxAgeSeconds)})`,
  'node-postgres': ({ maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    `new Pool({ max: ${String(maxConnections)}, idleTimeoutMillis: ${String(idleTimeoutSeconds * 1000)}, maxLifetimeSeconds: ${String(maxAgeSeconds)} })`,
  mysql2: ({ maxIdle, maxConnections, idleTimeoutSeconds }) =>
    `createPool({ connectionLimit: ${String(maxConnections)}, maxIdle: ${String(maxIdle)}, idleTimeout: ${String(idleTimeoutSeconds * 1000)} })`,
  npgsql: ({ maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    `Maximum Pool Size=${String(maxConnections)};Connection Idle Lifetime=${String(idleTimeoutSeconds)};Connection Lifetime=${String(maxAgeSeconds)}`,
  pgbouncer: ({ maxConnections, idleTimeoutSeconds, maxAgeSeconds }) =>
    [
      `default_pool_size = ${String(maxConnections)}`,
      `server_idle_timeout = ${String(idleTimeoutSeconds)}`,
      `server_lifetime = ${String(maxAgeSeconds)}`,
    ].join('\n'),
};

/** What is shown where the document does not say what the initiator runs. */
const COMMON_CLIENTS = [
  'go-net-http',
  'node-agent',
  'python-requests',
  'java-httpclient',
  'dotnet-httpclient',
];

/** Configuration lines for a pool: of the initiator's product where it is known, else of the common client libraries. */
export function poolConfiguration(
  profile: string | undefined,
  limits: PoolLimits,
): Readonly<Record<string, string>> {
  const products = profile !== undefined && profile in LINES ? [profile] : COMMON_CLIENTS;
  return Object.fromEntries(products.map((product) => [product, LINES[product]?.(limits) ?? '']));
}
