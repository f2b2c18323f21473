import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';
import { DEFINITION, FIREWALL, FIRST, putProfile, removeProfiles } from '../support/own-profiles.js';
import { statementsOf } from '../support/statements.js';

/** The ticket sale, whose gateway and application name profiles. */
function topologyWith(profile: string, more: object = {}): any {
  const topology = ticketSale('topology');
  const nodes = topology.nodes.map((node: any) =>
    node.kind === 'nat-gateway' ? { id: node.id, kind: node.kind, profile } : node,
  );
  return { ...topology, ...more, nodes };
}

describe('topologies that name profiles of their workspace', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());
  afterEach(() => removeProfiles(api));

  const put = (body: unknown = DEFINITION, headers = {}, path = FIREWALL): Promise<Answer> =>
    putProfile(api, body, headers, path);
  const stored = async (body: object): Promise<any> => {
    const answer = await api.request('POST', '/v1/topologies', { body });
    expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
    return answer.body;
  };
  const capacityIn = ({ resources }: any): number =>
    resources.find(({ kind }: any) => kind === 'snat-ports').capacity as number;

  it('are calculated with them, and cite them', async () => {
    await put();
    const body = { topology: topologyWith('acme/egress-firewall'), forecast: ticketSale('forecast') };
    const { status, body: result } = await api.request('POST', '/v1/calculations', { body });
    expect(status).toBe(200);
    expect(capacityIn(result)).toBe(20_000);
    const pool = result.resources.find(({ kind }: any) => kind === 'snat-ports');
    expect(pool.explanation.sources).toContain(
      'portsPerIp: load test of the lab firewall (acme/egress-firewall, 2026-11-20)',
    );
  });

  it('are given copies, and stay as they were when the profile changes or goes', async () => {
    await put();
    const topology = await stored(topologyWith('acme/egress-firewall', { name: 'sale' }));
    const copy = { id: 'acme/egress-firewall', ...DEFINITION };
    expect(topology.document.profiles).toEqual([copy]);
    const forecast = (await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') })).body;
    const scenario = await api.request('POST', '/v1/scenarios', {
      body: { name: 'sale', topologyId: topology.id, forecastId: forecast.id },
    });
    const run = async (): Promise<any> =>
      (await api.request('POST', `/v1/scenarios/${scenario.body.id as string}/runs`)).body.result;
    const before = await run();
    expect(capacityIn(before)).toBe(20_000);

    const wider = { ...DEFINITION, translator: { portsPerIp: 60_000 } };
    expect((await put(wider, FIRST)).status).toBe(200);
    const path = `/v1/topologies/${topology.id as string}`;
    expect((await api.request('GET', `${path}/revisions/1`)).body.document.profiles).toEqual([copy]);
    expect(JSON.stringify(await run())).toBe(JSON.stringify(before));

    // A document that brings its copy keeps it; one that does not is given the present one.
    const kept = await api.request('PUT', path, { body: topology.document, headers: FIRST });
    expect(kept.body.document.profiles).toEqual([copy]);
    const renewed = await api.request('PUT', path, {
      body: topologyWith('acme/egress-firewall', { name: 'sale' }),
      headers: { 'if-match': '"2"' },
    });
    expect(renewed.body.document.profiles).toEqual([{ id: 'acme/egress-firewall', ...wider }]);
    await api.request('DELETE', FIREWALL, { headers: { 'if-match': '"2"' } });
    const restored = await api.request('POST', `${path}/revisions/1/restore`, {
      headers: { 'if-match': '"3"' },
    });
    expect(restored.body.document.profiles).toEqual([copy]);
    expect(JSON.stringify(await run())).toBe(JSON.stringify(before));
  });

  it('are given each once, behind what the document defines itself, and only where a node names it', async () => {
    await put();
    await put(
      { ...DEFINITION, basedOn: 'linux', translator: undefined, host: { timeWaitReuse: true } },
      {},
      '/v1/profiles/acme/system',
    );
    const own = { id: 'acme/egress-firewall', ...DEFINITION, source: 'the document' };
    const { document } = await stored({
      ...topologyWith('acme/egress-firewall', { profiles: [own] }),
      name: 'own',
    });
    expect(document.profiles).toEqual([own]);
    const named = topologyWith('acme/egress-firewall', {
      name: 'both',
      profiles: [{ ...own, id: 'acme/unused' }],
    });
    const nodes = named.nodes.map((node: any) =>
      node.kind === 'backend' ? { ...node, host: { profile: 'acme/system' } } : node,
    );
    const both = await stored({ ...named, nodes });
    expect(both.document.profiles.map(({ id }: any) => id)).toEqual([
      'acme/unused',
      'acme/egress-firewall',
      'acme/system',
    ]);
    expect((await stored({ ...topologyWith('aws/nat-gateway'), name: 'none' })).document).not.toHaveProperty(
      'profiles',
    );
  });

  it('are given copies when many are stored at once, by one question to the database', async () => {
    await put();
    const items = ['one', 'two'].map((name) => ({
      action: 'create',
      document: topologyWith('acme/egress-firewall', { name }),
    }));
    const created: any[] = [];
    const ask = async (asked: readonly object[]): Promise<void> => {
      const { status, body } = await api.request('POST', '/v1/topologies/bulk', { body: { items: asked } });
      expect(status).toBe(200);
      created.push(...body.items);
    };
    expect(await statementsOf(/FROM profile\b/, () => ask(items))).toBe(1);
    const known = { action: 'create', document: { ...ticketSale('topology'), name: 'three' } };
    expect(await statementsOf(/FROM profile\b/, () => ask([known]))).toBe(0);
    for (const { id } of created.slice(0, 2))
      expect(
        (await api.request('GET', `/v1/topologies/${id as string}`)).body.document.profiles,
      ).toHaveLength(1);
  });

  it('are swept with profiles, and overridden with one that the override defines', async () => {
    await put();
    const profiles = [{ id: 'acme/other', ...DEFINITION }];
    const topology = await stored({ ...ticketSale('topology'), name: 'swept', profiles });
    const forecast = { ...ticketSale('forecast'), name: 'swept' };
    const { body: kept } = await api.request('POST', '/v1/forecasts', { body: forecast });
    const input = { name: 'swept', topologyId: topology.id, forecastId: kept.id };
    const { body: scenario } = await api.request('POST', '/v1/scenarios', { body: input });
    const pointer = '/topology/nodes/egress/profile';
    const swept = await api.request('POST', `/v1/scenarios/${scenario.id as string}/sweeps`, {
      body: { parameters: [{ pointer, values: ['aws/nat-gateway', 'acme/egress-firewall'] }] },
    });
    const [theirs, ours] = swept.body.map(({ utilization }: any) => utilization as number);
    expect(ours).toBeGreaterThan(theirs);

    const naming = { op: 'replace', path: '/nodes/5/profile', value: 'acme/egress-firewall' };
    const define = { op: 'add', path: '/profiles/-', value: { id: 'acme/egress-firewall', ...DEFINITION } };
    const overridden = (overrides: readonly object[]): Promise<Answer> =>
      api.request('POST', '/v1/scenarios', { body: { ...input, name: 'firewall', overrides } });
    expect((await overridden([naming])).body.errors[0]).toMatchObject({ code: 'unknown-profile' });
    const whatIf = await overridden([define, naming]);
    expect([whatIf.status, whatIf.body.errors]).toEqual([201, undefined]);
    const run = await api.request('POST', `/v1/scenarios/${whatIf.body.id as string}/runs`);
    expect(capacityIn(run.body.result)).toBe(20_000);
  });

  it('are of that workspace: another neither sees nor uses its profiles', async () => {
    await put();
    const token = api.tokens.stranger;
    expect((await api.request('GET', FIREWALL, { token })).status).toBe(404);
    expect((await api.request('GET', '/v1/profiles?origin=workspace', { token })).body).toEqual([]);
    expect((await api.request('DELETE', FIREWALL, { token, headers: FIRST })).status).toBe(404);
    const refused = await api.request('POST', '/v1/topologies', {
      token,
      body: topologyWith('acme/egress-firewall'),
    });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/nodes/5/profile', code: 'unknown-profile' });
    // The same id may be defined there too, as something else.
    expect(
      (await api.request('PUT', FIREWALL, { token, body: { ...DEFINITION, basedOn: 'cgnat' } })).status,
    ).toBe(201);
  });

  it('are calculated by a viewer too, who cannot write profiles', async () => {
    await put();
    const token = api.tokens.viewer;
    expect((await api.request('GET', FIREWALL, { token })).status).toBe(200);
    const writes: readonly Promise<Answer>[] = [
      api.request('PUT', FIREWALL, { token, body: DEFINITION, headers: FIRST }),
      api.request('PUT', '/v1/profiles/acme/new', { token, body: DEFINITION }),
      api.request('DELETE', FIREWALL, { token, headers: FIRST }),
    ];
    for (const { status } of await Promise.all(writes)) expect(status).toBe(403);
    const calculated = await api.request('POST', '/v1/calculations', {
      token,
      body: { topology: topologyWith('acme/egress-firewall'), forecast: ticketSale('forecast') },
    });
    expect(calculated.status).toBe(200);
  });
});
