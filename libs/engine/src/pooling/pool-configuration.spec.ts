import { allProfiles } from '../catalog/catalog.js';
import { poolConfiguration } from './pool-configuration.js';

const LIMITS = { maxIdle: 49, maxConnections: 363, idleTimeoutSeconds: 60, maxAgeSeconds: 3600 };

describe('the configuration lines of a pool', () => {
  const programs = allProfiles().filter(({ family }) => family === 'proxy' || family === 'client');

  it.each(programs.map(({ id }) => id))('of %s are its own and no other product’s', (id) => {
    expect(Object.keys(poolConfiguration(id, LIMITS))).toEqual([id]);
  });

  it('are those of common clients where nothing is said of the program', () => {
    expect(Object.keys(poolConfiguration(undefined, LIMITS))).toEqual(
      Object.keys(poolConfiguration('linux', LIMITS)),
    );
    expect(Object.keys(poolConfiguration(undefined, LIMITS))).toContain('go-net-http');
  });

  // Names and units of each product's documentation, as the catalogue cites it.
  const LINES: [string, string][] = [
    ['haproxy', 'default-server maxconn 363 pool-max-conn 49 pool-purge-delay 60s'],
    ['nginx', 'keepalive 49;'],
    ['nginx', 'keepalive_time 3600s;'],
    ['envoy', 'max_connections: 363'],
    ['squid', 'server_idle_pconn_timeout 60 seconds'],
    ['varnish', '-p backend_idle_timeout=60'],
    ['node-agent', 'timeout: 60000 '],
    ['undici', 'keepAliveTimeout: 60000 '],
    ['aiohttp', 'limit_per_host=363, keepalive_timeout=60'],
    ['httpx', 'max_keepalive_connections=49, keepalive_expiry=60'],
    ['caddy', 'keepalive_idle_conns_per_host 49'],
    ['traefik', 'maxIdleConnsPerHost: 49'],
    ['hikaricp', 'idleTimeout=60000'],
    ['hikaricp', 'maxLifetime=3600000'],
    ['pgbouncer', 'server_lifetime = 3600'],
    ['go-database-sql', 'db.SetMaxOpenConns(363); db.SetMaxIdleConns(49)'],
    ['sqlalchemy', 'pool_size=49, max_overflow=314, pool_recycle=3600'],
    ['node-postgres', 'max: 363, idleTimeoutMillis: 60000'],
    ['mysql2', 'connectionLimit: 363, maxIdle: 49, idleTimeout: 60000'],
    ['npgsql', 'Connection Idle Lifetime=60'],
    ['java-httpclient', '-Djdk.httpclient.keepalive.timeout=60'],
  ];
  it.each(LINES)('of %s have its units: %s', (id, line) => {
    expect(poolConfiguration(id, LIMITS)[id]).toContain(line);
  });

  it('leave the pools of other hosts alone: Go keeps as many idle in all as it likes, requests ten hosts', () => {
    // MaxIdleConns counts all hosts and zero is no limit; pool_connections is how many hosts have a pool, ten by default.
    expect(poolConfiguration('go-net-http', LIMITS)['go-net-http']).toContain(
      'MaxIdleConnsPerHost: 49, MaxIdleConns: 0,',
    );
    expect(poolConfiguration('python-requests', LIMITS)['python-requests']).not.toContain('pool_connections');
  });
});
