import { isOpen } from '@portplan/platform';
import type { GraphQLField } from 'graphql';
import { askField, codeOf, fieldsOf } from './access/ask-field.js';
import { askRoute } from './access/ask-route.js';
import { GRAPHQL_TABLE, type Outcomes } from './access/graphql-table.js';
import { REST_TABLE } from './access/rest-table.js';
import { makeWorld, type World } from './access/world.js';

const SCOPES = ['read', 'write', 'admin'];

/** Each call with what it needs made anew, before the clock of a slow machine runs out. */
const TIMEOUT_MILLISECONDS = 120_000;

describe('a token whose scopes are fewer than its role allows', () => {
  let world: World;
  let readsOnly: string;
  let writesOnly: string;
  let fields: ReadonlyMap<string, GraphQLField<unknown, unknown>>;

  const issue = async (scopes: readonly string[]): Promise<string> => {
    const body = { name: `may ${scopes.join(' and ')}`, role: 'admin', scopes };
    return (await world.api.request('POST', '/v1/tokens', { body })).body.token;
  };

  beforeAll(async () => {
    world = await makeWorld();
    readsOnly = await issue(['read']);
    writesOnly = await issue(['write']);
    fields = await fieldsOf(world);
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => world.api.close());

  const statusOf = async (route: string, token: string): Promise<number> => {
    const { status, body } = await askRoute(world, route, token);
    if (status === 403) expect([route, body.code]).toEqual([route, 'scope-missing']);
    return status;
  };

  it.each(Object.keys(REST_TABLE))(
    '%s',
    async (route) => {
      const [, viewer, planner] = REST_TABLE[route]?.answers ?? [];
      // An admin's token that may only read is answered as a viewer is; one that may only write, as a planner or not at all.
      expect(await statusOf(route, readsOnly)).toBe(viewer);
      const [method = '', path = ''] = route.split(' ');
      const written = await statusOf(route, writesOnly);
      const reads = method === 'get' || path.startsWith('/graphql');
      if (reads && !isOpen('GET', path)) expect(written).toBe(403);
      else expect([403, planner]).toContain(written);
    },
    TIMEOUT_MILLISECONDS,
  );

  it.each(Object.entries(GRAPHQL_TABLE))(
    '%s',
    async (name, { outcomes }) => {
      const needed = neededScope(outcomes);
      const codeFor = async (scopes: readonly string[]): Promise<string> =>
        codeOf(await askField(world, name, fields.get(name), await issue(scopes)));
      expect(await codeFor(SCOPES.filter((scope) => scope !== needed))).toBe('scope-missing');
      // Who changes something may have to read it first.
      expect(await codeFor([...new Set(['read', needed])])).toBe(outcomes[2]);
    },
    TIMEOUT_MILLISECONDS,
  );
});

/** What the role that it takes has beyond the roles before it. */
function neededScope([viewer, planner]: Outcomes): string {
  if (viewer === 'ok') return 'read';
  return planner === 'ok' ? 'write' : 'admin';
}

describe('what is another workspace’s', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => world.api.close());

  const UNKNOWN = '01900000-0000-7000-8000-000000000000';
  const hidden = Object.keys(REST_TABLE).filter(
    (route) => route.includes(':id') && REST_TABLE[route]?.answers[4] === 404,
  );

  it.each(hidden)(
    '%s says the same of it as of what is nowhere',
    async (route) => {
      const { stranger } = world.api.tokens;
      const foreign = await askRoute(world, route, stranger);
      const unknown = await askRoute(world, route, stranger, { id: UNKNOWN });
      const { id = '' } = foreign.params;
      expect(foreign.text.replaceAll(id, UNKNOWN)).toBe(unknown.text);
      expect([foreign.status, unknown.status]).toEqual([404, 404]);
    },
    TIMEOUT_MILLISECONDS,
  );

  it('is not reached with a cursor of its lists', async () => {
    await world.freshTopology();
    await world.freshTopology();
    const { body } = await world.api.request('GET', '/v1/topologies?limit=1');
    const path = `/v1/topologies?limit=1&after=${encodeURIComponent(body.nextCursor)}`;
    const seen = await world.api.request('GET', path, { token: world.api.tokens.stranger });
    const own = await world.api.request('GET', '/v1/topologies', { token: world.api.tokens.stranger });
    const ids = own.body.items.map((item: any) => item.id);
    for (const { id } of seen.body.items ?? []) expect(ids).toContain(id);
    expect(seen.text).not.toContain(body.items[0].id);
  });
});
