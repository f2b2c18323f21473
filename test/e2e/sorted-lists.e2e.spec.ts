import { startApplication, ticketSale, type Application } from '../support/application.js';

describe('a list', () => {
  let api: Application;
  /** By name. */
  const topologies = new Map<string, string>();

  beforeAll(async () => {
    api = await startApplication();
    for (const name of ['delta', 'alpha', 'echo', 'charlie', 'bravo']) {
      const body = { ...ticketSale('topology'), name };
      topologies.set(name, (await api.request('POST', '/v1/topologies', { body })).body.id as string);
    }
    const alpha = `/v1/topologies/${topologies.get('alpha') ?? ''}`;
    const body = { ...ticketSale('topology'), name: 'alpha' };
    await api.request('PUT', alpha, { body, headers: { 'if-match': '"1"' } });
  });
  afterAll(() => api.close());

  /** All of it, in pages of two. */
  const names = async (path: string): Promise<string[]> => {
    const found: string[] = [];
    let after = '';
    for (let page = 0; page < 10; page += 1) {
      const { status, body } = await api.request('GET', `${path}&limit=2${after}`);
      expect([path, status]).toEqual([path, 200]);
      found.push(...body.items.map((each: { name: string }) => each.name));
      if (body.nextCursor === null) return found;
      after = `&after=${encodeURIComponent(body.nextCursor)}`;
    }
    throw new Error('The list has no end.');
  };

  it.each([
    ['name', ['alpha', 'bravo', 'charlie', 'delta', 'echo']],
    ['-name', ['echo', 'delta', 'charlie', 'bravo', 'alpha']],
    ['createdAt', ['delta', 'alpha', 'echo', 'charlie', 'bravo']],
    ['-updatedAt', ['alpha', 'bravo', 'charlie', 'echo', 'delta']],
    ['-updatedAt,name', ['alpha', 'bravo', 'charlie', 'echo', 'delta']],
  ])('of topologies is sorted by %s, page by page', async (sort, expected) => {
    expect(await names(`/v1/topologies?sort=${sort}`)).toEqual(expected);
    expect(await names(`/v1/topologies?name=a&sort=${sort}`)).toEqual(
      expected.filter((name) => name.includes('a')),
    );
  });

  it('goes on where it was, whatever is stored or removed meanwhile', async () => {
    const first = await api.request('GET', '/v1/forecasts?sort=name&limit=1');
    expect(first.body.items).toEqual([]);
    const made: string[] = [];
    for (const name of ['a', 'c', 'e']) {
      const body = { ...ticketSale('forecast'), name };
      made.push((await api.request('POST', '/v1/forecasts', { body })).body.id as string);
    }
    const { body } = await api.request('GET', '/v1/forecasts?sort=name&limit=2');
    expect(body.items.map((each: { name: string }) => each.name)).toEqual(['a', 'c']);
    await api.request('DELETE', `/v1/forecasts/${made[1] ?? ''}`, { headers: { 'if-match': '"1"' } });
    for (const name of ['b', 'd'])
      await api.request('POST', '/v1/forecasts', { body: { ...ticketSale('forecast'), name } });
    const rest = await api.request('GET', `/v1/forecasts?sort=name&limit=9&after=${String(body.nextCursor)}`);
    expect(rest.body.items.map((each: { name: string }) => each.name)).toEqual(['d', 'e']);
  });

  it('is found by what stands in it: kind and profile of one and the same node', async () => {
    const body = { ...ticketSale('topology'), name: 'azure' };
    const nodes = body.nodes.map((node: { kind: string }) =>
      node.kind === 'nat-gateway' ? { ...node, profile: 'azure/nat-gateway' } : node,
    );
    await api.request('POST', '/v1/topologies', { body: { ...body, nodes } });
    expect(await names('/v1/topologies?profile=azure/nat-gateway')).toEqual(['azure']);
    expect(await names('/v1/topologies?kind=nat-gateway')).toHaveLength(6);
    expect(await names('/v1/topologies?kind=proxy&profile=azure/nat-gateway')).toEqual([]);
    // Only what stands in the latest revision.
    const { body: head } = await api.request('GET', '/v1/topologies?name=azure');
    await api.request('PUT', `/v1/topologies/${String(head.items[0].id)}`, {
      body,
      headers: { 'if-match': '"1"' },
    });
    expect(await names('/v1/topologies?profile=azure/nat-gateway')).toEqual([]);
    expect((await api.request('GET', '/v1/topologies?kind=router')).body).toMatchObject({
      status: 400,
      code: 'invalid-parameter',
    });
  });

  it('of scenarios is found and sorted by what their newest runs say', async () => {
    const forecast = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    const ids: string[] = [];
    for (const [name, publicIps] of [
      ['few', 1],
      ['many', 8],
      ['never run', 1],
    ] as const) {
      const input = {
        name,
        topologyId: topologies.get('bravo'),
        forecastId: forecast.body.id,
        overrides: [{ op: 'add', path: '/nodes/5/publicIps', value: publicIps }],
      };
      ids.push((await api.request('POST', '/v1/scenarios', { body: input })).body.id as string);
    }
    const runs = await Promise.all(
      ids.slice(0, 2).map((id) => api.request('POST', `/v1/scenarios/${id}/runs`)),
    );
    const figures = runs.map(({ body }) => ({
      status: body.status as string,
      at: body.exhaustionAt as string | null,
      fullest: Math.max(
        ...body.result.resources.map(({ peak }: { peak: { utilization: number } }) => peak.utilization),
      ),
    }));
    const [few, many] = figures;
    expect(few?.fullest).toBeGreaterThan(many?.fullest ?? Infinity);
    const between = ((few?.fullest ?? 0) + (many?.fullest ?? 0)) / 2;
    expect(await names(`/v1/scenarios?utilizationAbove=${String(between)}`)).toEqual(['few']);
    expect(await names('/v1/scenarios?sort=-utilization')).toEqual(['few', 'many', 'never run']);
    expect(await names('/v1/scenarios?sort=utilization')).toEqual(['never run', 'many', 'few']);
    for (const status of new Set(figures.map((figure) => figure.status)))
      expect(await names(`/v1/scenarios?status=${status}&sort=name`)).toEqual(
        ['few', 'many'].filter((_, at) => figures[at]?.status === status),
      );
    expect(await names('/v1/scenarios?status=ok,warning,over,exhausted&sort=-name')).toEqual(['many', 'few']);
    expect(await names('/v1/scenarios?exhaustedBefore=2100-01-01T00:00:00Z&sort=name')).toEqual(
      ['few', 'many'].filter((_, at) => figures[at]?.at !== null),
    );
    expect(await names('/v1/scenarios?exhaustedBefore=2000-01-01T00:00:00Z')).toEqual([]);
    expect((await names('/v1/scenarios?sort=exhaustionAt,-status,name')).at(-1)).toBe('never run');
    const query = '{ scenarios(sort: "-utilization", filter: { utilizationAbove: 0 }) { nodes { name } } }';
    expect((await api.graphql(query)).body.data.scenarios.nodes).toEqual([{ name: 'few' }, { name: 'many' }]);
  });

  it('refuses an order that it does not have, and a cursor of another one', async () => {
    for (const sort of ['size', 'name,name', 'name;drop'])
      expect((await api.request('GET', `/v1/topologies?sort=${sort}`)).body).toMatchObject({
        status: 400,
        code: 'invalid-sort',
        detail: expect.stringContaining('name, createdAt, updatedAt') as string,
      });
    const { body } = await api.request('GET', '/v1/topologies?sort=name&limit=1');
    const after = String(body.nextCursor);
    expect((await api.request('GET', `/v1/topologies?sort=name&limit=1&after=${after}`)).status).toBe(200);
    for (const path of [
      `/v1/topologies?after=${after}`,
      `/v1/topologies?sort=-name&after=${after}`,
      `/v1/forecasts?sort=name&after=${after}`,
      `/v1/topologies?sort=name&after=${after.replace(/.$/, 'A')}x`,
      `/v1/topologies?sort=name&after=${Buffer.from('topologies?name/["a","b"]').toString('base64url')}`,
    ])
      expect([path, (await api.request('GET', path)).body.code]).toEqual([path, 'invalid-cursor']);
  });
});
