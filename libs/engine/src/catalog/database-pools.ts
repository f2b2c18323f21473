import type { Profile } from './profile.js';
import { readFrom } from './sourced.js';

const hikari = readFrom('https://github.com/brettwooldridge/HikariCP#gear-configuration-knobs-baby', '2026');
const pgbouncer = readFrom('https://github.com/pgbouncer/pgbouncer/blob/13a344f2/doc/config.md', '2026');

/** Pools of database connections: in a program, or as a process of their own. */
export const DATABASE_POOL_PROFILES: readonly Profile[] = [
  {
    id: 'hikaricp',
    title: 'HikariCP',
    family: 'client',
    nodeKinds: ['backend', 'cluster', 'clients', 'proxy'],
    pool: {
      reuse: hikari('keep-alive', ''),
      maxIdle: hikari(10, 'connections', { note: 'minimumIdle is maximumPoolSize' }),
      maxConnections: hikari(10, 'connections'),
      idleTimeoutSeconds: hikari(600, 'seconds'),
      maxAgeSeconds: hikari(1800, 'seconds'),
      poolScope: hikari('destination', '', { note: 'each data source' }),
    },
  },
  {
    id: 'pgbouncer',
    title: 'PgBouncer',
    family: 'proxy',
    nodeKinds: ['proxy'],
    notes: [
      'pool_mode session by default: a connection to the server for each client that is connected, however idle.',
      'File descriptors: max_client_conn + pool size × databases × users.',
    ],
    pool: {
      reuse: pgbouncer('keep-alive', ''),
      maxConnections: pgbouncer(20, 'connections', {
        note: 'default_pool_size, for each user and database',
      }),
      idleTimeoutSeconds: pgbouncer(600, 'seconds', { note: 'server_idle_timeout' }),
      maxAgeSeconds: pgbouncer(3600, 'seconds', { note: 'server_lifetime' }),
      poolScope: pgbouncer('destination', '', { note: 'each user and database' }),
      poolOwner: pgbouncer('process', ''),
    },
    listener: { maxConnections: pgbouncer(100, 'connections', { note: 'max_client_conn' }) },
  },
];
