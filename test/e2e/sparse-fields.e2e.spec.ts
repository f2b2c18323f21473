import pg from 'pg';
import { startApplication, ticketSale, type Application } from '../support/application.js';

describe('the fields of an answer', () => {
  let api: Application;
  let topology: string;
  let run: string;

  beforeAll(async () => {
    api = await startApplication();
    const made = async (path: string, body?: unknown): Promise<string> =>
      (await api.request('POST', path, body === undefined ? {} : { body })).body.id as string;
    topology = await made('/v1/topologies', ticketSale('topology'));
    const forecastId = await made('/v1/forecasts', ticketSale('forecast'));
    const scenario = await made('/v1/scenarios', { name: 'sale', topologyId: topology, forecastId });
    run = await made(`/v1/scenarios/${scenario}/runs`);
  });
  afterAll(() => api.close());

  const read = async (path: string): Promise<any> => {
    const { status, body } = await api.request('GET', path);
    expect([path, status]).toEqual([path, 200]);
    return body;
  };

  it('are those that were asked for, in the order of the whole', async () => {
    const one = await read(`/v1/topologies/${topology}?fields=revision,id,name`);
    expect(Object.keys(one)).toEqual(['id', 'name', 'revision']);
    const list = await read('/v1/topologies?fields=name, revision&name=sale');
    const whole = await api.request('GET', `/v1/topologies/${topology}`);
    expect(whole.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(whole.text).toBe(
      (await api.request('GET', `/v1/topologies/${topology}?fields=${Object.keys(whole.body).join()}`)).text,
    );
    expect(list).toEqual({
      items: [{ name: ticketSale('topology').name, revision: 1 }],
      nextCursor: null,
      totalItems: 1,
    });
  });

  it.each([
    ['/v1/forecasts', 'id,tags'],
    ['/v1/scenarios', 'id,latestRunId'],
    ['/v1/audit-entries', 'id,noun'],
    ['/v1/tokens', 'id,name'],
    ['/v1/workspaces', 'id,name'],
    ['/v1/resources', 'runId,resource'],
    ['/v1/nat-gateways', 'status'],
    ['/v1/recommendations', 'recommendation'],
  ])('are picked in %s', async (path, fields) => {
    const { items } = await read(`${path}?fields=${fields}`);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items)
      for (const name of Object.keys(item as object)) expect(fields.split(',')).toContain(name);
  });

  it('are the columns of a list that is asked for as a table', async () => {
    const csv = { headers: { accept: 'text/csv' } };
    const table = await api.request('GET', '/v1/topologies?fields=name,tags,revision&limit=1', csv);
    expect(table.headers['content-type']).toContain('text/csv');
    expect(table.text).toBe(`name,tags,revision\r\n${String(ticketSale('topology').name)},[],1\r\n`);
    const whole = await api.request('GET', '/v1/audit-entries?limit=1', csv);
    expect(whole.text).toMatch(/^id,at,actorKind,.*\r\n\d+,/);
    expect(whole.headers['x-next-cursor']).toEqual(expect.any(String));
    // Lists of figures have columns of their own.
    const figures = await api.request('GET', '/v1/resources?fields=resource', csv);
    expect(figures.text).toContain('scenario_id,');
  });

  it('that are none are refused, with the nearest one', async () => {
    const refused = await api.request('GET', `/v1/topologies/${topology}?fields=id,revison`);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-parameter' } });
    expect(refused.body.detail).toContain('"revison", which is no field here; did you mean "revision"?');
    const far = await api.request('GET', '/v1/topologies?fields=document');
    expect(far.body.detail).toContain('there are id, name, description, tags, labels');
    for (const query of ['fields=', 'fields=id&fields=name', 'fields=,', 'fields=constructor'])
      expect([query, (await api.request('GET', `/v1/topologies?${query}`)).status]).toEqual([query, 400]);
  });

  it('decide what is read: no document, and no result, unless it is asked for', async () => {
    const database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
    await database.query(`UPDATE topology_revision SET document = 'unreadable'`);
    await database.query(`UPDATE run SET result = 'unreadable'`);
    await database.end();
    expect(await read(`/v1/topologies/${topology}?fields=id,labels,updatedAt`)).toMatchObject({
      id: topology,
    });
    expect(await read(`/v1/runs/${run}?fields=id,status,state`)).toEqual({
      id: run,
      status: 'exhausted',
      state: 'succeeded',
    });
    expect((await api.request('GET', `/v1/topologies/${topology}?fields=id,document`)).status).toBe(500);
    expect((await api.request('GET', `/v1/runs/${run}`)).status).toBe(500);
  });
});
