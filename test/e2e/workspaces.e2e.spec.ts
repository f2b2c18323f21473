import { startApplication, ticketSale, type Application } from '../support/application.js';

describe('workspaces and the scopes of tokens', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  it('are made by an admin of the workspace default, with a token that opens them and nothing else', async () => {
    const made = await api.request('POST', '/v1/workspaces', { body: { name: 'payments' } });
    expect(made.status).toBe(201);
    const token = made.body.firstToken.token;
    expect(
      (await api.request('POST', '/v1/topologies', { token, body: ticketSale('topology') })).status,
    ).toBe(201);
    expect((await api.request('GET', '/v1/topologies')).body.totalItems).toBe(0);
    const seen = await api.request('GET', '/v1/workspaces', { token });
    expect(seen.body.items.map(({ name }: { name: string }) => name)).toEqual(['payments']);
    expect((await api.request('GET', '/v1/workspaces')).body.totalItems).toBe(3);

    const again = await api.request('POST', '/v1/workspaces', { body: { name: 'payments' } });
    expect([again.status, again.body.code]).toEqual([409, 'name-taken']);
    const kept = await api.request('DELETE', `/v1/workspaces/${made.body.id}`);
    expect([kept.status, kept.body.code]).toEqual([409, 'in-use']);
  });

  it('are renamed by their own admin, and left alone by everybody else’s', async () => {
    const own = (await api.request('GET', '/v1/workspaces', { token: api.tokens.stranger })).body.items[0];
    const path = `/v1/workspaces/${own.id}`;
    const renamed = await api.request('PATCH', path, { token: api.tokens.stranger, body: { name: 'ads' } });
    expect([renamed.status, renamed.body.name]).toEqual([200, 'ads']);
    for (const [method, body] of [
      ['POST', { name: 'mine' }],
      ['DELETE', undefined],
    ] as const) {
      const at = method === 'POST' ? '/v1/workspaces' : path;
      const refused = await api.request(method, at, { token: api.tokens.stranger, body });
      expect([method, refused.status, refused.body.code]).toEqual([method, 403, 'forbidden']);
    }
    const ours = (await api.graphql('{ workspace { id } }')).body.data.workspace.id;
    const foreign = await api.request('PATCH', `/v1/workspaces/${ours}`, {
      token: api.tokens.stranger,
      body: { name: 'x' },
    });
    expect(foreign.status).toBe(404);
    const kept = await api.request('PATCH', `/v1/workspaces/${ours}`, { body: { name: 'x' } });
    expect([kept.status, kept.body.code]).toEqual([409, 'protected']);
  });

  it('take a removed workspace’s tokens with them, over GraphQL too', async () => {
    const made = await api.graphql(
      'mutation { createWorkspace(name: "trial") { id firstToken { token scopes } } }',
    );
    const { id, firstToken } = made.body.data.createWorkspace;
    expect(firstToken.scopes).toEqual(['read', 'write', 'admin']);
    const listed = await api.graphql('{ workspaces { nodes { name } } }', {}, firstToken.token);
    expect(listed.body.data.workspaces.nodes).toEqual([{ name: 'trial' }]);
    expect((await api.graphql(`mutation { deleteWorkspace(id: "${id}") }`)).body.data).toEqual({
      deleteWorkspace: true,
    });
    expect((await api.request('GET', '/v1/topologies', { token: firstToken.token })).status).toBe(401);
  });

  it('let a token that may only write store and not read', async () => {
    const issued = await api.graphql(
      'mutation($input: TokenInput!) { createToken(input: $input) { token scopes } }',
      { input: { name: 'push', role: 'planner', scopes: ['write'] } },
    );
    const { token, scopes } = issued.body.data.createToken;
    expect(scopes).toEqual(['write']);
    const stored = await api.request('POST', '/v1/topologies', { token, body: ticketSale('topology') });
    expect(stored.status).toBe(201);
    const read = await api.request('GET', `/v1/topologies/${stored.body.id}`, { token });
    expect([read.status, read.body.code]).toEqual([403, 'scope-missing']);
    expect((await api.graphql('{ topologies { nodes { id } } }', {}, token)).status).toBe(403);
    // Some answers tell what is stored though they are no GET.
    const forecast = await api.request('POST', '/v1/forecasts', { token, body: ticketSale('forecast') });
    const input = { name: 'pushed', topologyId: stored.body.id, forecastId: forecast.body.id };
    const scenario = await api.request('POST', '/v1/scenarios', { token, body: input });
    expect(scenario.status).toBe(201);
    const { id } = scenario.body;
    for (const [path, body] of [
      [`/v1/scenarios/${id}/runs`, undefined],
      [`/v1/scenarios/${id}/clone`, { name: 'copy' }],
      [`/v1/scenarios/${id}/rebase`, { dryRun: true }],
      [`/v1/scenarios/${id}/revert`, { dryRun: true }],
      [
        `/v1/scenarios/${id}/sweeps`,
        { parameters: [{ pointer: '/topology/nodes/egress/publicIps', values: [1] }] },
      ],
      ['/v1/comparisons', { scenarioIds: [id, id] }],
    ] as const) {
      const refused = await api.request('POST', path, { token, ...(body !== undefined && { body }) });
      expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'scope-missing']);
    }
  });

  it('refuse scopes that the role does not allow, or none at all', async () => {
    for (const scopes of [['write'], [], ['everything'], 'read']) {
      const refused = await api.request('POST', '/v1/tokens', {
        body: { name: 'more', role: 'viewer', scopes },
      });
      expect([scopes, refused.status, refused.body.errors[0].pointer]).toEqual([scopes, 422, '/scopes']);
    }
  });
});
