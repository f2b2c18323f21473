import { createApi } from '@portplan/api';
import { openPersistence } from '@portplan/persistence';
import { startApplication, ticketSale, type Application } from '../support/application.js';
import { createBareDatabase } from '../support/database.js';
import { largeSale } from '../support/large-sale.js';

describe('operating the service', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  it('measures requests by route, plans, threads and runs on order, and names nothing that is stored', async () => {
    const body = { topology: ticketSale('topology'), forecast: ticketSale('forecast') };
    expect((await api.request('POST', '/v1/calculations', { body })).status).toBe(200);
    await api.request('GET', '/v1/topologies/00000000-0000-7000-8000-000000000000');
    await api.request('GET', '/no/such/route/secret-place');
    const { status, headers, text } = await api.request('GET', '/metrics', { token: null });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    for (const line of [
      'portplan_http_request_duration_seconds_count{method="POST",route="/v1/calculations",status="200"} 1',
      'portplan_http_request_duration_seconds_count{method="GET",route="/v1/topologies/:id",status="404"} 1',
      'portplan_http_request_duration_seconds_count{method="GET",route="none",status="404"} 1',
      'portplan_plan_duration_seconds_count{outcome="done"} 1',
      'portplan_planner_plans{state="waiting"} 0',
      'portplan_run_orders{state="queued"} 0',
    ])
      expect(text).toContain(`${line}\n`);
    expect(text).not.toMatch(/secret-place|ticket|00000000-/);
  });

  it('can be told to keep its metrics to itself', async () => {
    const persistence = openPersistence(api.databaseUrl);
    const quiet = await createApi(persistence, 'silent', { metrics: false });
    await quiet.init();
    expect((await quiet.inject('/metrics')).statusCode).toBe(404);
    await quiet.close();
    await persistence.close();
  });

  it('answers 503 and when to come back where too much is being planned, and where a plan takes too long', async () => {
    const persistence = openPersistence(api.databaseUrl);
    const limits = { threads: 1, waiting: 0, timeoutSeconds: 60 };
    const [full, hasty] = [
      await createApi(persistence, 'silent', { limits }),
      await createApi(persistence, 'silent', { limits: { ...limits, timeoutSeconds: 0.001 } }),
    ];
    await Promise.all([full.init(), hasty.init()]);
    const calculate = {
      method: 'POST',
      url: '/v1/calculations',
      headers: { authorization: `Bearer ${api.tokens.viewer}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ topology: ticketSale('topology'), forecast: ticketSale('forecast') }),
    } as const;
    const answers = await Promise.all([full.inject(calculate), full.inject(calculate)]);
    const [done, refused] = answers.sort((one, other) => one.statusCode - other.statusCode);
    expect(done.statusCode).toBe(200);
    expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([
      503,
      '2',
      expect.objectContaining({ code: 'busy', status: 503 }),
    ]);
    const late = await hasty.inject(calculate);
    expect([late.statusCode, late.json().code]).toEqual([503, 'too-slow']);
    await Promise.all([full.close(), hasty.close()]);
    await persistence.close();
  });

  it('is not ready on a database that lacks its tables, though alive', async () => {
    const bare = await createBareDatabase();
    const persistence = openPersistence(bare.url);
    const early = await createApi(persistence, 'silent');
    await early.init();
    expect((await early.inject('/healthz')).statusCode).toBe(200);
    expect((await early.inject('/readyz')).statusCode).toBe(503);
    await early.close();
    await persistence.close();
    await bare.drop();
  });

  it('logs each request with its id, and none of the secrets that came with it', async () => {
    const lines: string[] = [];
    const persistence = openPersistence(api.databaseUrl);
    const logged = await createApi(persistence, 'trace', { logTo: { write: (line) => lines.push(line) } });
    await logged.init();
    const secret = 'pp_planted-secret-0123456789';
    const answers = await Promise.all([
      logged.inject({
        url: `/v1/topologies?token=${secret}`,
        headers: { authorization: `Bearer ${secret}` },
      }),
      logged.inject({
        url: '/v1/topologies',
        headers: { authorization: secret, cookie: secret, 'x-api-key': secret },
      }),
      logged.inject({
        method: 'POST',
        url: '/v1/topologies',
        headers: { authorization: `Bearer ${api.tokens.planner}`, 'content-type': 'application/json' },
        payload: { password: secret },
      }),
      logged.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${api.tokens.planner}`, 'content-type': 'application/json' },
        payload: { query: `{ topology(id: "${secret}") { id } }` },
      }),
    ]);
    const log = lines.join('');
    for (const { headers } of answers) expect(log).toContain(String(headers['x-request-id']));
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
    expect(log).toContain('"path":"/v1/topologies"');
    expect(log).not.toContain(secret);
    expect(log).not.toContain(api.tokens.planner);
    await logged.close();
    await persistence.close();
  });

  it('ends gracefully: who watches a run is sent away, and a plan that was asked for is answered', async () => {
    const persistence = openPersistence(api.databaseUrl);
    const ending = await createApi(persistence, 'silent');
    await ending.listen(0, '127.0.0.1');
    const origin = await ending.getUrl();
    const headers = { authorization: `Bearer ${api.tokens.admin}`, 'content-type': 'application/json' };
    const store = async (path: string, body: object): Promise<{ readonly id: string }> =>
      (await api.request('POST', path, { body })).body;
    const topology = await store('/v1/topologies', ticketSale('topology'));
    const forecast = await store('/v1/forecasts', ticketSale('forecast'));
    const scenario = await store('/v1/scenarios', {
      name: 'sale',
      topologyId: topology.id,
      forecastId: forecast.id,
    });
    const ordered = await api.request('POST', `/v1/scenarios/${scenario.id}/runs`, {
      headers: { prefer: 'respond-async' },
    });
    const watching = await fetch(`${origin}/v1/runs/${ordered.body.id}/events`, { headers });
    const plan = fetch(`${origin}/v1/calculations`, {
      method: 'POST',
      headers,
      body: JSON.stringify(largeSale(300, 24)),
    });
    await watching.body?.getReader().read();
    while (!(await (await fetch(`${origin}/metrics`)).text()).includes('planner_plans{state="planning"} 1'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    await ending.close();
    expect((await plan).status).toBe(200);
    await persistence.close();
  });
});
