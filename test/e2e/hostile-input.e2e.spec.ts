import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';

const PROBLEM = 'application/problem+json; charset=utf-8';

/** Refused as a client's mistake: with a code of the catalogue that is not ours to blame. */
function expectRefused(input: string, { status, headers, body }: Answer, expected: number): void {
  expect([input, status, headers['content-type']]).toEqual([input, expected, PROBLEM]);
  expect(body).toMatchObject({ status: expected, code: expect.any(String), detail: expect.any(String) });
  expect(body.code).not.toBe('internal-error');
}

describe('hostile input is never a fault of ours', () => {
  let api: Application;
  let topologyId: string;
  let forecastId: string;
  beforeAll(async () => {
    api = await startApplication();
    topologyId = (await api.request('POST', '/v1/topologies', { body: ticketSale('topology') })).body.id;
    forecastId = (await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') })).body.id;
  });
  afterAll(() => api.close());

  it.each([
    '{ topologies(filter: null) { totalCount } }',
    '{ topologies(filter: { name: null, label: null }) { totalCount } }',
    '{ topologies(first: null, after: null) { totalCount } }',
  ])('null is no condition: %s', async (query) => {
    expect((await api.graphql(query)).body).toEqual({ data: { topologies: { totalCount: 1 } } });
  });

  it('null is no condition for scenarios and figures either', async () => {
    const { body } = await api.graphql(`{
      all: scenarios(filter: null) { totalCount }
      scenarios(filter: { name: null, topologyId: null, forecastId: null }) { totalCount }
      resources(filter: { kind: null, statuses: null, exhaustedBefore: null, runId: null, node: null }) { totalCount }
      natGateways(filter: { needsMoreIps: null, scenarioId: null }) { totalCount }
    }`);
    const none = { totalCount: 0 };
    expect(body).toEqual({ data: { all: none, scenarios: none, resources: none, natGateways: none } });
  });

  it.each(['-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z', '1', 'soon'])(
    'an instant that no calendar here has: %s',
    async (instant) => {
      const query = 'query ($at: String) { resources(filter: { exhaustedBefore: $at }) { totalCount } }';
      const { body } = await api.graphql(query, { at: instant });
      expect(body.errors[0].message).toMatch(/must be an ISO 8601 instant/);
      expect(body.errors[0].extensions).toMatchObject({ code: 'invalid-parameter', status: 400 });
    },
  );

  it.each([
    'resources?exhaustedBefore=0000-01-01T00:00:00Z',
    'nat-gateways?overTargetBefore=0000-12-31T23:59:59Z',
    'scenarios?exhaustedBefore=0001-01-01T00:00:00%2B01:00',
    'audit-entries?since=2026-W01-1',
    'audit-entries?until=0000-01-01T00:00:00Z',
    'topologies?constructor=1',
    'topologies?__proto__=1',
    'forecasts?toString=1',
  ])('what no calendar and no list has: %s', async (path) => {
    const answer = await api.request('GET', `/v1/${path}`);
    expectRefused(path, answer, 400);
    expect(answer.body.code).toBe('invalid-parameter');
  });

  it.each(['toString', 'hasOwnProperty', 'valueOf'])('no request has a field %s', async (name) => {
    const answer = await api.request('POST', '/v1/tokens', {
      body: { name: 'x', role: 'viewer', [name]: 1 },
    });
    expectRefused(name, answer, 422);
    expect(answer.body.errors).toMatchObject([{ pointer: `/${name}`, code: 'invalid-field' }]);
  });

  it('a forecast of the year 0 is refused when it is stored, not when it is run', async () => {
    const body = { ...ticketSale('forecast'), name: 'long ago', start: '0000-01-01T00:00:00Z' };
    const answer = await api.request('POST', '/v1/forecasts', { body });
    expectRefused('year 0', answer, 422);
    expect(answer.body.errors).toMatchObject([{ pointer: '/start' }]);
  });

  it.each([
    ['{"query": 5}', 'malformed-body'],
    ['{"query": "\\"text\\""}', 'malformed-body'],
    ['{"query": "{\\"kind\\": \\"Document\\", \\"definitions\\": [{}]}"}', 'malformed-body'],
    ['{"query": {"kind": "Document"}}', 'invalid-query'],
    ['{"query": null}', 'invalid-query'],
    ['{}', 'invalid-query'],
    ['[]', 'invalid-query'],
    ['null', 'invalid-query'],
    ['', 'invalid-query'],
    ['{"query": "{ profiles { id } }", "variables": 5}', 'invalid-query'],
    ['{"query": "query A { profiles { id } }", "operationName": "B"}', 'invalid-query'],
  ])('GraphQL asked with %s', async (body, code) => {
    const answer = await api.request('POST', '/graphql', { body });
    // What Mercurius never gets to see is refused as any other body is.
    const found = answer.body.code ?? answer.body.errors[0].extensions.code;
    expect([answer.status, found]).toEqual([400, code]);
  });

  it('documents written into a GraphQL query are read by the same reader', async () => {
    const create = (name: string): Promise<Answer> =>
      api.graphql(`mutation { createTopology(document: { name: ${name}, __proto__: { a: 1 } }) { id } }`);
    for (const name of ['"a\\u0000b"', '{ a: [1] }']) {
      const { body } = await create(name);
      expect(body.errors[0].extensions).toMatchObject({ code: 'invalid-document', status: 422 });
      const pointers = body.errors[0].extensions.errors.map((error: any) => error.pointer);
      expect(pointers).toEqual(expect.arrayContaining(['/name', '/__proto__']));
    }
  });

  it.each([
    '{ natGateways(filter: { utilizationAbove: 1e400 }) { totalCount } }',
    `{ a: topologies(first: ${'9'.repeat(400)}) { totalCount } }`,
  ])('numbers beyond all numbers in a query: %s', async (query) => {
    const { status, body } = await api.graphql(query);
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'invalid-query']);
    expect(JSON.stringify(body.errors)).toContain('is beyond the largest there is, 1.8e308.');
  });

  it('GET answers queries only, and says so', async () => {
    const asked = encodeURIComponent('mutation { deleteScenario(id: "x", expectedRevision: 1) }');
    const { status, body } = await api.request('GET', `/graphql?query=${asked}`);
    expect([status, body.errors[0].message]).toEqual([
      400,
      'GET answers queries only; send a mutation with POST.',
    ]);
  });

  it.each([
    ['null', 'topologies'],
    ['[]', 'topologies'],
    ['[]', 'scenarios'],
    ['5', 'scenarios'],
  ])('%s in the place of a change of %s', async (change, list) => {
    const answer = await api.request('POST', `/v1/${list}/bulk`, { body: `{"items": [${change}]}` });
    expectRefused(change, answer, 422);
    expect(answer.body.errors).toMatchObject([
      { pointer: '/items/0', detail: 'each of items must be an object' },
    ]);
  });

  it.each([
    ['a line break', 'a\nb'],
    ['an escape of terminals', 'a\u001b[31m'],
    ['blanks alone', '   '],
  ])('a name of %s, which no table could show', async (_, name) => {
    for (const list of ['topologies', 'forecasts'] as const) {
      const document = ticketSale(list === 'topologies' ? 'topology' : 'forecast');
      const answer = await api.request('POST', `/v1/${list}`, { body: { ...document, name } });
      expectRefused(name, answer, 422);
      expect(answer.body.errors).toMatchObject([{ pointer: '/name' }]);
      expect(answer.body.detail).toMatch(/it must be text of 1 to 200 printable characters$/);
    }
  });

  it.each([
    ['an alias within its own anchor', 'topology: &a [*a]'],
    ['one in a mapping', 'topology: &a\n  forecast: { deep: *a }'],
    [
      'aliases of aliases',
      `a: &a [x]\n${['b', 'c', 'd', 'e'].map((key, at) => `${key}: &${key} [${`*${'abcd'.charAt(at)},`.repeat(9)}]`).join('\n')}`,
    ],
  ])('YAML with %s', async (name, body) => {
    for (const path of ['/v1/calculations', '/v1/topologies', '/v1/scenarios']) {
      const answer = await api.request('POST', path, {
        body,
        headers: { 'content-type': 'application/yaml' },
      });
      expectRefused(name, answer, 400);
    }
  });

  it('nesting of any depth, in JSON and in YAML', async () => {
    for (const depth of [150, 1000, 5000, 100_000]) {
      for (const type of ['application/json', 'application/yaml']) {
        const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
        const answer = await api.request('POST', '/v1/calculations', {
          body: `{"topology": ${nested}, "forecast": {}}`,
          headers: { 'content-type': type },
        });
        expect([depth, type, answer.status]).toEqual([depth, type, depth === 150 ? 422 : 400]);
      }
    }
  });

  it('long YAML, while others are answered', async () => {
    await api.app.listen(0, '127.0.0.1');
    const origin = await api.app.getUrl();
    const order: string[] = [];
    const long = fetch(`${origin}/v1/calculations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.tokens.planner}`, 'content-type': 'application/yaml' },
      body: `topology: [${'1, '.repeat(60_000)}1]`,
    }).then((answer) => {
      order.push('long');
      expect(answer.status).toBe(422);
    });
    const short = new Promise((sent) => setTimeout(sent, 50)).then(async () => {
      expect((await fetch(`${origin}/v1/profiles?limit=1`)).status).toBe(401);
      order.push('short');
    });
    await Promise.all([long, short]);
    expect(order).toEqual(['short', 'long']);
  });

  it('long YAML as text in a body', async () => {
    const topology = `name: long\n${'# a comment\n'.repeat(25_000)}`;
    const answer = await api.request('POST', '/v1/topologies', { body: JSON.stringify(topology) });
    expectRefused('long text', answer, 422);
    expect(answer.body.detail).toContain('bytes; it must have at most 262144');
  });

  it('halves of characters, which no text in a database can hold', async () => {
    const half = '\ud800';
    const topology = { ...ticketSale('topology'), name: half };
    expectRefused('topology', await api.request('POST', '/v1/topologies', { body: topology }), 422);
  });

  it('scenarios that are none, each with a pointer', async () => {
    const good = { name: 'n', topologyId, forecastId };
    const cases: readonly (readonly [object, string])[] = [
      [{ ...good, name: '' }, '/name'],
      [{ ...good, name: 5 }, '/name'],
      [{ ...good, description: 'x'.repeat(2001) }, '/description'],
      [{ ...good, topologyId: 'x' }, '/topologyId'],
      [{ ...good, topologyRevision: 1e12 }, '/topologyId'],
      [{ ...good, topologyRevision: 1.5 }, '/topologyRevision'],
      [{ ...good, colour: 'red' }, '/colour'],
      [{ ...good, 'a/b~c': 1 }, '/a~1b~0c'],
      [{ ...good, overrides: [{ op: 'move', path: '/name' }] }, '/overrides/0/op'],
      [{ ...good, overrides: [{ op: 'add', path: '/name', value: 1, 'a/b': 1 }] }, '/overrides/0/a~1b'],
      [{ ...good, policy: { soft: 1 } }, '/policy/soft'],
      [{ ...good, policy: 5 }, '/policy'],
    ];
    for (const [body, pointer] of cases) {
      const answer = await api.request('POST', '/v1/scenarios', { body });
      expectRefused(pointer, answer, 422);
      expect(answer.body.errors.map((error: any) => error.pointer)).toContain(pointer);
    }
    expect((await api.request('GET', '/v1/scenarios')).body.totalItems).toBe(0);
  });

  it('paths and parameters', async () => {
    const cases: readonly (readonly [string, number])[] = [
      ['/v1/topologies/%zz', 404],
      [`/v1/topologies/${'a'.repeat(300)}`, 404],
      ['/v1/topologies/%00', 404],
      ['/v1/profiles/__proto__', 404],
      [`/v1/topologies/${topologyId}/revisions/0`, 400],
      [`/v1/topologies/${topologyId}/revisions/99999999999`, 400],
      ['/v1/topologies?after=a&after=b', 400],
      ['/v1/topologies?limit=', 400],
      ['/v1/resources?utilizationAbove=', 400],
      ['/v1/scenarios?utilizationAbove=', 400],
      ['/v1/topologies/', 404],
      ['/v1/topologies//revisions', 404],
    ];
    for (const [path, status] of cases) expectRefused(path, await api.request('GET', path), status);
    for (const path of ['/v1/resources?status=up', '/v1/nat-gateways?status=up']) {
      expect((await api.request('GET', path)).body.detail).toMatch(/^status is "up"; it must be one of ok,/);
    }
    expect((await api.request('GET', '/v1/topologies/?a=b')).body.detail).toBe(
      'There is no route GET /v1/topologies/; /docs lists them.',
    );
    for (const path of [
      '/v1/topologies?name=%00',
      '/v1/topologies?label=%00=a',
      '/v1/scenarios?topologyId=x',
    ]) {
      expect([path, (await api.request('GET', path)).body.totalItems]).toEqual([path, 0]);
    }
  });

  it('expiries that are none', async () => {
    for (const expiresAt of ['2027-W01', '2020-01-01', '+275760-09-13T00:00:00Z', 'never', 5]) {
      const answer = await api.request('POST', '/v1/tokens', {
        body: { name: 'n', role: 'viewer', expiresAt },
      });
      expectRefused(String(expiresAt), answer, 422);
      expect(answer.body.errors[0].pointer).toBe('/expiresAt');
    }
  });
});
