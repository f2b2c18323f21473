import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startApi, type ApiProcess } from '../support/api-process.js';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const REQUESTS = 40;
/** Runs on order are made in a few milliseconds each: the first kill is amid them, the last may be behind. */
const KILLED_AFTER_MILLISECONDS = [15, 60, 150];
const ROUNDS = 60;

describe('a server that is killed while it works', () => {
  let api: Application;
  let database: pg.Client;

  beforeAll(async () => {
    api = await startApplication();
    database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await api.close();
  });

  it('has done each request with a key once, when all have been repeated until they are answered', async () => {
    const made = async (path: string, body: object): Promise<string> =>
      (await api.request('POST', path, { body })).body.id as string;
    const topologyId = await made('/v1/topologies', ticketSale('topology'));
    const forecastId = await made('/v1/forecasts', ticketSale('forecast'));
    const scenario = await made('/v1/scenarios', { name: 'sale', topologyId, forecastId });
    const keys = Array.from({ length: REQUESTS }, () => randomUUID());
    const answers = new Map<string, string>();

    const order = async ({ url }: ApiProcess, key: string): Promise<void> => {
      const answer = await fetch(`${url}/v1/scenarios/${scenario}/runs`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${api.tokens.planner}`,
          prefer: 'respond-async',
          'idempotency-key': key,
        },
      });
      const text = await answer.text();
      if (answer.status === 202) answers.set(key, text);
      else expect([409, JSON.parse(text).code]).toEqual([answer.status, 'request-under-way']);
    };

    let unanswered = 0;
    for (const milliseconds of KILLED_AFTER_MILLISECONDS) {
      const server = await startApi(api.databaseUrl);
      const sent = Promise.allSettled(
        keys.filter((key) => !answers.has(key)).map((key) => order(server, key)),
      );
      await pause(milliseconds);
      await server.kill();
      unanswered += (await sent).filter(({ status }) => status === 'rejected').length;
    }
    expect(unanswered).toBeGreaterThan(0);
    // The time that a client would wait.
    await database.query('UPDATE idempotency_key SET leased_until = now() WHERE status IS NULL');
    const server = await startApi(api.databaseUrl);
    for (let round = 0; answers.size < REQUESTS && round < ROUNDS; round += 1) {
      await Promise.all(keys.filter((key) => !answers.has(key)).map((key) => order(server, key)));
      if (answers.size < REQUESTS) await pause(100);
    }
    await server.kill();

    const orders = await database.query<{ id: string }>('SELECT id FROM run_order ORDER BY id');
    const jobs = await database.query<{ id: string }>(
      `SELECT id FROM portplan_jobs.job WHERE name = 'runs' ORDER BY id`,
    );
    const told = [...answers.values()].map((text) => (JSON.parse(text) as { id: string }).id).sort();
    expect(answers.size).toBe(REQUESTS);
    expect(orders.rows.map(({ id }) => id)).toEqual(told);
    expect(jobs.rows.map(({ id }) => id)).toEqual(told);
  }, 120_000);
});
