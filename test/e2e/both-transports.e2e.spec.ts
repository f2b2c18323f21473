import { GraphQLSchemaHost } from '@nestjs/graphql';
import { readFileSync } from 'node:fs';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const PLAN = readFileSync(new URL('../../examples/terraform-aws-shop/plan.json', import.meta.url), 'utf8');

describe('one service answers REST and GraphQL', () => {
  let api: Application;
  let topologyId: string;
  let forecastId: string;
  let scenarioId: string;
  const runs: string[] = [];

  beforeAll(async () => {
    api = await startApplication();
    topologyId = (await api.request('POST', '/v1/topologies', { body: ticketSale('topology') })).body.id;
    forecastId = (await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') })).body.id;
    const overrides = [{ op: 'replace', path: '/nodes/5/publicIps', value: 2 }];
    const body = { name: 'sale', topologyId, forecastId, overrides };
    scenarioId = (await api.request('POST', '/v1/scenarios', { body })).body.id;
    for (let count = 0; count < 3; count += 1)
      runs.unshift((await api.request('POST', `/v1/scenarios/${scenarioId}/runs`)).body.id);
  });
  afterAll(() => api.close());

  async function restOf(method: string, path: string, body?: object): Promise<any> {
    const answer = await api.request(method, path, body === undefined ? {} : { body });
    expect(answer.text).toMatch(/^[[{]/);
    expect(answer.status).toBeLessThan(300);
    return answer.body;
  }

  async function answerTo(query: string, variables: object = {}): Promise<any> {
    const { body } = await api.graphql(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  }

  it('with the same sweep', async () => {
    const input = {
      parameters: [
        { pointer: '/topology/nodes/egress/publicIps', values: [1, 4] },
        { pointer: '/policy/targetUtilization', values: [0.75, 0.9] },
      ],
    };
    const { sweepScenario } = await answerTo(
      `query ($id: ID!, $input: SweepInput!) { sweepScenario(id: $id, input: $input) {
        values status binding exhaustionAt utilization headroomFactor requiredIps } }`,
      { id: scenarioId, input },
    );
    expect(sweepScenario).toHaveLength(4);
    expect(sweepScenario).toEqual(await restOf('POST', `/v1/scenarios/${scenarioId}/sweeps`, input));
  });

  it('with the same series, down-sampled', async () => {
    const { headroomSeries } = await answerTo(
      `query ($id: ID!, $question: SeriesInput) { headroomSeries(scenarioId: $id, question: $question) {
        id node kind destination capacity points { at offeredLoad utilization required headroomFactor } } }`,
      { id: scenarioId, question: { quantile: 0.9, points: 12, resources: ['egress:snat-ports:payments'] } },
    );
    const rest = await restOf(
      'GET',
      `/v1/scenarios/${scenarioId}/series?quantile=0.9&points=12&resources=egress:snat-ports:payments`,
    );
    expect(headroomSeries).toHaveLength(1);
    expect(headroomSeries[0].points.length).toBeLessThanOrEqual(14);
    expect(headroomSeries).toEqual(rest);
  });

  it('with the same documents, overrides applied', async () => {
    const { scenario } = await answerTo(
      'query ($id: ID!) { scenario(id: $id) { documents { topology forecast policy } } }',
      { id: scenarioId },
    );
    expect(scenario.documents.topology.nodes[5]).toMatchObject({ id: 'egress', publicIps: 2 });
    expect(scenario.documents).toEqual(await restOf('GET', `/v1/scenarios/${scenarioId}/documents`));
  });

  it('with the same pages of runs, within a scenario and of all of them', async () => {
    const fields = 'id status state policy finishedAt overrides { op path value }';
    const { scenarios, all } = await answerTo(
      `query ($filter: RunFilterInput) {
        scenarios { nodes { runs(first: 2) { totalCount nodes { ${fields} } pageInfo { hasNextPage endCursor } } } }
        all: runs(filter: $filter) { totalCount nodes { ${fields} result { summary { status } } } } }`,
      { filter: { scenarioId, statuses: ['ok', 'warning', 'over', 'exhausted'] } },
    );
    const [{ runs: page }] = scenarios.nodes;
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(all.nodes.map(({ id }: { id: string }) => id)).toEqual(runs);
    expect(all.nodes[0].result.summary.status).toBe(all.nodes[0].status);
    const rest = await restOf('GET', `/v1/scenarios/${scenarioId}/runs?limit=2`);
    expect(rest.items).toMatchObject(page.nodes);
    expect(rest.nextCursor).toBe(page.pageInfo.endCursor);
    const next = await answerTo(
      'query ($after: String) { scenarios { nodes { runs(after: $after) { nodes { id } } } } }',
      { after: rest.nextCursor },
    );
    expect(next.scenarios.nodes[0].runs.nodes).toEqual([{ id: runs[2] }]);
    const latest = await answerTo('{ runs(filter: { latestOnly: true }) { nodes { id } } }');
    expect(latest.runs.nodes).toEqual([{ id: runs[0] }]);
  });

  it.each([
    ['topology', 'topologies'],
    ['forecast', 'forecasts'],
  ] as const)('with the same revisions of a %s, and back', async (noun, list) => {
    const id = noun === 'topology' ? topologyId : forecastId;
    const name = noun === 'topology' ? 'Topology' : 'Forecast';
    const document = { ...ticketSale(noun), description: 'once more' };
    await answerTo(
      `mutation ($id: ID!, $document: JSON!) {
        revise${name}(id: $id, expectedRevision: 1, document: $document) { revision } }`,
      { id, document },
    );
    const restored = await answerTo(
      `mutation ($id: ID!) { restore${name}(id: $id, revision: 1, expectedRevision: 2) { revision document } }`,
      { id },
    );
    expect(restored[`restore${name}`]).toEqual({ revision: 3, document: ticketSale(noun) });
    const all = await restOf('GET', `/v1/${list}/${id}/revisions?limit=2`);
    const last = await answerTo(
      `query ($id: ID!) { ${noun}(id: $id) { revisions(after: "${String(all.nextCursor)}") {
        nodes { revision } pageInfo { endCursor hasNextPage } } } }`,
      { id },
    );
    expect(last[noun].revisions).toMatchObject({
      nodes: [{ revision: 1 }],
      pageInfo: { hasNextPage: false },
    });
    const found = await answerTo(
      `query ($id: ID!) {
        difference: ${noun}Difference(id: $id, from: 1, to: 2) { op path value }
        one: ${noun}(id: $id) { revisions(first: 2) { totalCount nodes { revision createdAt createdBy } } }
        none: ${list} { nodes { revisions(after: "${String(last[noun].revisions.pageInfo.endCursor)}") { nodes { revision } } } } }`,
      { id },
    );
    expect(found.difference).toEqual(await restOf('GET', `/v1/${list}/${id}/revisions/1/difference/2`));
    expect(found.difference).toHaveLength(1);
    expect(found.one.revisions).toEqual({ totalCount: 3, nodes: all.items });
    expect(found.none.nodes).toEqual([{ revisions: { nodes: [] } }]);
  });

  it('with the same order of a run, and its end', async () => {
    const fields = 'id scenarioId state progress failure { code } createdAt startedAt finishedAt run { id }';
    const { orderRun } = await answerTo(`mutation ($id: ID!) { orderRun(scenarioId: $id) { ${fields} } }`, {
      id: scenarioId,
    });
    expect(orderRun).toMatchObject({ scenarioId, state: 'queued', progress: 0, run: null });
    const { orderedRun } = await answerTo(`query ($id: ID!) { orderedRun(id: $id) { ${fields} } }`, orderRun);
    expect(orderedRun).toMatchObject(await restOf('GET', `/v1/runs/${orderRun.id}`));
    const { cancelRun } = await answerTo(`mutation ($id: ID!) { cancelRun(id: $id) { state } }`, orderRun);
    expect(cancelRun.state).toBe('cancelled');
    const { body } = await api.graphql('mutation ($id: ID!) { cancelRun(id: $id) { state } }', orderRun);
    expect(body.errors[0].extensions).toMatchObject({ code: 'already-over', status: 409 });
  });

  it('with the same limits of pages, in every list', async () => {
    const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
    const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
      args.some(({ name }) => name === 'first'),
    );
    expect(lists.length).toBeGreaterThan(10);
    const fields = [
      ...lists.map(
        ({ name }) =>
          (page: string) =>
            `${name}(${page})`,
      ),
      (page: string) => `scenario(id: "${scenarioId}") { runs(${page})`,
      (page: string) => `topology(id: "${topologyId}") { revisions(${page})`,
    ];
    const cases = [
      ['first: 0', 'invalid-page-size'],
      ['first: -1', 'invalid-page-size'],
      ['first: 201', 'invalid-page-size'],
      ['after: "tampered"', 'invalid-cursor'],
      [`after: "${cursor('nothing/1')}"`, 'invalid-cursor'],
      ['last: 5', 'invalid-query'],
      ['before: "a"', 'invalid-query'],
      ['first: 99999999999', 'invalid-query'],
    ] as const;
    for (const field of fields)
      for (const [page, code] of cases) {
        const asked = field(page);
        const { body } = await api.graphql(`{ ${asked} { __typename }${asked.includes('{') ? ' }' : ''} }`);
        expect([asked, body.errors[0].extensions]).toEqual([
          asked,
          expect.objectContaining({ code, status: 400 }),
        ]);
      }
  });

  it('with the same problems: code, status, pointers and words', async () => {
    const bad = { ...ticketSale('topology'), legs: [{ id: 'a', from: 'fans', to: 'nobody' }] };
    const taken = { name: 'sale', topologyId, forecastId };
    const conflict = [{ op: 'replace', path: '/nodes/99/publicIps', value: 2 }];
    const nobody = '01900000-0000-7000-8000-000000000000';
    const inputs = 'mutation ($input: ScenarioInput!) { createScenario(input: $input) { id } }';
    const documents = 'mutation ($document: JSON!) { createTopology(document: $document) { id } }';
    const cases: readonly (readonly [
      method: string,
      path: string,
      body: object | undefined,
      headers: Readonly<Record<string, string>>,
      query: string,
      variables: object,
    ])[] = [
      ['GET', `/v1/topologies/${nobody}`, undefined, {}, `{ topology(id: "${nobody}") { id } }`, {}],
      ['POST', '/v1/topologies', bad, {}, documents, { document: bad }],
      ['POST', '/v1/scenarios', taken, {}, inputs, { input: taken }],
      ...[{ name: '' }, { topologyId: nobody }, { overrides: conflict }, { policy: { samples: -1 } }].map(
        (more) => {
          const input = { ...taken, name: 'another', ...more };
          return ['POST', '/v1/scenarios', input, {}, inputs, { input }] as const;
        },
      ),
      [
        'DELETE',
        `/v1/scenarios/${scenarioId}`,
        undefined,
        { 'if-match': '"9"' },
        `mutation { deleteScenario(id: "${scenarioId}", expectedRevision: 9) }`,
        {},
      ],
      [
        'DELETE',
        `/v1/forecasts/${forecastId}`,
        undefined,
        { 'if-match': '"3"' },
        `mutation { deleteForecast(id: "${forecastId}", expectedRevision: 3) }`,
        {},
      ],
    ];
    for (const [method, path, body, headers, query, variables] of cases) {
      const problem = (await api.request(method, path, { headers, ...(body !== undefined && { body }) }))
        .body;
      const [error] = (await api.graphql(query, variables)).body.errors;
      expect(problem.status).toBeGreaterThan(399);
      expect({ detail: error.message, ...error.extensions }).toEqual({
        detail: problem.detail,
        code: problem.code,
        status: problem.status,
        ...(problem.errors !== undefined && { errors: problem.errors }),
      });
    }
  });

  it('with the same import', async () => {
    const { importTerraform } = await answerTo(
      `query ($source: JSON!) { importTerraform(source: $source, name: "shop") {
        topology forecast provenance understood { address type as }
        assumptions { document pointer value reason } notUnderstood { address type reason }
        warnings { code addresses message } } }`,
      { source: PLAN },
    );
    expect(importTerraform.topology.name).toBe('shop');
    const answer = await api.request('POST', '/v1/imports/terraform?name=shop', { body: PLAN });
    expect(answer.body).toMatchObject(importTerraform);
  });
});

const cursor = (text: string): string => Buffer.from(text).toString('base64url');
