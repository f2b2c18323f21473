import type { GraphQLField } from 'graphql';
import { askField, codeOf, fieldsOf } from './access/ask-field.js';
import { GRAPHQL_TABLE } from './access/graphql-table.js';
import { REST_TABLE } from './access/rest-table.js';
import { makeWorld, type World } from './access/world.js';

const WHO = ['nobody', 'viewer', 'planner', 'admin', 'stranger'] as const;
const KNOWN = ['viewer', 'planner', 'admin', 'stranger'] as const;

/** Each call with what it needs made anew, before the clock of a slow machine runs out. */
const TIMEOUT_MILLISECONDS = 120_000;

describe('who is answered what', () => {
  let world: World;
  let fields: ReadonlyMap<string, GraphQLField<unknown, unknown>>;

  beforeAll(async () => {
    world = await makeWorld();
    fields = await fieldsOf(world);
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => world.api.close());

  it('stands in the table for every route and every field that there is', () => {
    expect([...world.api.routes].sort()).toEqual(Object.keys(REST_TABLE).sort());
    expect([...fields.keys()].sort()).toEqual(Object.keys(GRAPHQL_TABLE).sort());
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
    async (name, { outcomes }) => {
      const ask = (token: string | null): ReturnType<typeof askField> =>
        askField(world, name, fields.get(name), token);
      expect((await ask(null)).status).toBe(401);
      const given: (readonly [string, string])[] = [];
      for (const who of KNOWN) given.push([who, codeOf(await ask(world.api.tokens[who]))]);
      expect(given).toEqual(KNOWN.map((who, index) => [who, outcomes[index]]));
    },
    TIMEOUT_MILLISECONDS,
  );
});
