import { randomUUID } from 'node:crypto';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';

describe('many changes in one request', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  const topology = (name: string = randomUUID(), more: object = {}): any => ({
    ...ticketSale('topology'),
    name,
    ...more,
  });
  const stored = async (name?: string): Promise<string> =>
    (await api.request('POST', '/v1/topologies', { body: topology(name) })).body.id as string;
  const bulk = (list: string, items: unknown, headers = {}): Promise<Answer> =>
    api.request('POST', `/v1/${list}/bulk`, { body: { items }, headers });
  const total = async (list = 'topologies'): Promise<number> =>
    (await api.request('GET', `/v1/${list}?limit=1`)).body.totalItems as number;
  const state = async (id: string): Promise<unknown> =>
    (await api.request('GET', `/v1/topologies/${id}`)).body;

  it('is all of them, with what came of each', async () => {
    const [revised, marked, gone] = [await stored('old'), await stored(), await stored()];
    const before = await total();
    const answer = await bulk('topologies', [
      { action: 'create', document: topology('first'), tags: ['new'], labels: { team: 'shop' } },
      { action: 'update', id: revised, etag: '1', document: topology('renamed'), tags: ['eu'] },
      // A name is free again for those that come later.
      { action: 'create', document: topology('old') },
      { action: 'update', id: marked, etag: '"1"', labels: { team: 'web' } },
      { action: 'delete', id: gone, etag: '"1"' },
    ]);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        items: [
          { action: 'create', status: 201, name: 'first', revision: 1, etag: '"1.1"' },
          { action: 'update', status: 200, id: revised, name: 'renamed', revision: 2, etag: '"2.1"' },
          { action: 'create', status: 201, name: 'old', revision: 1, etag: '"1"' },
          { action: 'update', status: 200, id: marked, revision: 1, etag: '"1.1"' },
          { action: 'delete', status: 204, id: gone, name: null, revision: null, etag: null },
        ],
      },
    });
    expect(await total()).toBe(before + 1);
    expect(await state(answer.body.items[0].id)).toMatchObject({ tags: ['new'], labels: { team: 'shop' } });
    expect(await state(revised)).toMatchObject({ name: 'renamed', tags: ['eu'], marking: 1, revision: 2 });
    expect((await api.request('GET', `/v1/topologies/${gone}`)).status).toBe(404);
  });

  it('is none of them where one cannot be, and says of each what is wrong, into the body', async () => {
    const [known, taken] = [await stored(), await stored('taken')];
    const before = [await total(), await state(known), await state(taken)];
    const wrong = topology();
    wrong.nodes[2].kind = 'toaster';
    const answer = await bulk('topologies', [
      { action: 'create', document: topology('would be fine') },
      { action: 'create', document: topology('taken') },
      { action: 'update', id: known, etag: '1', document: topology('fine, too') },
      { action: 'create', document: wrong },
      { action: 'update', id: taken, etag: '7', document: topology() },
      { action: 'update', id: known, etag: '2', tags: ['a,b'] },
      { action: 'delete', id: '01900000-0000-7000-8000-000000000000', etag: '1' },
      { action: 'delete', id: taken, etag: '1' },
    ]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'bulk-refused' } });
    expect(answer.body.items.map((item: any) => [item.status, item.code])).toEqual([
      [424, 'not-carried-out'],
      [409, 'name-taken'],
      [424, 'not-carried-out'],
      [422, 'invalid-document'],
      [412, 'revision-conflict'],
      [422, 'invalid-field'],
      [404, 'not-found'],
      [424, 'not-carried-out'],
    ]);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/items/1',
      '/items/3/document/nodes/2/kind',
      '/items/4',
      '/items/5/tags/0',
      '/items/6',
    ]);
    expect([await total(), await state(known), await state(taken)]).toEqual(before);
    const log = await api.request('GET', '/v1/audit-entries?noun=topology&limit=200');
    expect(JSON.stringify(log.body)).not.toContain('would be fine');
  });

  it('goes for scenarios, which may be pinned to what stands already, and for forecasts', async () => {
    const forecasts = await bulk('forecasts', [
      { action: 'create', document: { ...ticketSale('forecast'), name: 'autumn' } },
      { action: 'create', document: { ...ticketSale('forecast'), name: 'winter' }, tags: ['cold'] },
    ]);
    expect(forecasts.body.items.map(({ status }: { status: number }) => status)).toEqual([201, 201]);
    const [autumn, winter] = forecasts.body.items.map(({ id }: { id: string }) => id);
    const topologyId = await stored();
    const made = await bulk('scenarios', [
      {
        action: 'create',
        scenario: { name: 'a', topologyId, forecastId: autumn, tags: ['x'] },
        labels: { l: 'm' },
      },
      { action: 'create', scenario: { name: 'b', topologyId, forecastId: winter } },
    ]);
    expect(made.body.items).toMatchObject([
      { name: 'a', etag: '"2"' },
      { name: 'b', etag: '"1"' },
    ]);
    const [a, b] = made.body.items.map(({ id }: { id: string }) => id);
    const refused = await bulk('scenarios', [
      { action: 'update', id: a, etag: '2', scenario: { name: 'a', topologyId, forecastId: topologyId } },
      {
        action: 'update',
        id: b,
        etag: '1',
        scenario: { name: 'c', topologyId, forecastId: winter, policy: { seed: -1 } },
      },
      { action: 'delete', id: b, etag: '1' },
    ]);
    expect(refused.body).toMatchObject({
      code: 'bulk-refused',
      items: [{ code: 'unknown-reference' }, { code: 'invalid-document' }, { status: 424 }],
    });
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/items/0/scenario/forecastId',
      '/items/1/scenario/policy/seed',
    ]);
    const done = await bulk('scenarios', [
      { action: 'update', id: a, etag: '2', tags: [] },
      { action: 'delete', id: b, etag: '1' },
    ]);
    expect(done.body.items).toMatchObject([{ revision: 3 }, { status: 204 }]);
  });

  it.each<[string, unknown, string]>([
    ['no list', { items: 5 }, '/items'],
    ['an empty list', { items: [] }, '/items'],
    ['more than 200', { items: Array.from({ length: 201 }, () => ({ action: 'create' })) }, '/items'],
    ['another action', { items: [{ action: 'upsert' }] }, '/items/0/action'],
    ['no document', { items: [{ action: 'create' }] }, '/items/0/document'],
    ['an id of what is new', { items: [{ action: 'create', document: {}, id: 'x' }] }, '/items/0/id'],
    ['no ETag', { items: [{ action: 'delete', id: 'x' }] }, '/items/0/etag'],
    ['no such ETag', { items: [{ action: 'delete', id: 'x', etag: '*' }] }, '/items/0/etag'],
    ['nothing to change', { items: [{ action: 'update', id: 'x', etag: '1' }] }, '/items/0/document'],
    [
      'tags of what is gone',
      { items: [{ action: 'delete', id: 'x', etag: '1', tags: [] }] },
      '/items/0/tags',
    ],
    [
      'an unknown field',
      { items: [{ action: 'delete', id: 'x', etag: '1', force: true }] },
      '/items/0/force',
    ],
  ])('is refused with %s', async (_, body, pointer) => {
    const answer = await api.request('POST', '/v1/topologies/bulk', { body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-field' } });
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('with an Idempotency-Key is carried out once', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const items = [{ action: 'create', document: topology() }];
    const [first, second] = [
      await bulk('topologies', items, headers),
      await bulk('topologies', items, headers),
    ];
    expect([second.status, second.text]).toEqual([200, first.text]);
    const refused = { 'idempotency-key': randomUUID() };
    expect((await bulk('topologies', items, refused)).status).toBe(422);
    expect((await bulk('topologies', [{ action: 'create', document: topology() }], refused)).status).toBe(
      200,
    );
  });

  it('that meets others in another order, at once, goes in full or is to be sent again', async () => {
    const documents = Array.from({ length: 4 }, (_, index) => ({
      action: 'create',
      document: { ...ticketSale('topology'), name: `crossing ${String(index)}` },
    }));
    const made = await api.request('POST', '/v1/topologies/bulk', { body: { items: documents } });
    const ids = made.body.items.map(({ id }: { id: string }) => id) as string[];
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, turn) => {
        const order = turn % 2 === 0 ? ids : ids.toReversed();
        const items = order.map((id) => ({
          action: 'update',
          id,
          etag: '1',
          tags: [`turn ${String(turn)}`],
        }));
        return api.request('POST', '/v1/topologies/bulk', { body: { items } });
      }),
    );
    const codes = answers.map(({ status, body }) => (status === 200 ? 'done' : body.code));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(
      [...new Set(codes)].filter((code) => !['done', 'bulk-refused', 'write-collision'].includes(code)),
    ).toEqual([]);
    for (const { status, headers } of answers.filter(({ body }) => body.code === 'write-collision'))
      expect([status, headers['retry-after']]).toEqual([409, '1']);
  });

  it('goes over GraphQL, too', async () => {
    const mutation = `mutation ($input: TopologyChanges!) {
      changeTopologies(input: $input) { items { action status name etag } } }`;
    const change = { action: 'create', document: topology('by GraphQL') };
    const made = await api.graphql(mutation, { input: { items: [change] } });
    expect(made.body.data.changeTopologies.items).toEqual([
      { action: 'create', status: 201, name: 'by GraphQL', etag: '"1"' },
    ]);
    const refused = await api.graphql(mutation, { input: { items: [change] } });
    expect(refused.body.errors[0].extensions).toMatchObject({
      code: 'bulk-refused',
      errors: [{ pointer: '/items/0', code: 'name-taken' }],
    });
  });
});
