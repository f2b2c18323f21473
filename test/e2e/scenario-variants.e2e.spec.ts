import { startApplication, ticketSale, type Application } from '../support/application.js';

const EGRESS = ticketSale('topology').nodes.findIndex(({ id }: any) => id === 'egress');
const addresses = (value: number) => [{ op: 'replace', path: `/nodes/${String(EGRESS)}/publicIps`, value }];

describe('scenarios that are made of others', () => {
  let api: Application;
  let topologyId: string;
  let forecastId: string;
  let base: string;
  const post = (path: string, body: unknown, options: object = {}) =>
    api.request('POST', `/v1/${path}`, { body, token: api.tokens.planner, ...options });
  const create = async (name: string, overrides?: unknown): Promise<any> =>
    post('scenarios', { name, topologyId, forecastId, ...(overrides === undefined ? {} : { overrides }) });

  beforeAll(async () => {
    api = await startApplication();
    topologyId = (await post('topologies', ticketSale('topology'))).body.id;
    forecastId = (await post('forecasts', ticketSale('forecast'))).body.id;
    base = (await create('today')).body.id;
    expect((await post(`scenarios/${base}/runs`, undefined)).status).toBe(201);
  });
  afterAll(() => api.close());

  it('overrides change what is planned, and nothing of the topology', async () => {
    const scenario = (await create('eight', addresses(8))).body;
    expect(scenario.overrides).toEqual(addresses(8));
    const run = (await post(`scenarios/${scenario.id}/runs`, undefined)).body;
    expect(run.result.natGateways).toMatchObject([{ node: 'egress', currentIps: 8, requiredIps: 7 }]);
    expect(run.overrides).toEqual(addresses(8));
    const stored = await api.request('GET', `/v1/topologies/${topologyId}`);
    expect(stored.body.document).toEqual(ticketSale('topology'));
  });

  it.each([
    ['no list', { op: 'add' }, 422, /overrides is \{"op":"add"\}; it must be a list/],
    [
      'no operation',
      [{ op: 'ad', path: '/x', value: 1 }],
      422,
      /overrides\/0\/op is "ad"; it must be one of add/,
    ],
    [
      'no pointer',
      [{ op: 'remove', path: 'nodes' }],
      422,
      /overrides\/0\/path is "nodes"; it must be a JSON Pointer/,
    ],
    ['no value', [{ op: 'add', path: '/name' }], 422, /overrides\/0\/value is missing/],
    [
      'nothing there',
      [{ op: 'replace', path: '/nodes/99/publicIps', value: 1 }],
      422,
      /Operation 0 of the overrides \(replace \/nodes\/99\/publicIps\) does not apply/,
    ],
    ['no topology', [{ op: 'replace', path: '/nodes', value: 5 }], 422, /nodes/],
  ])('overrides that are %s are refused, and nothing is stored', async (_, overrides, status, detail) => {
    const answer = await create('refused', overrides);
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toMatch(detail);
    expect((await api.request('GET', '/v1/scenarios?name=refused')).body.totalItems).toBe(0);
  });

  it('a copy has everything but the name', async () => {
    const copy = await post(`scenarios/${base}/clone`, { name: 'copy' });
    expect([copy.status, copy.headers['location']]).toEqual([201, `/v1/scenarios/${copy.body.id}`]);
    expect(copy.body).toMatchObject({
      name: 'copy',
      topologyId,
      topologyRevision: 1,
      forecastId,
      latestRunId: null,
    });
    expect((await post(`scenarios/${base}/clone`, { name: 'copy' })).status).toBe(409);
  });

  it('a recommendation becomes a scenario in one call, and keeps what it promised', async () => {
    const { latestRunId } = (await api.request('GET', `/v1/scenarios/${base}`)).body;
    const { result } = (await api.request('GET', `/v1/runs/${latestRunId}`)).body;
    const [recommendation] = result.recommendations;
    const path = `scenarios/${base}/recommendations/${encodeURIComponent(recommendation.id)}`;
    const better = await post(path, { name: 'better' });
    expect(better.status).toBe(201);
    expect(better.body.description).toBe(recommendation.title);
    const run = (await post(`scenarios/${better.body.id}/runs`, undefined)).body;
    for (const { resource, after } of recommendation.effect) {
      const planned = run.result.resources.find(({ id }: any) => id === resource);
      expect([planned.status, planned.peak.utilization]).toEqual([after.status, after.utilization]);
    }
    expect((await post(`scenarios/${base}/recommendations/nothing`, { name: 'x' })).status).toBe(404);
  });

  it('scenarios stand side by side, each as it differs from the first', async () => {
    const eight = (await create('eight more', addresses(8))).body.id;
    const { body } = await post('comparisons', { scenarioIds: [base, eight] });
    expect(body.scenarios).toMatchObject([
      {
        name: 'today',
        status: 'exhausted',
        natGateways: [{ node: 'egress', currentIps: 1, requiredIps: 7 }],
      },
      {
        name: 'eight more',
        status: 'warning',
        natGateways: [{ node: 'egress', currentIps: 8, requiredIps: 7 }],
      },
    ]);
    const [today, more] = body.resources.find(({ id }: any) => id === 'egress:snat-ports:payments').cases;
    expect(today.difference).toBeNull();
    expect(more.difference.utilization).toBeCloseTo(more.utilization - today.utilization, 12);
    expect(more.utilization).toBeCloseTo(today.utilization / 8, 9);
    const table = await api.request('POST', '/v1/comparisons', {
      body: { scenarioIds: [base, eight] },
      headers: { accept: 'text/csv' },
    });
    const lines = table.text.split('\r\n');
    expect(lines[0]).toMatch(/^resource,scenario_id,scenario,status,utilization,/);
    expect(lines.filter((line) => line.includes(',eight more,'))).toHaveLength(body.resources.length);
    expect((await post('comparisons', { scenarioIds: [base] })).status).toBe(422);
    const strangers = await post(
      'comparisons',
      { scenarioIds: [base, eight] },
      { token: api.tokens.stranger },
    );
    expect(strangers.status).toBe(404);
  });

  it('a sweep is a table: addresses times growth, as JSON and as CSV', async () => {
    const parameters = [
      { pointer: '/topology/nodes/egress/publicIps', values: [1, 8] },
      { pointer: '/forecast/demand/fans/growthPerMonth', values: [0, 0.06, 0.5] },
    ];
    const { body } = await post(`scenarios/${base}/sweeps`, { parameters });
    expect(body.map(({ values }: any) => values)).toEqual([
      [1, 0],
      [1, 0.06],
      [1, 0.5],
      [8, 0],
      [8, 0.06],
      [8, 0.5],
    ]);
    expect(body[1]).toMatchObject({
      status: 'exhausted',
      binding: 'egress:snat-ports:payments',
      requiredIps: 7,
    });
    const needed = body.slice(0, 3).map(({ requiredIps }: any) => requiredIps);
    expect(needed).toEqual([...needed].sort((one, other) => one - other));
    const csv = await post(`scenarios/${base}/sweeps`, { parameters }, { headers: { accept: 'text/csv' } });
    expect(csv.text.split('\r\n')[0]).toBe(
      '/topology/nodes/egress/publicIps,/forecast/demand/fans/growthPerMonth,status,binding,exhaustion_at,utilization,headroom_factor,required_ips',
    );
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(7);
  });

  it.each([
    [[{ pointer: '/topology/nodes/nobody/publicIps', values: [1] }], /^parameters\/0\/pointer is/],
    [[{ pointer: '/topology/__proto__/x', values: [1] }], /^parameters\/0\/pointer is/],
    [[{ pointer: '/topology/nodes/length', values: [1] }], /^parameters\/0\/pointer is/],
    [[{ pointer: '/topology/nodes/300000000', values: [1] }], /^parameters\/0\/pointer is/],
    [
      [
        { pointer: '/topology/nodes/0', values: [null] },
        { pointer: '/topology/nodes/nobody/publicIps', values: [1] },
      ],
      /^parameters\/1\/pointer is/,
    ],
    [[{ pointer: '/nodes/egress', values: [1] }], /pointer must be a JSON Pointer/],
    [[{ pointer: '/topology/nodes/egress/publicIps', values: ['many'] }], /publicIps is "many"/],
    [
      [
        { pointer: '/policy/targetUtilization', values: Array.from({ length: 15 }, (_, i) => 0.5 + i / 100) },
        { pointer: '/policy/planningQuantile', values: Array.from({ length: 15 }, (_, i) => 0.5 + i / 100) },
      ],
      /225 cases; it must be a grid of 1 to 200 cases/,
    ],
  ])('a sweep over %j is refused', async (parameters, detail) => {
    const { status, body } = await post(`scenarios/${base}/sweeps`, { parameters });
    expect(status).toBe(422);
    expect(body.detail).toMatch(detail);
  });

  it('is tried on a newer revision before it is pinned there, and says what would not fit', async () => {
    const guarded = [{ op: 'test', path: `/nodes/${String(EGRESS)}/publicIps`, value: 1 }, ...addresses(8)];
    const scenario = (await create('guarded', guarded)).body;
    const next = ticketSale('topology');
    next.nodes[EGRESS].publicIps = 2;
    const revised = await api.request('PUT', `/v1/topologies/${topologyId}`, {
      body: next,
      headers: { 'if-match': '"1"' },
    });
    expect(revised.body.revision).toBe(2);

    const tried = await post(`scenarios/${scenario.id}/rebase`, { dryRun: true });
    expect(tried.body).toMatchObject({
      scenario: null,
      topologyRevision: 2,
      conflict: { index: 0, reason: 'the topology has another value there than it was made for' },
    });
    const refused = await post(`scenarios/${scenario.id}/rebase`, {}, { headers: { 'if-match': '"1"' } });
    expect([refused.status, refused.body.code]).toEqual([422, 'patch-conflict']);
    expect((await api.request('GET', `/v1/scenarios/${scenario.id}`)).body.topologyRevision).toBe(1);

    const plain = (await create('plain', addresses(8))).body;
    expect((await post(`scenarios/${plain.id}/rebase`, {})).status).toBe(428);
    const rebased = await post(`scenarios/${plain.id}/rebase`, {}, { headers: { 'if-match': '"1"' } });
    expect(rebased.body).toMatchObject({ conflict: null, scenario: { topologyRevision: 2, revision: 2 } });
  });

  it('is merged into the topology as its next revision, unless that was changed meanwhile', async () => {
    const scenario = (await create('merge me', addresses(7))).body;
    expect((await post(`scenarios/${scenario.id}/merge`, { topologyRevision: 1 })).status).toBe(412);
    const merged = await post(`scenarios/${scenario.id}/merge`, { topologyRevision: 2 });
    expect(merged.body).toMatchObject({ topologyRevision: 3, overrides: [] });
    const { body } = await api.request('GET', `/v1/topologies/${topologyId}`);
    expect([body.revision, body.document.nodes[EGRESS].publicIps]).toEqual([3, 7]);
  });

  it('are made and compared in GraphQL as well', async () => {
    const ask = async (query: string, token = api.tokens.planner): Promise<any> =>
      (await api.graphql(query, { id: base }, token)).body;
    const cloned = await ask(
      'mutation($id: ID!) { cloneScenario(id: $id, name: "cloned") { id overrides { op } } }',
    );
    const { id } = cloned.data.cloneScenario;
    const { body: runs } = await api.request('GET', `/v1/recommendations?scenarioId=${base}&limit=1`);
    const recommendation = runs.items[0].recommendation.id;
    const applied = await ask(
      `mutation($id: ID!) { applyRecommendation(id: $id, recommendationId: "${recommendation}", name: "applied") { id overrides { op path } } }`,
    );
    expect(applied.data.applyRecommendation.overrides.length).toBeGreaterThan(0);
    const compared = await ask(
      `{ compareScenarios(ids: ["${id}", "${applied.data.applyRecommendation.id}"]) { scenarios { name status } resources { id cases { utilization difference { utilization } } } } }`,
    );
    expect(compared.data.compareScenarios.scenarios).toMatchObject([{ name: 'cloned' }, { name: 'applied' }]);
    const tried = await ask(
      `mutation { rebaseScenario(id: "${id}") { topologyRevision conflict { reason } scenario { id } } }`,
    );
    expect(tried.data.rebaseScenario).toEqual({ topologyRevision: 3, conflict: null, scenario: null });
    const refused = await ask(`mutation { cloneScenario(id: "${id}", name: "x") { id } }`, api.tokens.viewer);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'forbidden' } }]);
  });

  it('is nothing for a viewer to make', async () => {
    const token = api.tokens.viewer;
    for (const [path, body] of [
      [`scenarios/${base}/clone`, { name: 'x' }],
      [`scenarios/${base}/rebase`, { dryRun: true }],
      [`scenarios/${base}/merge`, { topologyRevision: 1 }],
    ] as const)
      expect((await post(path, body, { token })).status).toBe(403);
  });
});
