import { isOpen } from '@portplan/platform';
import { askRoute } from './access/ask-route.js';
import { REST_TABLE } from './access/rest-table.js';
import { makeWorld, type World } from './access/world.js';

/** Each call with what it needs made anew, before the clock of a slow machine runs out. */
const TIMEOUT_MILLISECONDS = 120_000;

describe('a token whose scopes are fewer than its role allows', () => {
  let world: World;
  let readsOnly: string;
  let writesOnly: string;

  const issue = async (role: string, scope: string): Promise<string> => {
    const body = { name: `${role} who may ${scope}`, role, scopes: [scope] };
    return (await world.api.request('POST', '/v1/tokens', { body })).body.token;
  };

  beforeAll(async () => {
    world = await makeWorld();
    readsOnly = await issue('admin', 'read');
    writesOnly = await issue('admin', 'write');
  }, TIMEOUT_MILLISECONDS);
  afterAll(() => world.api.close());

  const statusOf = async (route: string, token: string): Promise<number> =>
    (await askRoute(world, route, token)).status;

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
});

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
