import { startApplication, ticketSale, type Application } from '../support/application.js';

/** The ticket sale with so many addresses, run once. */
describe('figures of all scenarios', () => {
  let api: Application;
  const scenarios: Record<string, string> = {};

  beforeAll(async () => {
    api = await startApplication();
    const forecast = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    for (const [name, publicIps] of [
      ['short', 1],
      ['enough', 8],
    ] as const) {
      const topology = ticketSale('topology');
      topology.name = name;
      topology.nodes.find(({ id }: any) => id === 'egress').publicIps = publicIps;
      const stored = await api.request('POST', '/v1/topologies', { body: topology });
      const body = { name, topologyId: stored.body.id, forecastId: forecast.body.id };
      const scenario = await api.request('POST', '/v1/scenarios', { body });
      scenarios[name] = scenario.body.id;
      expect((await api.request('POST', `/v1/scenarios/${scenario.body.id}/runs`)).status).toBe(201);
    }
  });
  afterAll(() => api.close());

  const get = (path: string, options: Parameters<Application['request']>[2] = {}) =>
    api.request('GET', `/v1/${path}`, { token: api.tokens.viewer, ...options });
  const scenariosOf = ({ body }: { body: any }): string[] =>
    body.items.map(
      ({ scenarioId }: any) => Object.entries(scenarios).find(([, id]) => id === scenarioId)?.[0],
    );

  it.each([
    ['', ['enough', 'short']],
    ['?needsMoreIps=true', ['short']],
    ['?needsMoreIps=false', ['enough']],
    ['?utilizationAbove=1', ['short']],
    ['?exhaustedBefore=2026-12-31T00:00:00Z', ['short']],
    ['?exhaustedBefore=2026-12-12T09:00:24Z', []],
    ['?exhaustedBefore=2026-12-12T09:00:24Z&quantile=p99', ['short']],
    ['?status=exhausted,over', ['short']],
    ['?node=elsewhere', []],
  ])('NAT gateways%s are those of %j', async (query, expected) => {
    expect(scenariosOf(await get(`nat-gateways${query}`))).toEqual(expected);
  });

  it('resources are filtered by kind, destination, utilization and state, page by page', async () => {
    const all = await get('resources?kind=snat-ports&destination=payments');
    expect(scenariosOf(all)).toEqual(['enough', 'short']);
    expect((await get('resources?utilizationAbove=4')).body).toMatchObject({
      totalItems: 1,
      items: [{ scenarioId: scenarios['short'], resource: { id: 'egress:snat-ports:payments' } }],
    });
    const first = await get('resources?limit=5');
    const second = await get(`resources?limit=200&after=${first.body.nextCursor}`);
    const lengths = [first, second].map(({ body }): number => body.items.length);
    expect((lengths[0] ?? 0) + (lengths[1] ?? 0)).toBe(first.body.totalItems);
  });

  it('recommendations are best first, each with its patch and effect', async () => {
    const { body } = await get(`recommendations?scenarioId=${scenarios['short'] ?? ''}&node=egress`);
    expect(body.totalItems).toBeGreaterThan(2);
    const { body: run } = await get(`scenarios/${scenarios['short'] ?? ''}`).then(
      ({ body: { latestRunId } }) => get(`runs/${latestRunId}`),
    );
    const ids = run.result.recommendations.map(({ id }: any) => id);
    const listed = body.items.map(({ recommendation }: any) => recommendation.id);
    expect(ids.filter((id: string) => listed.includes(id))).toEqual(listed);
    expect(body.items[0].recommendation).toMatchObject({
      patch: expect.any(Array),
      effect: expect.any(Array),
    });
    expect((await get('recommendations?effort=redesign&remedy=more-nat-ips')).body.items).toEqual([]);
  });

  it.each(['resources', 'nat-gateways', 'recommendations'])(
    '%s are CSV where that is asked for',
    async (list) => {
      const { headers, text, body } = await get(`${list}?limit=2`, { headers: { accept: 'text/csv' } });
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(text).toMatch(/^scenario_id,topology_id,topology_revision,run_id,/);
      expect(text.trimEnd().split('\r\n')).toHaveLength(3);
      expect(body).toBeNull();
    },
  );

  it.each([
    ['resources?kind=ports', /kind is "ports"; it must be one of ephemeral-ports/],
    ['resources?utilizationAbove=much', /utilizationAbove must be a number of at least 0/],
    ['resources?exhaustedBefore=soon', /exhaustedBefore is "soon"; it must be an ISO 8601 instant/],
    ['nat-gateways?quantile=p42', /quantile is "p42"; it must be one of p50, planning, p99/],
    ['nat-gateways?needsMoreIps=maybe', /needsMoreIps must be true or false/],
    ['nat-gateways?status=bad', /status is "bad"; it must be one of ok/],
    ['recommendations?effort=none', /effort is "none"; it must be one of setting/],
    ['recommendations?after=x', /cursor/],
  ])('%s is refused with what would be right', async (path, detail) => {
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(body.detail).toMatch(detail);
  });

  it.each(['resources', 'nat-gateways', 'recommendations'])(
    '%s of another workspace are not there, and nobody sees them without a token',
    async (list) => {
      expect((await get(list, { token: null })).status).toBe(401);
      expect((await get(list, { token: api.tokens.stranger })).body).toMatchObject({
        items: [],
        totalItems: 0,
      });
    },
  );

  it('one question of GraphQL: which gateways run out or are nearly full, toward what, and what mends them', async () => {
    const { body } = await api.graphql(`{ natGateways(filter: {
      utilizationAbove: 0.9, exhaustedBefore: "2027-01-01T00:00:00Z", quantile: "p99" }) {
        totalCount nodes { peakUtilization scenario { name }
          natGateway { node bindingDestination requiredIps } recommendations { remedy title } } } }`);
    expect(body.errors).toBeUndefined();
    expect(body.data.natGateways).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          scenario: { name: 'short' },
          natGateway: { node: 'egress', bindingDestination: 'payments', requiredIps: 7 },
        },
      ],
    });
    const [{ recommendations, peakUtilization }] = body.data.natGateways.nodes;
    expect(peakUtilization).toBeGreaterThan(4);
    expect(recommendations.map(({ remedy }: any) => remedy)).toContain('raise-ip-quota');
  });
});
