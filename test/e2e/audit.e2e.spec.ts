import pg from 'pg';
import { startApplication, ticketSale, type Application } from '../support/application.js';

describe('the audit log', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  const entries = async (query = '', token?: string): Promise<any[]> => {
    const answer = await api.request(
      'GET',
      `/v1/audit-entries${query}`,
      token === undefined ? {} : { token },
    );
    expect(answer.status).toBe(200);
    return answer.body.items;
  };

  it('has who changed what, from which revision to which, in which request', async () => {
    const token = api.tokens.planner;
    const made = await api.request('POST', '/v1/topologies', { token, body: ticketSale('topology') });
    const { id, name } = made.body;
    const path = `/v1/topologies/${id}`;
    const tag = (revision: number) => ({ 'if-match': `"${String(revision)}"` });
    await api.request('PUT', path, { token, body: ticketSale('topology'), headers: tag(1) });
    const stale = await api.request('PUT', path, { token, body: ticketSale('topology'), headers: tag(1) });
    expect(stale.status).toBe(412);
    await api.request('DELETE', path, { headers: tag(2) });

    const told = await entries(`?noun=topology&subjectId=${id}`);
    expect(told).toMatchObject([
      { action: 'deleted', actorName: 'admin', revisionBefore: 2, revisionAfter: null },
      { action: 'revised', actorName: 'planner', revisionBefore: 1, revisionAfter: 2 },
      { action: 'created', actorName: 'planner', revisionBefore: null, revisionAfter: 1 },
    ]);
    expect(told[2]).toMatchObject({
      actorKind: 'token',
      noun: 'topology',
      subjectName: name,
      requestId: made.headers['x-request-id'],
    });
    const own = (await api.request('GET', '/v1/tokens')).body.items;
    expect(own.find((each: { name: string }) => each.name === 'planner').id).toBe(told[2].actorId);
    expect(await entries(`?actorId=${told[2].actorId}&action=revised`)).toHaveLength(1);
    expect(await entries(`?subjectId=${id}&since=2100-01-01T00:00:00Z`)).toEqual([]);
  });

  it('tells of scenarios with their runs, of tokens and of workspaces', async () => {
    const topology = await api.request('POST', '/v1/topologies', { body: ticketSale('topology') });
    const forecast = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    const input = { name: 'told', topologyId: topology.body.id, forecastId: forecast.body.id };
    const scenario = await api.request('POST', '/v1/scenarios', { body: input });
    const run = await api.request('POST', `/v1/scenarios/${scenario.body.id}/runs`);
    expect(await entries(`?subjectId=${run.body.id}`)).toMatchObject([{ action: 'created', noun: 'run' }]);
    // The run itself is no change of its scenario, and goes with it untold.
    await api.request('DELETE', `/v1/scenarios/${scenario.body.id}`, { headers: { 'if-match': '"1"' } });
    expect(await entries(`?subjectId=${scenario.body.id}`)).toMatchObject([
      { action: 'deleted' },
      { action: 'created' },
    ]);
    const issued = await api.request('POST', '/v1/tokens', { body: { name: 'ci', role: 'viewer' } });
    await api.request('GET', '/v1/topologies', { token: issued.body.token });
    await api.request('DELETE', `/v1/tokens/${issued.body.id}`);
    expect(await entries(`?subjectId=${issued.body.id}`)).toMatchObject([
      { action: 'revoked', subjectName: 'ci' },
      { action: 'created', subjectName: 'ci' },
    ]);
    const workspace = await api.request('POST', '/v1/workspaces', { body: { name: 'trial' } });
    await api.request('PATCH', `/v1/workspaces/${workspace.body.id}`, { body: { name: 'trial 2' } });
    await api.request('DELETE', `/v1/workspaces/${workspace.body.id}`);
    expect(await entries(`?noun=workspace&subjectId=${workspace.body.id}`)).toMatchObject([
      { action: 'deleted', actorName: 'admin' },
      { action: 'renamed', subjectName: 'trial 2' },
      { action: 'created', subjectName: 'trial' },
    ]);
  });

  it('is read in pages, over GraphQL too, by admins and in their own workspace', async () => {
    const all = await entries('?limit=200');
    const first = await api.request('GET', '/v1/audit-entries?limit=3');
    const second = await api.request('GET', `/v1/audit-entries?limit=200&after=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items]).toEqual(all);
    expect(first.body.totalItems).toBe(all.length);
    const { body } = await api.graphql(
      '{ auditEntries(first: 2, filter: { noun: "workspace" }) { totalCount nodes { action subjectName } } }',
    );
    expect(body.data.auditEntries.nodes[0]).toEqual({ action: 'deleted', subjectName: 'trial 2' });
    for (const role of ['viewer', 'planner'] as const)
      expect((await api.request('GET', '/v1/audit-entries', { token: api.tokens[role] })).status).toBe(403);
    const foreign = await entries('?limit=200', api.tokens.stranger);
    expect(foreign.filter(({ noun }) => noun !== 'token' && noun !== 'workspace')).toEqual([]);
  });

  it('refuses filters that can be none', async () => {
    for (const query of ['noun=cat', 'action=eaten', 'since=yesterday', 'colour=red']) {
      const { status, body } = await api.request('GET', `/v1/audit-entries?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, 'invalid-parameter']);
    }
    expect(await entries('?subjectId=nonsense')).toEqual([]);
  });

  it('cannot be changed by the service, not even by its own hand', async () => {
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    try {
      await client.query('SET ROLE portplan_service');
      await client.query(`SELECT set_config('portplan.all_workspaces', 'on', false)`);
      for (const sql of [`UPDATE audit_entry SET actor_id = 'somebody else'`, 'DELETE FROM audit_entry'])
        await expect(client.query(sql)).rejects.toThrow('permission denied');
    } finally {
      await client.end();
    }
  });
});
