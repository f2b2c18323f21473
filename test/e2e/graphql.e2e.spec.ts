import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';

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
    const fields = Array.from({ length: 1000 }, (_, at) => `n${String(at)}: name`).join(' ');
    const bomb = Array.from(
      { length: 30 },
      (_, at) => `fragment F${String(at)} on Scenario { ...F${String(at + 1)} ...F${String(at + 1)} }`,
    );
    const within = (count: number, inner: string): string =>
      `${'scenario { runs { nodes { result { resources { '.repeat(count)}${inner}${'} } } } }'.repeat(count)}`;
    const cases: readonly (readonly [string, string])[] = [
      [`{ ${calculations.join(' ')} }`, 'query-too-wide'],
      [`{ natGateways { nodes { ${within(10, 'id')} } } }`, 'query-too-deep'],
      [`{ scenarios { nodes { ${fields} } } }`, 'query-too-large'],
      [
        `{ scenarios { nodes { ...F0 } } } ${bomb.join(' ')} fragment F30 on Scenario { id }`,
        'query-too-large',
      ],
      ['{ scenarios { nodes { ...F } } } fragment F on Scenario { ...F }', 'invalid-query'],
      ['{ scenarios(first: 200) { nodes { runs(first: 200) { nodes { id } } } } }', 'query-too-costly'],
    ];
    for (const [query, code] of cases) {
      const { status, body } = await api.graphql(query);
      const told = body.errors.map(({ extensions }: any) => extensions);
      expect([query.slice(0, 40), status]).toEqual([query.slice(0, 40), 400]);
      expect(told).toContainEqual({ code, status: 400 });
    }
    const batch = await api.request('POST', '/graphql', {
      body: [{ query: '{ profiles { id } }' }, { query: '{ profiles { id } }' }],
    });
    expect(batch.body).toMatchObject({
      code: 'invalid-query',
      status: 400,
      detail: expect.stringMatching(/^The body is a list of 2; a request asks one query/),
    });
  });

  it('by its hash alone, once it was given with it', async () => {
    const query = 'query Remembered { workspace { name } }';
    const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') };
    const ask = (body: object): Promise<Answer> =>
      api.request('POST', '/graphql', { body: { ...body, extensions: { persistedQuery } } });
    expect((await ask({})).body.errors).toMatchObject([
      { message: 'PersistedQueryNotFound', extensions: { code: 'persisted-query-not-found', status: 400 } },
    ]);
    const other = await ask({ query: '{ profiles { id } }' });
    expect(other.body.errors[0]).toMatchObject({
      message: 'provided sha does not match query',
      extensions: { code: 'invalid-query' },
    });
    for (const body of [{ query }, {}]) {
      expect((await ask(body)).body).toEqual({ data: { workspace: { name: 'default' } } });
    }
    const parameter = encodeURIComponent(JSON.stringify({ persistedQuery }));
    expect(await api.request('GET', `/graphql?extensions=${parameter}`)).toMatchObject({
      status: 200,
      body: { data: { workspace: { name: 'default' } } },
    });
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

describe('GraphQL of an installation that closes it', () => {
  const query = '{ workspace { name } }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  let api: Application;
  beforeAll(async () => {
    api = await startApplication({
      graphql: { introspection: false, listed: new Map([[sha256Hash, query]]) },
    });
  });
  afterAll(() => api.close());

  it('answers listed queries alone, by text or by hash', async () => {
    const answer = { data: { workspace: { name: 'default' } } };
    expect((await api.graphql(query)).body).toEqual(answer);
    const body = { extensions: { persistedQuery: { version: 1, sha256Hash } } };
    expect((await api.request('POST', '/graphql', { body })).body).toEqual(answer);
    for (const other of ['{ profiles { id } }', getIntrospectionQuery()]) {
      const { status, body: refused } = await api.graphql(other);
      expect([status, refused.errors[0].extensions]).toEqual([
        400,
        { code: 'query-not-listed', status: 400 },
      ]);
    }
  });

  it('does not tell its schema', async () => {
    const open = await startApplication({ graphql: { introspection: false } });
    const { body } = await open.graphql(getIntrospectionQuery());
    expect(body.errors[0].message).toMatch(/introspection has been disabled/);
    expect((await open.graphql(query)).body.errors).toBeUndefined();
    await open.close();
  });
});
