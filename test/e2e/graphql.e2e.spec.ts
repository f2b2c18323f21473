import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { startApplication, ticketSale, type Application } from '../support/application.js';

describe('GraphQL answers in one query', () => {
  let api: Application;
  let topologyId: string;
  let forecastId: string;

  beforeAll(async () => {
    api = await startApplication();
    topologyId = (await api.request('POST', '/v1/topologies', { body: ticketSale('topology') })).body.id;
    forecastId = (await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') })).body.id;
    const scenario = await api.request('POST', '/v1/scenarios', {
      body: { name: 'sale', topologyId, forecastId },
    });
    await api.request('POST', `/v1/scenarios/${scenario.body.id}/runs`);
  });
  afterAll(() => api.close());

  async function answerTo(query: string, variables: object = {}): Promise<any> {
    const { body } = await api.graphql(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  }

  it('which NAT gateways run out before a date, whose they are, and what mends each', async () => {
    const { natGateways } = await answerTo(`{
      natGateways(filter: { exhaustedBefore: "2027-03-01T00:00:00Z" }) { edges { node {
        status topology { name revision } scenario { name } natGateway { node bindingDestination }
        run { result { pooling { leg before { ports } after { ports } } } }
      } } }
    }`);
    expect(natGateways.edges).toHaveLength(1);
    const [{ node }] = natGateways.edges;
    expect(node).toMatchObject({
      status: 'exhausted',
      topology: { name: 'concert-on-sale', revision: 1 },
      scenario: { name: 'sale' },
      natGateway: { node: 'egress', bindingDestination: 'payments' },
    });
    const [{ leg, before, after }] = node.run.result.pooling;
    expect(leg).toBe('app-payments');
    expect(after.ports).toBeLessThan(before.ports / 10);
  });

  it('which pools of a result are of a kind or in a state', async () => {
    const { scenarios } = await answerTo(`{ scenarios { edges { node { latestRun { result {
      all: resources { id }
      snat: resources(kind: "snat-ports") { id }
      worst: resources(statuses: ["over", "exhausted"]) { status }
      both: resources(kind: "ephemeral-ports", statuses: ["exhausted"]) { id }
    } } } } } }`);
    const { all, snat, worst, both } = scenarios.edges[0].node.latestRun.result;
    expect(snat).toEqual([{ id: 'egress:snat-ports:payments' }]);
    expect(worst).toEqual([{ status: 'exhausted' }]);
    expect(both).toEqual([]);
    expect(all.length).toBeGreaterThan(4);
    const { body } = await api.graphql(
      '{ scenarios { edges { node { latestRun { result { resources(kind: "ports") { id } } } } } } }',
    );
    expect(body.errors[0].extensions).toMatchObject({ code: 'invalid-parameter', status: 400 });
    expect(body.errors[0].message).toMatch(/kind is "ports"; it must be one of ephemeral-ports,/);
  });

  it('what stands in all topologies, by kind and profile, and what is connected with it', async () => {
    const { nodes, legs } = await answerTo(`{
      nodes(filter: { kind: "nat-gateway", profile: "aws/nat-gateway" }) { totalCount edges { node { id topologyId settings } } }
      legs(filter: { via: "egress" }) { edges { node { id from to via settings } } }
    }`);
    expect(nodes).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: 'egress', topologyId, settings: { publicIps: 1, zones: 1 } } }],
    });
    expect(legs.edges).toMatchObject([
      { node: { id: 'app-payments', from: 'app', to: 'payments', settings: { callsPerRequest: 0.2 } } },
    ]);
    const { body } = await api.graphql('{ nodes(filter: { kind: "router" }) { totalCount } }');
    expect(body.errors[0].message).toMatch(/kind is "router"; it must be one of clients,/);
  });

  it('lists with documents, and documents in parts', async () => {
    const { topologies, topology, forecasts } = await answerTo(
      `query ($id: ID!) {
        topologies { edges { node { document } } }
        topology(id: $id) { nodes { id kind profile } legs { id } }
        forecasts { edges { node { document } } }
      }`,
      { id: topologyId },
    );
    expect(topologies.edges[0].node.document).toEqual(ticketSale('topology'));
    expect(forecasts.edges[0].node.document).toEqual(ticketSale('forecast'));
    expect(topology.nodes.map(({ id }: { id: string }) => id)).toEqual(
      ticketSale('topology').nodes.map(({ id }: { id: string }) => id),
    );
    expect(topology.legs).toContainEqual({ id: 'app-payments' });
  });

  it('the whole schema, as the committed file has it, which explorers and generators ask for', async () => {
    const schema = buildClientSchema(await answerTo(getIntrospectionQuery()));
    expect(printSchema(lexicographicSortSchema(schema))).toBe(
      readFileSync(new URL('../../docs/api/schema.graphql', import.meta.url), 'utf8').trimEnd(),
    );
  });

  it('and no question that is too deep or too much', async () => {
    const calculations = Array.from({ length: 1000 }, (_, at) => `c${String(at)}: profiles { id }`);
    for (const query of [
      `{ ${calculations.join(' ')} }`,
      `{ scenarios { edges { node ${'{ topology '.repeat(50)} { id } ${'} '.repeat(50)} } } }`,
    ]) {
      const { status, body } = await api.graphql(query);
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'invalid-query']);
    }
  });

  it('and points into the input where a scenario’s policy is wrong, as REST does', async () => {
    const input = { name: 'strict', topologyId, forecastId, policy: { targetUtilization: 2 } };
    const rest = await api.request('POST', '/v1/scenarios', { body: input });
    const { body } = await api.graphql(
      'mutation ($input: ScenarioInput!) { createScenario(input: $input) { id } }',
      { input },
    );
    expect(rest.body).toMatchObject({ status: 422, errors: [{ pointer: '/policy/targetUtilization' }] });
    expect(body.errors[0].extensions).toEqual({
      code: rest.body.code,
      status: 422,
      errors: rest.body.errors,
    });
  });
});
