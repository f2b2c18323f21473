import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';

describe('tags and labels', () => {
  let api: Application;
  beforeEach(async () => {
    api = await startApplication();
  });
  afterEach(() => api.close());

  const stored = async (list: 'topologies' | 'forecasts', name: string, labels?: object): Promise<string> => {
    const document = ticketSale(list === 'topologies' ? 'topology' : 'forecast');
    const body = { ...document, name, ...(labels !== undefined && { labels }) };
    return (await api.request('POST', `/v1/${list}`, { body })).body.id as string;
  };
  const patch = (path: string, ifMatch: string | null, body: unknown, token?: string): Promise<Answer> =>
    api.request('PATCH', path, {
      body,
      ...(ifMatch !== null && { headers: { 'if-match': ifMatch } }),
      ...(token !== undefined && { token }),
    });
  const names = async (path: string): Promise<string[]> => {
    const { status, body } = await api.request('GET', path);
    expect([path, status]).toEqual([path, 200]);
    expect(body.totalItems).toBe(body.items.length);
    return body.items.map((each: { name: string }) => each.name).sort();
  };

  it('are put on a topology beside its document, which stays at its revision', async () => {
    const path = `/v1/topologies/${await stored('topologies', 'sale', { team: 'web', tier: 'front' })}`;
    const change = { tags: ['on sale', 'eu', 'eu'], labels: { team: 'payments', 'example.com/env': 'prod' } };
    const marked = await patch(path, '"1"', change);
    expect(marked).toMatchObject({
      status: 200,
      body: {
        revision: 1,
        marking: 1,
        tags: ['eu', 'on sale'],
        labels: { team: 'payments', tier: 'front', 'example.com/env': 'prod' },
      },
    });
    expect(marked.headers['etag']).toBe('"1.1"');
    const read = await api.request('GET', path);
    expect(read.headers['etag']).toBe('"1.1"');
    expect(read.body).toMatchObject({ ...marked.body, document: { labels: { team: 'web', tier: 'front' } } });
    // The latest revision is handed on unread, a numbered one is read: nobody can tell by the bytes.
    expect(read.text).toBe((await api.request('GET', `${path}/revisions/1`)).text);

    // What is taken away no longer hides what the document says.
    const bare = await patch(path, '"1.1"', { tags: [], labels: { team: null } });
    expect(bare.body).toMatchObject({
      tags: [],
      labels: { team: 'web', tier: 'front', 'example.com/env': 'prod' },
    });
  });

  it('outlast a new revision, whose own labels they go before', async () => {
    const path = `/v1/topologies/${await stored('topologies', 'sale', { team: 'web' })}`;
    await patch(path, '"1"', { tags: ['eu'], labels: { owner: 'ann' } });
    const body = { ...ticketSale('topology'), name: 'sale', labels: { team: 'app', owner: 'bob' } };
    const revised = await api.request('PUT', path, { body, headers: { 'if-match': '"1.1"' } });
    expect(revised.body).toMatchObject({
      revision: 2,
      tags: ['eu'],
      labels: { team: 'app', owner: 'ann' },
    });
    expect(revised.headers['etag']).toBe('"2.1"');
    expect(await names('/v1/topologies?label.owner=ann&label=team%3Dapp&tag=eu')).toEqual(['sale']);
    expect(await names('/v1/topologies?label.owner=bob')).toEqual([]);
    expect((await api.request('GET', `${path}/revisions/1`)).body.labels).toEqual({
      team: 'web',
      owner: 'ann',
    });
  });

  it('are changed by who has read them last', async () => {
    const path = `/v1/topologies/${await stored('topologies', 'sale')}`;
    expect((await patch(path, null, { tags: ['a'] })).body.code).toBe('precondition-required');
    const both = await Promise.all([
      patch(path, '"1"', { tags: ['a'] }),
      patch(path, '"1"', { tags: ['b'] }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(both.find(({ status }) => status === 412)?.body.code).toBe('marking-conflict');
    expect((await patch(path, '"2"', { tags: ['c'] })).body.code).toBe('revision-conflict');
    expect((await patch(path, '"1.1"', { tags: ['c'] })).status).toBe(200);
    expect((await patch(path, '"1.2"', {}, api.tokens.viewer)).status).toBe(403);
    expect((await patch(path, '"1.2"', {}, api.tokens.stranger)).status).toBe(404);
  });

  it('are told of by field where they cannot be', async () => {
    const path = `/v1/forecasts/${await stored('forecasts', 'autumn')}`;
    const refused = await patch(path, '"1"', { labels: { 'a b': 'x' } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/labels/a b' }] } });
    expect(await patch(path, '"1"', { tags: ['ok', 'a,b'] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/tags/1', value: '"a,b"' }] },
    });
    for (const body of [{ tags: 5 }, { tags: [5] }, { labels: [] }, { labels: { a: 5 } }, { tag: [] }, []])
      expect((await patch(path, '"1"', body)).body.code).toBe('invalid-field');
    expect((await api.request('GET', path)).headers['etag']).toBe('"1"');
  });

  it('of a scenario are given with it or later, counted as its changes, and copied with it', async () => {
    const [topologyId, forecastId] = [await stored('topologies', 't'), await stored('forecasts', 'f')];
    const input = { name: 'sale', topologyId, forecastId, tags: ['q4'], labels: { team: 'shop' } };
    const made = await api.request('POST', '/v1/scenarios', { body: input });
    expect(made.body).toMatchObject({ revision: 1, tags: ['q4'], labels: { team: 'shop' } });
    const path = `/v1/scenarios/${String(made.body.id)}`;
    const marked = await patch(path, '"1"', { labels: { team: null, env: 'prod' } });
    expect(marked.body).toMatchObject({ revision: 2, tags: ['q4'], labels: { env: 'prod' } });
    const { tags: _tags, labels: _labels, ...bare } = input;
    const kept = await api.request('PUT', path, { body: bare, headers: { 'if-match': '"2"' } });
    expect(kept.body).toMatchObject({ revision: 3, tags: ['q4'], labels: { env: 'prod' } });
    const copy = await api.request('POST', `${path}/clone`, { body: { name: 'copy' } });
    expect(copy.body).toMatchObject({ tags: ['q4'], labels: { env: 'prod' } });
    expect(await names('/v1/scenarios?tag=q4&label.env=prod')).toEqual(['copy', 'sale']);
    expect(await names('/v1/scenarios?label.env=test')).toEqual([]);
  });

  it('are found: what has all that is asked for, in REST and GraphQL', async () => {
    const marks: Readonly<Record<string, object>> = {
      both: { tags: ['a', 'b'], labels: { team: 'payments', env: 'prod' } },
      one: { tags: ['a'], labels: { team: 'payments' } },
      none: {},
    };
    for (const [name, change] of Object.entries(marks))
      await patch(`/v1/topologies/${await stored('topologies', name)}`, '"1"', change);
    expect(await names('/v1/topologies?tag=a')).toEqual(['both', 'one']);
    expect(await names('/v1/topologies?tag=a&tag=b')).toEqual(['both']);
    expect(await names('/v1/topologies?label.team=payments')).toEqual(['both', 'one']);
    expect(await names('/v1/topologies?label.team=payments&label=env%3Dprod')).toEqual(['both']);
    expect(await names('/v1/topologies?tag=A')).toEqual([]);
    const query = `query ($filter: TopologyFilterInput) { topologies(filter: $filter, sort: "name") {
      nodes { name tags labels marking } } }`;
    const found = await api.graphql(query, { filter: { tags: ['a'], labels: ['team=payments'] } });
    expect(found.body.data.topologies.nodes).toEqual([
      { name: 'both', tags: ['a', 'b'], labels: { team: 'payments', env: 'prod' }, marking: 1 },
      { name: 'one', tags: ['a'], labels: { team: 'payments' }, marking: 1 },
    ]);
  });

  it('are changed over GraphQL, and every change stands in the audit log', async () => {
    const id = await stored('topologies', 'sale');
    const mutation = `mutation ($id: ID!, $input: MarkingsInput!) {
      markTopology(id: $id, expectedRevision: 1, expectedMarking: 0, input: $input) { tags document } }`;
    const marked = await api.graphql(mutation, { id, input: { tags: ['eu'] } });
    expect(marked.body.data.markTopology).toMatchObject({ tags: ['eu'], document: { name: 'sale' } });
    const entries = await api.request('GET', `/v1/audit-entries?subjectId=${id}&action=marked`);
    expect(entries.body.items).toMatchObject([
      { action: 'marked', actorName: 'admin', subjectName: 'sale', revisionBefore: 1, revisionAfter: 1 },
    ]);
  });
});
