import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';

/** Routes that store, or calculate, or hand out a secret. */
describe('a request with an Idempotency-Key', () => {
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

  const named = (noun: 'topology' | 'forecast', name: string = randomUUID()): object => ({
    ...ticketSale(noun),
    name,
  });
  const post = (path: string, key: string, body?: unknown, headers = {}, token?: string): Promise<Answer> =>
    api.request('POST', path, {
      headers: { 'idempotency-key': key, ...headers },
      ...(body !== undefined && { body }),
      ...(token !== undefined && { token }),
    });
  const countOf = async (table: string, condition = 'TRUE'): Promise<number> =>
    Number((await database.query(`SELECT count(*) FROM ${table} WHERE ${condition}`)).rows[0].count);

  it('is carried out once, and answered the same each time', async () => {
    const [key, body] = [randomUUID(), named('topology')];
    const first = await post('/v1/topologies', key, body);
    const second = await post('/v1/topologies', key, body);
    expect(first.status).toBe(201);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(second).toMatchObject({ status: 201, text: first.text });
    expect(second.headers).toMatchObject({
      'idempotent-replayed': 'true',
      etag: first.headers['etag'],
      location: first.headers['location'],
      'content-type': first.headers['content-type'],
    });
    expect(await countOf('topology', `id = '${String(first.body.id)}'`)).toBe(1);
  });

  it('with another body is refused, whether the first is over or not', async () => {
    const key = randomUUID();
    await post('/v1/topologies', key, named('topology'));
    const other = await post('/v1/topologies', key, named('topology'));
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(other.body.detail).toContain(key);
    const elsewhere = await post('/v1/forecasts', key, named('forecast'));
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('is another one with another key, of another token, and in another workspace', async () => {
    const [key, body] = [randomUUID(), named('forecast')];
    expect((await post('/v1/forecasts', key, body)).status).toBe(201);
    expect(await post('/v1/forecasts', randomUUID(), body)).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
    const planner = await post('/v1/forecasts', key, named('forecast'), {}, api.tokens.planner);
    expect(planner.status).toBe(201);
    expect((await post('/v1/forecasts', key, body, {}, api.tokens.stranger)).status).toBe(201);
  });

  it('that is sent twice at once is carried out once: the others are told to come again', async () => {
    const [key, body] = [randomUUID(), named('topology')];
    const answers = await Promise.all(Array.from({ length: 12 }, () => post('/v1/topologies', key, body)));
    const made = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'request-under-way' } });
      expect(answer.headers['retry-after']).toBe('1');
    }
    expect(await post('/v1/topologies', key, body)).toMatchObject({ status: 201, text: made[0]?.text });
  });

  it('holds for runs, which nothing else keeps from being made twice', async () => {
    const topologyId = (await post('/v1/topologies', randomUUID(), named('topology'))).body.id as string;
    const forecastId = (await post('/v1/forecasts', randomUUID(), named('forecast'))).body.id as string;
    const input = { name: randomUUID(), topologyId, forecastId };
    const scenario = await post('/v1/scenarios', randomUUID(), input);
    const path = `/v1/scenarios/${String(scenario.body.id)}/runs`;
    for (const headers of [{}, { prefer: 'respond-async' }]) {
      const key = randomUUID();
      const [first, second] = [
        await post(path, key, undefined, headers),
        await post(path, key, undefined, headers),
      ];
      expect([first.status, second.text]).toEqual([second.status, first.text]);
    }
    const ofScenario = `scenario_id = '${String(scenario.body.id)}'`;
    expect(await countOf('run', ofScenario)).toBe(1);
    expect(await countOf('run_order', ofScenario)).toBe(1);
    expect(await countOf('portplan_jobs.job', `name = 'runs'`)).toBe(1);
  });

  it('that calculates is answered from memory, too', async () => {
    const [key, body] = [
      randomUUID(),
      { topology: ticketSale('topology'), forecast: ticketSale('forecast') },
    ];
    const first = await post('/v1/calculations', key, body, {}, api.tokens.viewer);
    const second = await post('/v1/calculations', key, body, {}, api.tokens.viewer);
    expect(second).toMatchObject({ status: 200, text: first.text });
    expect(second.headers['idempotent-replayed']).toBe('true');
  });

  it('that could not be carried out changed nothing, and is judged anew', async () => {
    const [key, name] = [randomUUID(), randomUUID()];
    const taken = await post('/v1/topologies', randomUUID(), named('topology', name));
    const body = named('topology', name);
    expect(await post('/v1/topologies', key, body)).toMatchObject({ status: 409 });
    expect(await countOf('idempotency_key', `key = '${key}'`)).toBe(0);
    const gone = { headers: { 'if-match': '"1"' } };
    await api.request('DELETE', `/v1/topologies/${String(taken.body.id)}`, gone);
    expect((await post('/v1/topologies', key, body)).status).toBe(201);
  });

  it('for a token gives its text once: it is kept nowhere, and the repetition says so', async () => {
    const key = randomUUID();
    const body = { name: 'deploy', role: 'viewer' };
    const first = await post('/v1/tokens', key, body);
    expect(first.status).toBe(201);
    expect(await post('/v1/tokens', key, body)).toMatchObject({
      status: 409,
      body: { code: 'answer-not-kept' },
    });
    expect(await countOf('token', `name = 'deploy'`)).toBe(1);
    expect(await countOf('idempotency_key', `body LIKE '%"text":"pp%'`)).toBe(0);
    const workspace = { name: randomUUID() };
    const own = randomUUID();
    expect((await post('/v1/workspaces', own, workspace)).status).toBe(201);
    expect((await post('/v1/workspaces', own, workspace)).body.code).toBe('answer-not-kept');
    expect(await countOf('idempotency_key', `body LIKE '%"text":"pp%'`)).toBe(0);
  });

  it('is kept for a day: after that, it is a new one', async () => {
    const [key, body] = [randomUUID(), { name: randomUUID(), role: 'viewer' }];
    await post('/v1/tokens', key, body);
    await database.query(`UPDATE idempotency_key SET expires_at = now() WHERE key = '${key}'`);
    expect((await post('/v1/tokens', key, body)).status).toBe(201);
    expect(await countOf('token', `name = '${body.name}'`)).toBe(2);
  });

  it('whose server died can be sent again when the lease has run out', async () => {
    const [key, body] = [randomUUID(), named('topology')];
    const dead = await post('/v1/topologies', key, body);
    // As a server leaves it that dies before its transaction is committed.
    await database.query(`DELETE FROM topology WHERE id = '${String(dead.body.id)}'`);
    await database.query(`UPDATE idempotency_key SET status = NULL, headers = NULL, body = NULL,
      leased_until = now() + interval '10 s' WHERE key = '${key}'`);
    expect(await post('/v1/topologies', key, body)).toMatchObject({ status: 409 });
    expect((await post('/v1/topologies', key, named('topology'))).status).toBe(422);
    await database.query(`UPDATE idempotency_key SET leased_until = now() WHERE key = '${key}'`);
    expect((await post('/v1/topologies', key, body)).status).toBe(201);
  });

  it.each([
    ['nothing', '""', 0],
    ['256 characters', 'k'.repeat(256), 256],
    ['a letter that is not ASCII', 'schlüssel', 9],
  ])('with a key of %s is refused', async (_, key, length) => {
    const answer = await post('/v1/topologies', key, named('topology'));
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-idempotency-key' } });
    expect(answer.body.detail).toContain(`has ${String(length)} characters`);
  });

  it('may have its key in quotation marks, as the draft has it', async () => {
    const [key, body] = [randomUUID(), named('topology')];
    const first = await post('/v1/topologies', `"${key}"`, body);
    expect((await post('/v1/topologies', key, body)).text).toBe(first.text);
  });
});
