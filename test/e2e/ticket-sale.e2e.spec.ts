import { startApplication, ticketSale, ticketSaleText, type Application } from '../support/application.js';

describe('the ticket sale', () => {
  let api: Application;
  const topology = ticketSale('topology');
  const forecast = ticketSale('forecast');

  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  function expectTheAnswer(result: Record<string, any>): void {
    expect(result['summary']).toMatchObject({ status: 'exhausted', binding: 'egress:snat-ports:payments' });
    expect(result['summary'].exhaustionAt).toMatch(/^2026-12-12T09:00:\d\dZ$/);
    expect(result['natGateways']).toMatchObject([
      { node: 'egress', currentIps: 1, requiredIps: 7, bindingDestination: 'payments' },
    ]);
  }

  it('is answered inline, in JSON', async () => {
    const { status, body } = await api.request('POST', '/v1/calculations', { body: { topology, forecast } });
    expect(status).toBe(200);
    expectTheAnswer(body);
  });

  it('is answered inline, in YAML, with the same bytes', async () => {
    const indented = (text: string): string => text.replaceAll(/^/gm, '  ');
    const body = `topology:\n${indented(ticketSaleText('topology'))}\nforecast:\n${indented(ticketSaleText('forecast'))}`;
    const yaml = await api.request('POST', '/v1/calculations', {
      body,
      headers: { 'content-type': 'application/yaml' },
    });
    const json = await api.request('POST', '/v1/calculations', { body: { topology, forecast } });
    expect(yaml.status).toBe(200);
    expect(yaml.text).toBe(json.text);
  });

  it('is stored, pinned by a scenario, run, and read back over REST', async () => {
    const stored = await api.request('POST', '/v1/topologies', { body: topology });
    expect([stored.status, stored.headers['etag'], stored.body.revision]).toEqual([201, '"1"', 1]);
    expect((await api.request('GET', `/v1/topologies/${stored.body.id}`)).body.document).toEqual(topology);
    const expected = await api.request('POST', '/v1/forecasts', { body: forecast });
    const scenario = await api.request('POST', '/v1/scenarios', {
      body: { name: 'sale', topologyId: stored.body.id, forecastId: expected.body.id },
    });
    expect(scenario.body).toMatchObject({ topologyRevision: 1, forecastRevision: 1, latestRunId: null });
    const run = await api.request('POST', `/v1/scenarios/${scenario.body.id}/runs`);
    expect([run.status, run.headers['location']]).toEqual([201, `/v1/runs/${run.body.id}`]);
    expectTheAnswer(run.body.result);

    const inline = await api.request('POST', '/v1/calculations', { body: { topology, forecast } });
    const read = await api.request('GET', `/v1/runs/${run.body.id}`);
    expect(JSON.stringify(read.body.result)).toBe(inline.text);
    const listed = await api.request('GET', `/v1/scenarios/${scenario.body.id}/runs`);
    expect(listed.body).toMatchObject({ totalItems: 1, items: [{ id: run.body.id, status: 'exhausted' }] });
  });

  it('is stored, run and read in GraphQL', async () => {
    const documents = {
      topology: { ...topology, name: 'by-graphql' },
      forecast: { ...forecast, name: 'by-graphql' },
    };
    const made = await api.graphql(
      'mutation ($topology: JSON!, $forecast: JSON!) { createTopology(document: $topology) { id revision } createForecast(document: $forecast) { id } }',
      documents,
    );
    expect(made.body.errors).toBeUndefined();
    const input = {
      name: 'in graphql',
      topologyId: made.body.data.createTopology.id,
      forecastId: made.body.data.createForecast.id,
    };
    const scenario = await api.graphql(
      'mutation ($input: ScenarioInput!) { createScenario(input: $input) { id } }',
      { input },
    );
    const { id } = scenario.body.data.createScenario;
    const run = await api.graphql(
      'mutation ($id: ID!) { runScenario(id: $id) { result { summary { status binding exhaustionAt } natGateways { node currentIps requiredIps bindingDestination } } } }',
      { id },
    );
    expectTheAnswer(run.body.data.runScenario.result);

    const read = await api.graphql(`{
      scenarios(filter: { name: "graphql" }) { totalCount pageInfo { hasNextPage } edges { node {
        name topology { name revision } forecast { name } latestRun { status binding result { resources { id status capacity peak { offeredLoad } explanation { steps } } } }
      } } }
      natGateways(filter: { needsMoreIps: true, exhaustedBefore: "2027-01-01T00:00:00Z" }) { edges { node { scenarioId status natGateway { requiredIps } } } }
      resources(filter: { kind: "snat-ports", statuses: ["exhausted"] }) { edges { node { resource { id } } } }
      profile(id: "aws/nat-gateway") { title }
    }`);
    expect(read.body.errors).toBeUndefined();
    const [edge] = read.body.data.scenarios.edges;
    expect(edge.node).toMatchObject({
      topology: { name: 'by-graphql', revision: 1 },
      latestRun: { status: 'exhausted' },
    });
    expect(edge.node.latestRun.result.resources).toContainEqual(
      expect.objectContaining({ id: 'egress:snat-ports:payments', capacity: 55_000 }),
    );
    expect(read.body.data.natGateways.edges.map((each: any) => each.node.scenarioId)).toContain(id);
    expect(read.body.data.resources.edges[0].node.resource.id).toBe('egress:snat-ports:payments');
  });

  it('is calculated in GraphQL without being kept', async () => {
    const { body } = await api.graphql(
      'query ($t: JSON!, $f: JSON!) { calculate(topology: $t, forecast: $f) { summary { status binding exhaustionAt } natGateways { node currentIps requiredIps bindingDestination } } }',
      { t: topology, f: forecast },
    );
    expectTheAnswer(body.data.calculate);
  });
});

describe('a Terraform plan', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  it('is imported, and what comes out can be calculated', async () => {
    const { readFileSync } = await import('node:fs');
    const plan = readFileSync(
      new URL('../../examples/terraform-aws-shop/plan.json', import.meta.url),
      'utf8',
    );
    const imported = await api.request('POST', '/v1/imports/terraform?name=shop', { body: plan });
    expect(imported.status).toBe(200);
    expect(imported.body.topology.name).toBe('shop');
    expect(imported.body.assumptions.length).toBeGreaterThan(0);
    const { topology, forecast } = imported.body;
    const planned = await api.request('POST', '/v1/calculations', { body: { topology, forecast } });
    expect(planned.status).toBe(200);
    expect(planned.body.natGateways).toHaveLength(2);
    expect((await api.request('GET', '/v1/topologies')).body.totalItems).toBe(0);
  });
});
