import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isLeafType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { GRAPHQL_TABLE } from './access/graphql-table.js';
import { REST_TABLE } from './access/rest-table.js';
import type { Answer } from '../support/application.js';
import { makeWorld, type World } from './access/world.js';

const WHO = ['nobody', 'viewer', 'planner', 'admin', 'stranger'] as const;
const KNOWN = ['viewer', 'planner', 'admin', 'stranger'] as const;

/** Each call with what it needs made anew, before the clock of a slow machine runs out. */
const TIMEOUT_MILLISECONDS = 120_000;

describe('who is answered what', () => {
  let world: World;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    world = await makeWorld();
    schema = buildClientSchema((await world.api.graphql(getIntrospectionQuery())).body.data);
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => world.api.close());

  const fields = (): ReadonlyMap<string, GraphQLField<unknown, unknown>> =>
    new Map(
      [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
        Object.values(type?.getFields() ?? {}).map(
          (field) => [`${type?.name ?? ''}.${field.name}`, field] as const,
        ),
      ),
    );

  it('stands in the table for every route and every field that there is', () => {
    expect([...world.api.routes].sort()).toEqual(Object.keys(REST_TABLE).sort());
    expect([...fields().keys()].sort()).toEqual(Object.keys(GRAPHQL_TABLE).sort());
  });

  it.each(Object.entries(REST_TABLE))(
    '%s',
    async (route, { answers, ask }) => {
      const [method = '', template = ''] = route.split(' ');
      const given: (readonly [string, number])[] = [];
      for (const who of WHO) {
        const { params = {}, query = '', body, headers = {} } = await ask(world);
        const path = template.replaceAll(/:(\w+)|\*/g, (part, name: string | undefined) =>
          encodeURIComponent(params[name ?? part] ?? part),
        );
        const { status } = await world.api.request(method.toUpperCase(), path + query, {
          token: who === 'nobody' ? null : world.api.tokens[who],
          headers,
          ...(body !== undefined && { body }),
        });
        given.push([who, status]);
      }
      expect(given).toEqual(WHO.map((who, index) => [who, answers[index]]));
    },
    TIMEOUT_MILLISECONDS,
  );

  it.each(Object.entries(GRAPHQL_TABLE))(
    '%s',
    async (name, { outcomes, args }) => {
      const field = fields().get(name);
      if (field === undefined) throw new Error(`There is no ${name}.`);
      const kind = name.split('.')[0]?.toLowerCase() as Kind;
      const path = kind === 'subscription' ? '/graphql/stream' : '/graphql';
      const query = questionOf(kind, field);
      const ask = async (token: string | null): Promise<Answer> =>
        world.api.request('POST', path, { body: { query, variables: await args(world) }, token });
      expect((await ask(null)).status).toBe(401);
      const given: (readonly [string, string])[] = [];
      for (const who of KNOWN) given.push([who, codeOf(await ask(world.api.tokens[who]))]);
      expect(given).toEqual(KNOWN.map((who, index) => [who, outcomes[index]]));
    },
    TIMEOUT_MILLISECONDS,
  );
});

type Kind = 'query' | 'mutation' | 'subscription';

/** `ok`, or the code of the error: of a problem, or in an answer of GraphQL. */
function codeOf({ body, text }: Answer): string {
  if (body === null) return /^event: next$/m.test(text) ? 'ok' : text;
  return body.code ?? body.errors?.[0].extensions.code ?? 'ok';
}

/** Asks for a field with all of its arguments as variables, and for as little of it as can be. */
function questionOf(kind: Kind, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
  const [before, within] = args.length === 0 ? ['', ''] : [`(${declared})`, `(${passed})`];
  return `${kind}${before} { ${name}${within} ${selection} }`;
}
