import { startApplication, ticketSale, type Application } from '../support/application.js';

type Change = (document: any) => unknown;

interface Case {
  readonly name: string;
  readonly document: 'topology' | 'forecast';
  readonly change: Change;
  readonly pointer: string;
  readonly detail: RegExp;
}

const CASES: readonly Case[] = [
  {
    name: 'an unknown field',
    document: 'topology',
    change: (t) => (t.nodes[5].publicIp = 2),
    pointer: '/nodes/5/publicIp',
    detail: /did you mean "publicIps"\?/,
  },
  {
    name: 'a wrong type',
    document: 'topology',
    change: (t) => (t.legs[4].responseTimeSeconds = 'fast'),
    pointer: '/legs/4/responseTimeSeconds',
    detail: /is "fast"; it must be a number of seconds/,
  },
  {
    name: 'a leg to a node that is not there',
    document: 'topology',
    change: (t) => (t.legs[4].to = 'payment'),
    pointer: '/legs/4/to',
    detail: /did you mean "payments"\?/,
  },
  {
    name: 'a cycle',
    document: 'topology',
    change: (t) => t.legs.push({ id: 'back', from: 'app', to: 'web', responseTimeSeconds: 1 }),
    pointer: '/legs/2',
    detail: /the legs form a cycle: .*→/,
  },
  {
    name: 'a port range upside down',
    document: 'topology',
    change: (t) => (t.nodes[4].host.ephemeralPortRange = [60_999, 32_768]),
    pointer: '/nodes/4/host/ephemeralPortRange',
    detail: /60999/,
  },
  {
    name: 'a number in place of a list',
    document: 'topology',
    change: (t) => (t.nodes = 5),
    pointer: '/nodes',
    detail: /nodes is 5; it must be a list/,
  },
  {
    name: 'a NUL in a name',
    document: 'topology',
    change: (t) => (t.name = 'a\u0000b'),
    pointer: '/name',
    detail: /./,
  },
  {
    name: 'a negative rate',
    document: 'forecast',
    change: (f) => (f.demand[0].requestsPerSecond = -1),
    pointer: '/demand/0/requestsPerSecond',
    detail: /is -1; it must be/,
  },
  {
    name: 'an empty forecast',
    document: 'forecast',
    change: (f) => (f.demand = []),
    pointer: '/demand',
    detail: /demand/,
  },
  {
    name: 'no steps',
    document: 'forecast',
    change: (f) => (f.steps = 0),
    pointer: '/steps',
    detail: /steps is 0; it must be/,
  },
];

function broken({ document, change }: Case): any {
  const value = ticketSale(document);
  change(value);
  return value;
}

