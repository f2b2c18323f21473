import pg from 'pg';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';

describe('a service whose database is away', () => {
  let api: Application;
  let server: pg.Client;
  let database: string;
  let id: string;
  beforeAll(async () => {
    api = await startApplication();
    const created = await api.request('POST', '/v1/topologies', { body: ticketSale('topology') });
    ({ id } = created.body as { id: string });
    const url = new URL(api.databaseUrl);
    database = url.pathname.slice(1);
    url.pathname = '/postgres';
    server = new pg.Client({ connectionString: url.href });
    await server.connect();
  });
  afterAll(async () => {
    await server.end();
    await api.close();
  });

  async function away<T>(work: () => Promise<T>): Promise<T> {
    await server.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
    await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      database,
    ]);
    try {
      return await work();
    } finally {
      await server.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
    }
  }

  function expectUnavailable(answer: Answer): void {
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.body).toMatchObject({ code: 'storage-unavailable', status: 503 });
    expect(answer.text).not.toMatch(/prisma|postgres|connection|57P01|stack/i);
  }

  it('says so, and when to ask again, over REST and GraphQL, the first request too', async () => {
    const answers = await away(async () => [
      await api.request('GET', '/v1/topologies'),
      await api.request('GET', `/v1/topologies/${id}`),
      await api.request('POST', '/v1/topologies', { body: { ...ticketSale('topology'), name: 'another' } }),
      await api.request('POST', '/v1/topologies/bulk', {
        body: { items: [{ action: 'delete', id, revision: 1 }] },
      }),
      await api.graphql('{ topologies(first: 1) { totalCount } }'),
    ]);
    expect(answers).toHaveLength(5);
    answers.forEach(expectUnavailable);
  });

  it('lives, is not ready, and goes on by itself with all that it had', async () => {
    const [alive, ready] = await away(async () => [
      await api.request('GET', '/healthz', { token: null }),
      await api.request('GET', '/readyz', { token: null }),
    ]);
    expect([alive.status, ready.status]).toEqual([200, 503]);
    const { status, body } = await api.request('GET', '/v1/topologies');
    expect(status).toBe(200);
    expect(body).toMatchObject({ items: [{ id, revision: 1 }] });
  });
});
