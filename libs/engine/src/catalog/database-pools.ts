import type { PoolDefaults, Profile } from './profile.js';
import { readFrom } from './sourced.js';

const goSql = readFrom(
  'https://pkg.go.dev/database/sql#DB (defaultMaxIdleConns in sql.go of Go 1.26)',
  '2026',
);
const sqlAlchemy = readFrom(
  'https://github.com/sqlalchemy/sqlalchemy/blob/f35da7e2b9349a08b8de1f6bd3b07c8bf8616790/lib/sqlalchemy/pool/impl.py (QueuePool: pool_size, max_overflow, recycle)',
  '2026-08-21',
);
const nodePg = readFrom(
  'https://github.com/brianc/node-postgres/blob/c9e57617bc92c2ded23a75345f50eadc527bd131/packages/pg-pool/index.js (max, idleTimeoutMillis, maxLifetimeSeconds)',
  '2026-08-14',
);
const mysql2 = readFrom(
  'https://github.com/sidorares/node-mysql2/blob/928c3c511a0316713966ade2cf27e47285feb878/lib/pool_config.js; lib/base/pool.js',
  '2026-08-21',
);
const npgsql = readFrom(
  'https://github.com/npgsql/npgsql/blob/3cb5804b769b000a1fc88ad8e5e764667f0df4a1/src/Npgsql/NpgsqlConnectionStringBuilder.cs',
  '2026-08-18',
);
const hikariKeepAlive = readFrom(
  'https://github.com/brettwooldridge/HikariCP#gear-configuration-knobs-baby (idleTimeout: only where minimumIdle is less than maximumPoolSize)',
  '2026',
);
const hikari = readFrom('https://github.com/brettwooldridge/HikariCP#gear-configuration-knobs-baby', '2026');
const pgbouncer = readFrom('https://github.com/pgbouncer/pgbouncer/blob/13a344f2/doc/config.md', '2026');

/** A pool within a program, for each data source that it opens. */
function inProgram(id: string, title: string, pool: PoolDefaults, notes: readonly string[] = []): Profile {
  return {
    id,
    title,
    family: 'client',
    nodeKinds: ['backend', 'cluster', 'clients', 'proxy'],
    pool,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** Pools of database connections: in a program, or as a process of their own. */
export const DATABASE_POOL_PROFILES: readonly Profile[] = [
  inProgram(
    'hikaricp',
    'HikariCP',
    {
      reuse: hikari('keep-alive', ''),
      maxIdle: hikari(10, 'connections', { note: 'minimumIdle is maximumPoolSize' }),
      maxConnections: hikari(10, 'connections'),
      idleTimeoutSeconds: hikariKeepAlive(null, 'seconds', {
        note: 'none, since minimumIdle is maximumPoolSize: a pool of a fixed size',
        disagreements: [
          {
            value: 600,
            source: 'https://github.com/brettwooldridge/HikariCP#gear-configuration-knobs-baby',
            note: 'idleTimeout, where minimumIdle is set below maximumPoolSize',
          },
        ],
      }),
      maxAgeSeconds: hikari(1800, 'seconds'),
      poolScope: hikari('destination', '', { note: 'each data source' }),
    },
    [
      'Releases since the end of 2024 ask the database over each idle connection every two minutes (keepaliveTime), so that nothing on the way forgets it; earlier ones do where keepaliveTime is set.',
    ],
  ),
  inProgram(
    'go-database-sql',
    'Go database/sql',
    {
      reuse: goSql('keep-alive', ''),
      maxIdle: goSql(2, 'connections', { note: 'SetMaxIdleConns' }),
      maxConnections: goSql(null, 'connections', { note: 'SetMaxOpenConns 0' }),
      idleTimeoutSeconds: goSql(null, 'seconds', { note: 'SetConnMaxIdleTime 0' }),
      maxAgeSeconds: goSql(null, 'seconds', { note: 'SetConnMaxLifetime 0' }),
      poolScope: goSql('destination', '', { note: 'each DB' }),
    },
    ['With two idle connections a busy program dials for every burst: set both limits to the same number.'],
  ),
  inProgram(
    'sqlalchemy',
    'SQLAlchemy QueuePool',
    {
      reuse: sqlAlchemy('keep-alive', ''),
      maxIdle: sqlAlchemy(5, 'connections', { note: 'pool_size' }),
      maxConnections: sqlAlchemy(15, 'connections', { note: 'pool_size and max_overflow, 10' }),
      idleTimeoutSeconds: sqlAlchemy(null, 'seconds'),
      maxAgeSeconds: sqlAlchemy(null, 'seconds', { note: 'pool_recycle -1' }),
      poolScope: sqlAlchemy('destination', '', { note: 'each engine' }),
    },
    [
      'Connections beyond pool_size are closed when they are given back. pool_recycle is looked at when one is taken.',
    ],
  ),
  inProgram('node-postgres', 'node-postgres Pool', {
    reuse: nodePg('keep-alive', ''),
    maxConnections: nodePg(10, 'connections', { note: 'max' }),
    idleTimeoutSeconds: nodePg(10, 'seconds', { note: 'idleTimeoutMillis' }),
    maxAgeSeconds: nodePg(null, 'seconds', { note: 'maxLifetimeSeconds 0' }),
    poolScope: nodePg('destination', '', { note: 'each Pool' }),
  }),
  inProgram('mysql2', 'Node.js mysql2 pool', {
    reuse: mysql2('keep-alive', ''),
    maxIdle: mysql2(10, 'connections', { note: 'maxIdle is connectionLimit' }),
    maxConnections: mysql2(10, 'connections', { note: 'connectionLimit' }),
    idleTimeoutSeconds: mysql2(null, 'seconds', {
      note: 'idleTimeout, 60 s, counts only where maxIdle is below connectionLimit',
    }),
    poolScope: mysql2('destination', '', { note: 'each pool' }),
  }),
  inProgram('npgsql', '.NET Npgsql', {
    reuse: npgsql('keep-alive', ''),
    maxConnections: npgsql(100, 'connections', { note: 'Maximum Pool Size' }),
    idleTimeoutSeconds: npgsql(300, 'seconds', { note: 'Connection Idle Lifetime, looked at every 10 s' }),
    maxAgeSeconds: npgsql(3600, 'seconds', { note: 'Connection Lifetime' }),
    poolScope: npgsql('destination', '', { note: 'each data source' }),
  }),
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
