import { createApi } from '@portplan/api';
import { openPersistence } from '@portplan/persistence';
import { createHash } from 'node:crypto';
import { startApplication, ticketSale, type Application } from '../support/application.js';
import { startWorker } from '../support/worker-process.js';

const PROGRESS =
  'subscription ($id: ID!) { runProgress(id: $id) { id state progress run { status stale } } }';

describe('a subscription to the progress of a run', () => {
  let api: Application;
  let origin: string;
  let scenarioId: string;

  beforeAll(async () => {
    api = await startApplication();
    await api.app.listen(0, '127.0.0.1');
    origin = await api.app.getUrl();
    const topology = await api.request('POST', '/v1/topologies', { body: ticketSale('topology') });
    const forecast = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    const body = { name: 'sale', topologyId: topology.body.id, forecastId: forecast.body.id };
    scenarioId = (await api.request('POST', '/v1/scenarios', { body })).body.id;
  });
  afterAll(() => api.close());

  async function orderedRun(): Promise<string> {
    const headers = { prefer: 'respond-async' };
    return (await api.request('POST', `/v1/scenarios/${scenarioId}/runs`, { headers })).body.id;
  }

  function subscribe(id: string, token = api.tokens.viewer, query = PROGRESS): Promise<Response> {
    return fetch(`${origin}/graphql/stream`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ query, variables: { id } }),
    });
  }

  /** The results of a stream that has ended, each as GraphQL would answer it. */
  async function resultsOf(stream: Response): Promise<readonly any[]> {
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const blocks = (await stream.text()).split('\n\n').map((block) => block.trim());
    expect(blocks.filter((block) => block.startsWith('event: complete'))).toHaveLength(1);
    return blocks
      .filter((block) => block.startsWith('event: next'))
      .map((block) => JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? ''));
  }

  const newToken = async (more: object = {}): Promise<any> =>
    (await api.request('POST', '/v1/tokens', { body: { name: 'follower', role: 'viewer', ...more } })).body;

  it('tells each change until it is over, at last with the run', async () => {
    const id = await orderedRun();
    const stream = await subscribe(id);
    const worker = startWorker(api.databaseUrl);
    try {
      const results = await resultsOf(stream);
      expect(results[0]).toEqual({ data: { runProgress: { id, state: 'queued', progress: 0, run: null } } });
      expect(results.at(-1)).toEqual({
        data: {
          runProgress: { id, state: 'succeeded', progress: 100, run: { status: 'exhausted', stale: false } },
        },
      });
    } finally {
      await worker.end('SIGKILL');
    }
  }, 60_000);

  it('hears what happens at another process of the api', async () => {
    const persistence = openPersistence(api.databaseUrl);
    const other = await createApi(persistence, 'silent');
    await other.init();
    const id = await orderedRun();
    const stream = await subscribe(id);
    await other.inject({
      method: 'POST',
      url: `/v1/runs/${id}/cancel`,
      headers: { authorization: `Bearer ${api.tokens.planner}` },
    });
    const states = (await resultsOf(stream)).map(({ data }) => data.runProgress.state);
    expect(states).toEqual(['queued', 'cancelled']);
    await other.close();
    await persistence.close();
  });

  it('is refused as a problem before it begins', async () => {
    const id = await orderedRun();
    const query = '{ workspace { name } }';
    const deep = `subscription { runProgress(id: "${id}") { run ${'{ result { summary '.repeat(8)}{ status }${' } }'.repeat(8)} } }`;
    const cases: readonly (readonly [Promise<Response>, number, string])[] = [
      [subscribe(id, api.tokens.stranger), 404, 'not-found'],
      [subscribe('nothing'), 404, 'not-found'],
      [subscribe(id, 'ppl_wrong'), 401, 'unauthenticated'],
      [subscribe(id, api.tokens.viewer, query), 400, 'invalid-query'],
      [subscribe(id, api.tokens.viewer, '{'), 400, 'invalid-query'],
      [subscribe(id, api.tokens.viewer, 'subscription { nothing }'), 400, 'invalid-query'],
      [subscribe(id, api.tokens.viewer, deep), 400, 'query-too-deep'],
    ];
    for (const [answer, status, code] of cases) {
      const response = await answer;
      const problem: any = await response.json();
      expect([response.status, problem.status, problem.code]).toEqual([status, status, code]);
    }
    expect((await api.request('POST', '/graphql/stream')).status).toBe(400);
    for (const [body, detail] of [
      [{}, 'query is missing; it must be the text of a subscription'],
      [{ query: 5 }, 'query is 5; it must be the text of a subscription'],
      [{ query: PROGRESS, variables: [id] }, `variables is ["${id}"]; it must be an object`],
    ] as const)
      expect((await api.request('POST', '/graphql/stream', { body })).body.detail).toBe(detail);
    const { body } = await api.graphql(PROGRESS, { id });
    expect(body.errors[0].message).toMatch(/^A subscription is answered at POST \/graphql\/stream/);
  });

  it('ends when its token is revoked, or expires, and says so', async () => {
    const id = await orderedRun();
    const revoked = await newToken();
    const expiring = await newToken({ expiresAt: new Date(Date.now() + 2000).toISOString() });
    const streams = [await subscribe(id, revoked.token), await subscribe(id, expiring.token)];
    const events = await fetch(`${origin}/v1/runs/${id}/events`, {
      headers: { authorization: `Bearer ${revoked.token}` },
    });
    await api.request('DELETE', `/v1/tokens/${revoked.id}`);
    const codes = await Promise.all(
      streams.map(async (stream) => (await resultsOf(stream)).at(-1).errors[0].extensions.code),
    );
    expect(codes).toEqual(['token-revoked', 'token-expired']);
    expect(await events.text()).toMatch(/event: problem\n(id: .*\n)?data: \{.*"code":"token-revoked"/);
  });

  it('is one of twenty that a token may have, and makes room when it ends', async () => {
    const id = await orderedRun();
    const { token } = await newToken();
    const ending = new AbortController();
    const open = (): Promise<Response> =>
      fetch(`${origin}/v1/runs/${id}/events`, {
        headers: { authorization: `Bearer ${token}` },
        signal: ending.signal,
      });
    for (let count = 0; count < 20; count += 1) expect((await open()).status).toBe(200);
    const refused = await subscribe(id, token);
    expect([refused.status, ((await refused.json()) as any).code]).toEqual([429, 'too-many-streams']);
    const others = await subscribe(id);
    expect(others.status).toBe(200);
    ending.abort();
    let again = await subscribe(id, token);
    while (again.status === 429) again = await subscribe(id, token);
    await api.request('POST', `/v1/runs/${id}/cancel`);
    expect((await resultsOf(again)).length).toBeGreaterThan(0);
    await resultsOf(others);
  });

  it('takes listed subscriptions alone where queries are listed', async () => {
    const listed = new Map([[createHash('sha256').update(PROGRESS).digest('hex'), PROGRESS]]);
    const persistence = openPersistence(api.databaseUrl);
    const closed = await createApi(persistence, 'silent', { graphql: { listed } });
    await closed.init();
    const id = await orderedRun();
    await api.request('POST', `/v1/runs/${id}/cancel`);
    const ask = (query: string): Promise<{ statusCode: number }> =>
      closed.inject({
        method: 'POST',
        url: '/graphql/stream',
        headers: { authorization: `Bearer ${api.tokens.viewer}` },
        payload: { query, variables: { id } },
      });
    expect((await ask(PROGRESS)).statusCode).toBe(200);
    expect((await ask(`${PROGRESS} `)).statusCode).toBe(400);
    await closed.close();
    await persistence.close();
  });

  it('ends when the process is told to stop', async () => {
    const persistence = openPersistence(api.databaseUrl);
    const stopping = await createApi(persistence, 'silent');
    await stopping.listen(0, '127.0.0.1');
    const id = await orderedRun();
    const stream = await fetch(`${await stopping.getUrl()}/graphql/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.tokens.viewer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: PROGRESS, variables: { id } }),
    });
    const ended = resultsOf(stream);
    await stopping.close();
    expect((await ended)[0].data.runProgress.state).toBe('queued');
    await persistence.close();
  });
});
