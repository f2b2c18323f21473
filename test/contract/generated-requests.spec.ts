import { openApiOf } from '@portplan/api';
import fc from 'fast-check';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';
import { faultsOfAnswer } from '../support/conformance.js';
import { allowed, nearlyAllowed } from '../support/generated-values.js';

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema?: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
}

const SEED = 20261129;
const EACH = 12;
const TIMEOUT_MILLISECONDS = 120_000;
const STRANGE_TEXTS = [
  '',
  ' ',
  'x',
  '-1',
  '0',
  '1e400',
  'NaN',
  'a,b',
  '\u0000',
  '%',
  'x'.repeat(600),
  '[]',
  '日本',
];
/** Answers that last as long as somebody listens end in this. */
const LISTENED_TO = '/events';

describe('requests that are made up from the OpenAPI document', () => {
  let api: Application;
  let document: any;
  /** Ids that there are, by the first part of the path. */
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    api = await startApplication();
    document = openApiOf(api.app);
    const made = async (path: string, body?: unknown): Promise<string> =>
      (await api.request('POST', path, body === undefined ? {} : { body })).body.id as string;
    ids['topologies'] = await made('/v1/topologies', ticketSale('topology'));
    ids['forecasts'] = await made('/v1/forecasts', ticketSale('forecast'));
    ids['scenarios'] = await made('/v1/scenarios', {
      name: 'sale',
      topologyId: ids['topologies'],
      forecastId: ids['forecasts'],
    });
    ids['runs'] = await made(`/v1/scenarios/${ids['scenarios']}/runs`);
  });
  afterAll(() => api.close());

  const operations = (): readonly (readonly [string, string, string, Operation])[] =>
    Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(() => !path.endsWith(LISTENED_TO))
        .map(([method, operation]) => [`${method} ${path}`, method, path, operation] as const),
    );

  /** A path to something that there is, as far as that is known. */
  const pathTo = (path: string): string =>
    path
      .replace(/^\/v1\/(\w+)\/\{id\}/, (whole, list: string) =>
        ids[list] === undefined ? whole : `/v1/${list}/${ids[list]}`,
      )
      .replaceAll('{revision}', '1')
      .replaceAll('{other}', '1')
      .replaceAll(/\{\w+\}/g, '01900000-0000-7000-8000-000000000000');

  /** How often each status was answered. */
  const statuses = new Map<number, number>();

  const expectTrue = (operation: string, answer: Answer, asked: unknown): void => {
    const faults = faultsOfAnswer(document, operation, answer);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const said = { operation, asked: JSON.stringify(asked).slice(0, 500) };
    expect({ ...said, faults, fault: answer.status >= 500 }).toEqual({ ...said, faults: [], fault: false });
  };

  it(
    'with bodies that are allowed, and with bodies that are not quite, are answered as documented',
    async () => {
      let asked = 0;
      for (const [operation, method, path, { requestBody }] of operations()) {
        const schema = requestBody?.content['application/json']?.schema;
        if (schema === undefined) continue;
        const bodies = [
          ...fc.sample(allowed(schema as never, document), { numRuns: EACH, seed: SEED }),
          ...fc.sample(nearlyAllowed(schema as never, document), { numRuns: EACH * 2, seed: SEED }),
        ];
        for (const body of bodies) {
          const headers = { 'if-match': '"1"' };
          const answer = await api.request(method.toUpperCase(), pathTo(path), {
            body: JSON.stringify(body),
            headers,
          });
          expectTrue(operation, answer, body);
          asked += 1;
        }
      }
      expect(asked).toBeGreaterThan(400);
    },
    TIMEOUT_MILLISECONDS,
  );

  it(
    'with query parameters of any kind are answered as documented',
    async () => {
      let asked = 0;
      for (const [operation, method, path, { parameters = [] }] of operations()) {
        for (const parameter of parameters.filter((each) => each.in === 'query')) {
          const fitting = fc.sample(allowed(parameter.schema ?? {}, document), { numRuns: 3, seed: SEED });
          for (const value of [...fitting.map(textOf), ...STRANGE_TEXTS]) {
            const query = `${encodeURIComponent(parameter.name)}=${encodeURIComponent(value)}`;
            const body = method === 'get' ? {} : { body: '{}' };
            expectTrue(
              operation,
              await api.request(method.toUpperCase(), `${pathTo(path)}?${query}`, body),
              query,
            );
            asked += 1;
          }
        }
      }
      expect(asked).toBeGreaterThan(400);
    },
    TIMEOUT_MILLISECONDS,
  );

  it(
    'with headers and parts of paths of any kind are answered as documented',
    async () => {
      for (const [operation, method, path, { parameters = [] }] of operations()) {
        for (const value of ['', '"0"', '*', 'W/"1"', '"1", "2"', '"999999999"', '"1.5"', 'x'.repeat(300)]) {
          const headers = Object.fromEntries(
            parameters.filter((each) => each.in === 'header').map(({ name }) => [name.toLowerCase(), value]),
          );
          if (Object.keys(headers).length === 0) continue;
          const answer = await api.request(method.toUpperCase(), pathTo(path), { body: '{}', headers });
          expectTrue(operation, answer, headers);
        }
        if (!path.includes('{')) continue;
        for (const value of ['x', '0', '-1', '999999999999', '%00', '%F0%9F%9A%A6', 'x'.repeat(150), "'"]) {
          const strange = path.replaceAll(/\{\w+\}/g, value);
          expectTrue(operation, await api.request(method.toUpperCase(), strange, { body: '{}' }), strange);
        }
      }
    },
    TIMEOUT_MILLISECONDS,
  );

  it('get far enough: some are carried out, and others refused for every reason that they can have', () => {
    const few = [200, 201, 400, 404, 412, 422].filter((status) => (statuses.get(status) ?? 0) < 5);
    expect([few, [...statuses]]).toEqual([[], [...statuses]]);
  });
});

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(textOf).join('') : JSON.stringify(value ?? null);
}
