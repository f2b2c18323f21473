import { setTimeout as pause } from 'node:timers/promises';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';
import { largeSale } from '../support/large-sale.js';
import { startWorker, type WorkerProcess } from '../support/worker-process.js';

/** Long enough to be in the middle of, also on a fast machine. */
const LARGE = { legs: 500, steps: 600 };

describe('runs that are ordered and worked off by a worker', () => {
  let api: Application;
  const workers: WorkerProcess[] = [];
  beforeAll(async () => {
    api = await startApplication();
    await api.app.listen(0, '127.0.0.1');
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end('SIGKILL')));
  });
  afterAll(() => api.close());

  function worker(env: Readonly<Record<string, string>> = {}): WorkerProcess {
    const started = startWorker(api.databaseUrl, env);
    workers.push(started);
    return started;
  }

  async function scenario(
    name: string,
    sale: { topology: any; forecast: any },
    token = api.tokens.admin,
  ): Promise<string> {
    const store = async (path: string, body: object): Promise<string> => {
      const { status, body: stored, text } = await api.request('POST', path, { body, token });
      if (status !== 201) throw new Error(text);
      return stored.id as string;
    };
    const topologyId = await store('/v1/topologies', { ...sale.topology, name });
    const forecastId = await store('/v1/forecasts', { ...sale.forecast, name });
    return store('/v1/scenarios', { name, topologyId, forecastId });
  }

  const order = (id: string, token?: string): Promise<Answer> =>
    api.request('POST', `/v1/scenarios/${id}/runs`, {
      headers: { prefer: 'respond-async' },
      ...(token === undefined ? {} : { token }),
    });

  async function until(path: string, state: string): Promise<any> {
    for (;;) {
      const { body } = await api.request('GET', path);
      if (body.state === state) return body;
      if (['succeeded', 'failed', 'cancelled'].includes(body.state)) throw new Error(JSON.stringify(body));
      await pause(100);
    }
  }

  const small = (name: string): Promise<string> =>
    scenario(name, { topology: ticketSale('topology'), forecast: ticketSale('forecast') });

  it('are answered at once with their place, and are there with their result later', async () => {
    const ordered = await order(await small('small'));
    expect(ordered).toMatchObject({
      status: 202,
      headers: { location: `/v1/runs/${ordered.body.id}`, 'preference-applied': 'respond-async' },
      body: { state: 'queued', progress: 0, failure: null, startedAt: null, finishedAt: null },
    });
    worker();
    const run = await until(`/v1/runs/${ordered.body.id}`, 'succeeded');
    expect(run).toMatchObject({
      id: ordered.body.id,
      status: 'exhausted',
      result: { engineVersion: expect.any(String) },
    });
  }, 60_000);

  it('can be followed until they are over', async () => {
    const ordered = await order(await small('followed'));
    const stream = await fetch(`${await api.app.getUrl()}/v1/runs/${ordered.body.id}/events`, {
      headers: { authorization: `Bearer ${api.tokens.viewer}` },
    });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    worker();
    const events = await stream.text();
    expect(events).toMatch(/event: queued\n/);
    expect(events).toMatch(/event: succeeded\n(id: .*\n)?data: \{.*"progress":100/);
  }, 60_000);

  it('can be followed in several workspaces at once, by whoever may', async () => {
    const sale = { topology: ticketSale('topology'), forecast: ticketSale('forecast') };
    const origin = await api.app.getUrl();
    const follow = async (token: string): Promise<string> => {
      const { body } = await order(await scenario('at once', sale, token), token);
      const path = `${origin}/v1/runs/${body.id}/events`;
      return (await fetch(path, { headers: { authorization: `Bearer ${token}` } })).text();
    };
    const both = Promise.all([follow(api.tokens.admin), follow(api.tokens.stranger)]);
    worker();
    for (const events of await both) expect(events).toContain('event: succeeded');
  }, 60_000);

  it('can be cancelled, queued or running, and not again', async () => {
    const queued = await order(await small('not wanted'));
    const path = `/v1/runs/${queued.body.id}`;
    expect(await api.request('POST', `${path}/cancel`, { token: api.tokens.viewer })).toMatchObject({
      status: 403,
    });
    expect(await api.request('POST', `${path}/cancel`)).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    });
    expect(await api.request('POST', `${path}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'already-over' },
    });

    const running = await order(await scenario('too large', largeSale(LARGE.legs, LARGE.steps)));
    worker();
    await until(`/v1/runs/${running.body.id}`, 'running');
    await api.request('POST', `/v1/runs/${running.body.id}/cancel`);
    const next = await order(await small('next'));
    await until(`/v1/runs/${next.body.id}`, 'succeeded');
    expect(await api.request('GET', `/v1/runs/${running.body.id}`)).toMatchObject({
      body: { state: 'cancelled' },
    });
  }, 60_000);

  it('fail with the reason where the documents do not fit together', async () => {
    const forecast = ticketSale('forecast');
    const sale = {
      topology: ticketSale('topology'),
      forecast: { ...forecast, demand: [{ ...forecast.demand[0], source: 'nobody' }] },
    };
    const ordered = await order(await scenario('misfit', sale));
    worker();
    expect(await until(`/v1/runs/${ordered.body.id}`, 'failed')).toMatchObject({
      failure: { code: 'invalid-plan-input', detail: expect.stringContaining('nobody') },
    });
  }, 60_000);

  it('are nobody else’s, and nothing that is not there', async () => {
    const id = await small('ours');
    expect(await order(id, api.tokens.stranger)).toMatchObject({ status: 404 });
    expect(await order(id, api.tokens.viewer)).toMatchObject({ status: 403 });
    const { body } = await order(id);
    for (const path of [`/v1/runs/${body.id}`, `/v1/runs/${body.id}/events`])
      expect(await api.request('GET', path, { token: api.tokens.stranger })).toMatchObject({ status: 404 });
  });

  it('are finished by another worker, once, where one is killed in the middle', async () => {
    const ordered = await order(await scenario('survivor', largeSale(LARGE.legs, LARGE.steps)));
    const path = `/v1/runs/${ordered.body.id}`;
    const first = worker();
    await until(path, 'running');
    await first.end('SIGKILL');
    expect(await api.request('GET', path)).toMatchObject({ body: { state: 'running' } });
    worker();
    const run = await until(path, 'succeeded');
    const { body } = await api.request('GET', `/v1/scenarios/${run.scenarioId}/runs`);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([ordered.body.id]);
    expect(run.result.resources.length).toBeGreaterThan(LARGE.legs);
  }, 120_000);

  it('go back to the queue where their worker is told to stop and they take longer than it may', async () => {
    const ordered = await order(await scenario('returned', largeSale(LARGE.legs, LARGE.steps)));
    const path = `/v1/runs/${ordered.body.id}`;
    const first = worker({ PORTPLAN_SHUTDOWN_SECONDS: '0' });
    await until(path, 'running');
    expect(await first.end('SIGTERM')).toBe(0);
    expect((await api.request('GET', path)).body.state).not.toBe('succeeded');
    worker();
    expect(await until(path, 'succeeded')).toMatchObject({ id: ordered.body.id });
  }, 120_000);
});