describe('bad input', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  async function expectNothingStored(): Promise<void> {
    for (const list of ['topologies', 'forecasts', 'scenarios']) {
      expect((await api.request('GET', `/v1/${list}`)).body.totalItems).toBe(0);
    }
  }

  // A NUL cannot even be text in a body; what it is refused with is tested below.
  const stored = CASES.filter(({ name }) => name !== 'a NUL in a name');
  it.each(stored.map((each) => [each.name, each] as const))(
    '%s is refused with pointer, value and what would be valid, and nothing is stored',
    async (_name, each) => {
      const { document, pointer, detail } = each;
      const { status, headers, body } = await api.request(
        'POST',
        document === 'topology' ? '/v1/topologies' : '/v1/forecasts',
        { body: broken(each) },
      );
      expect([status, headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8']);
      expect(body).toMatchObject({
        status: 422,
        code: 'invalid-document',
        type: 'urn:portplan:problem:invalid-document',
      });
      const field = body.errors.find((error: any) => error.pointer === pointer);
      expect(field?.detail).toMatch(detail);
      expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|\.js:/);
      await expectNothingStored();
    },
  );

  it.each(stored.map((each) => [each.name, each] as const))(
    '%s is refused inline, with a pointer into the body, and in GraphQL with the same code',
    async (_name, each) => {
      const body = {
        topology: ticketSale('topology'),
        forecast: ticketSale('forecast'),
        [each.document]: broken(each),
      };
      const rest = await api.request('POST', '/v1/calculations', { body });
      expect(rest.status).toBe(422);
      expect(rest.body.errors.map((error: any) => error.pointer)).toContain(
        `/${each.document}${each.pointer}`,
      );
      const graphql = await api.graphql(
        'query ($t: JSON!, $f: JSON!) { calculate(topology: $t, forecast: $f) { engineVersion } }',
        { t: body.topology, f: body.forecast },
      );
      expect(graphql.body.errors[0].extensions).toEqual({
        code: rest.body.code,
        status: 422,
        errors: rest.body.errors,
      });
    },
  );

  it.each(['topology', 'forecast', 'policy'])(
    'a %s whose text cannot be read is told from the other documents',
    async (document) => {
      const { status, body } = await api.request('POST', '/v1/calculations', {
        body: {
          topology: ticketSale('topology'),
          forecast: ticketSale('forecast'),
          [document]: 'nodes: [1, {',
        },
      });
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([{ pointer: `/${document}`, code: 'syntax' }]);
    },
  );

  it('documents that do not fit together are refused', async () => {
    const forecast = ticketSale('forecast');
    forecast.demand[0].source = 'fan';
    const { status, body } = await api.request('POST', '/v1/calculations', {
      body: { topology: ticketSale('topology'), forecast },
    });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([
      { pointer: '/forecast/demand/0/source', code: 'unknown-source', value: '"fan"' },
    ]);
    expect(body.detail).toMatch(/did you mean "fans"\?/);
  });

  const yaml = { 'content-type': 'application/yaml' };
  it.each([
    ['YAML that is no YAML', 'nodes: [1, {', yaml, 400, /line 1, column \d+/],
    ['JSON that ends too early', '{"apiVersion": "portplan/v1"', {}, 400, /line 1, column \d+/],
    ['a key twice', '{"name": 1, "name": 2}', {}, 400, /twice/],
    ['a number beyond all numbers', '{"steps": 1e400}', {}, 400, /1e400/],
    ['NaN', '{"steps": NaN}', {}, 400, /line 1/],
    ['__proto__', '{"__proto__": {"admin": true}}', {}, 400, /__proto__/],
    ['a NUL', '{"name": "a\\u0000b"}', {}, 400, /NUL/],
    ['a thousand levels', `${'['.repeat(1000)}${']'.repeat(1000)}`, {}, 400, /nested/],
    ['no body', '', {}, 422, /./],
    ['text', 'hello', { 'content-type': 'text/plain' }, 415, /./],
  ] as const)('%s is refused', async (_name, body, headers, expected, detail) => {
    const answer = await api.request('POST', '/v1/topologies', { body, headers });
    expect([answer.status, answer.headers['content-type']]).toEqual([
      expected,
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.body.detail).toMatch(detail);
    await expectNothingStored();
  });

  it('a route that there is not, and a method that a route does not take, are told apart', async () => {
    const cases: readonly (readonly [string, string, number, RegExp, string | undefined])[] = [
      ['GET', '/v1/nothing', 404, /There is no route GET \/v1\/nothing; \/docs lists them/, undefined],
      ['PATCH', '/v1/topologies', 405, /does not take PATCH; it takes GET, HEAD, POST/, 'GET, HEAD, POST'],
      ['DELETE', '/v1/scenarios/5/runs', 405, /does not take DELETE/, 'GET, HEAD, POST'],
      ['POST', '/v1/profiles/aws/nat-gateway', 405, /does not take POST/, 'DELETE, GET, HEAD, PUT'],
      ['DELETE', '/graphql', 405, /does not take DELETE/, 'GET, HEAD, POST'],
    ];
    for (const [method, path, status, detail, allow] of cases) {
      const { body, headers, ...answer } = await api.request(method, path);
      expect([path, answer.status, headers['allow']]).toEqual([path, status, allow]);
      expect(body).toMatchObject({ status, detail: expect.stringMatching(detail), instance: path });
    }
  });

  it('how long a body may be depends on what it is', async () => {
    const padding = (bytes: number): string => `{"padding": "${'x'.repeat(bytes)}"}`;
    const mebibyte = 1024 * 1024;
    const cases: readonly (readonly [string, string, number, number, string])[] = [
      ['/v1/topologies', 'application/json', 7, 422, 'invalid-document'],
      ['/v1/topologies', 'application/json', 9, 413, 'body-too-large'],
      ['/v1/topologies', 'application/yaml', 3, 413, 'body-too-large'],
      ['/v1/imports/terraform', 'application/json', 9, 422, 'not-terraform'],
      ['/v1/imports/terraform', 'application/json', 33, 413, 'body-too-large'],
    ];
    for (const [path, type, size, status, code] of cases) {
      const { body } = await api.request('POST', path, {
        body: padding(size * mebibyte),
        headers: { 'content-type': type },
      });
      expect([path, type, size, body.status, body.code]).toEqual([path, type, size, status, code]);
      if (status === 413) expect(body.detail).toMatch(/has (at least )?\d+ bytes; it m(ay|ust) have/);
    }
    const query = await api.request('POST', '/graphql', { body: padding(9 * mebibyte) });
    expect([query.status, query.body.errors[0].extensions.code]).toEqual([413, 'body-too-large']);
  });

  it('50 MB are refused', async () => {
    const { status, body } = await api.request('POST', '/v1/topologies', {
      body: 'x'.repeat(50 * 1024 * 1024),
    });
    expect([status, body.code]).toEqual([413, 'body-too-large']);
    await expectNothingStored();
  });

  it('queries that GraphQL refuses have a code and no 5xx', async () => {
    const deep = `{ scenarios ${'{ edges { node { topology '.repeat(20)}${'} } }'.repeat(20)} }`;
    const cases = [
      ['{ nope }', 'invalid-query'],
      ['{', 'invalid-query'],
      ['', 'invalid-query'],
      [`{ ${'profiles '.repeat(50_001)} }`, 'invalid-query'],
      [deep, 'query-too-deep'],
    ] as const;
    for (const [query, code] of cases) {
      const { status, body } = await api.graphql(query);
      const told = body.errors[0].extensions;
      expect([query.slice(0, 10), status, told]).toEqual([query.slice(0, 10), 400, { code, status: 400 }]);
    }
  });

  it('parameters that are none are told', async () => {
    const paths = [
      '/v1/topologies?limit=0',
      '/v1/topologies?limit=many',
      '/v1/topologies?after=tampered',
      '/v1/topologies?sort=up',
      '/v1/topologies?label=x',
    ];
    for (const path of paths) {
      const { status, body } = await api.request('GET', path);
      expect([path, status, typeof body.detail]).toEqual([path, 400, 'string']);
    }
    expect((await api.request('GET', '/v1/topologies/not-an-id')).status).toBe(404);
    expect((await api.request('GET', '/v1/profiles/aws/nat-gatway')).body.detail).toMatch(
      /did you mean "aws\/nat-gateway"\?/,
    );
  });
});
