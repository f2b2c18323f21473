import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Whoever is still connected is thrown out. */
  drop(): Promise<void>;
}

/** An empty, migrated database of the caller's own. */
export async function createDatabase(): Promise<TestDatabase> {
  const template = new URL(serverUrl());
  return create(`TEMPLATE ${template.pathname.slice(1)}`);
}

/** A database in which nothing has been made yet. */
export async function createBareDatabase(): Promise<TestDatabase> {
  return create('');
}

async function create(options: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} ${options}`);
  return { url: urlOf(name), drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

function serverUrl(): string {
  const url = process.env['PORTPLAN_TEST_DATABASE_URL'];
  if (url === undefined)
    throw new Error('The e2e project is not running: its global setup starts PostgreSQL.');
  return url;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
