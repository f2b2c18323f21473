import { startApplication, ticketSale, type Application } from '../support/application.js';

describe('revisions', () => {
  let api: Application;
  beforeEach(async () => {
    api = await startApplication();
  });
  afterEach(() => api.close());

  const topology = (extra: object = {}): object => ({ ...ticketSale('topology'), ...extra });

  it('are made only by who has read the latest', async () => {
    const { body: made } = await api.request('POST', '/v1/topologies', { body: topology() });
    const path = `/v1/topologies/${made.id}`;
    const change = (ifMatch: string | null): ReturnType<Application['request']> =>
      api.request('PUT', path, {
        body: topology({ description: 'changed' }),
        headers: ifMatch === null ? {} : { 'if-match': ifMatch },
      });

    expect((await change(null)).body).toMatchObject({ status: 428, code: 'precondition-required' });
    expect((await change('nonsense')).body).toMatchObject({ status: 412, code: 'precondition-failed' });
    expect((await change('"7"')).body).toMatchObject({ status: 412, code: 'revision-conflict' });
    const changed = await change('"1"');
    expect([changed.status, changed.headers['etag'], changed.body.revision]).toEqual([200, '"2"', 2]);
    expect((await change('"1"')).status).toBe(412);

    expect((await api.request('GET', `${path}/revisions/1`)).body.document).toEqual(topology());
    expect(
      (await api.request('GET', `${path}/revisions`)).body.items.map((each: any) => each.revision),
    ).toEqual([2, 1]);
    expect((await api.request('GET', `${path}/revisions/3`)).status).toBe(404);
    expect((await api.request('DELETE', path)).status).toBe(428);
    expect((await api.request('DELETE', path, { headers: { 'if-match': '"2"' } })).status).toBe(204);
    expect((await api.request('GET', path)).status).toBe(404);
  });

  it('are told apart as a patch, and an earlier one can be had again', async () => {
    const { body: made } = await api.request('POST', '/v1/topologies', { body: topology() });
    const path = `/v1/topologies/${made.id}`;
    const headers = { 'if-match': '"1"' };
    await api.request('PUT', path, { body: topology({ description: 'changed' }), headers });
    expect((await api.request('GET', `${path}/revisions/1/difference/2`)).body).toEqual([
      { op: 'add', path: '/description', value: 'changed' },
    ]);
    expect((await api.request('GET', `${path}/revisions/2/difference/1`)).body).toEqual([
      { op: 'remove', path: '/description' },
    ]);
    expect((await api.request('GET', `${path}/revisions/1/difference/9`)).status).toBe(404);

    expect((await api.request('POST', `${path}/revisions/1/restore`)).status).toBe(428);
    expect((await api.request('POST', `${path}/revisions/1/restore`, { headers })).status).toBe(412);
    const restored = await api.request('POST', `${path}/revisions/1/restore`, {
      headers: { 'if-match': '"2"' },
    });
    expect([restored.status, restored.body.revision, restored.body.document]).toEqual([200, 3, topology()]);
    const viewer = await api.request('POST', `${path}/revisions/1/restore`, {
      headers: { 'if-match': '"3"' },
      token: api.tokens.viewer,
    });
    expect(viewer.status).toBe(403);
  });

  it('a name stands for one document, and one that is pinned stays', async () => {
    const { body: made } = await api.request('POST', '/v1/topologies', { body: topology() });
    expect((await api.request('POST', '/v1/topologies', { body: topology() })).body).toMatchObject({
      status: 409,
      code: 'name-taken',
    });
    const { body: forecast } = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    await api.request('POST', '/v1/scenarios', {
      body: { name: 'pins', topologyId: made.id, forecastId: forecast.id },
    });
    const removed = await api.request('DELETE', `/v1/topologies/${made.id}`, {
      headers: { 'if-match': '"1"' },
    });
    expect(removed.body).toMatchObject({ status: 409, code: 'in-use' });
  });

  it('lists are read in pages, by name and by label', async () => {
    for (let index = 0; index < 5; index += 1) {
      const labels = { team: index % 2 === 0 ? 'shop' : 'web' };
      await api.request('POST', '/v1/topologies', {
        body: topology({ name: `city-${String(index)}`, labels }),
      });
    }
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor === null ? '' : `&after=${encodeURIComponent(cursor)}`;
      const { body } = await api.request('GET', `/v1/topologies?limit=2${after}`);
      expect(body.totalItems).toBe(5);
      names.push(...body.items.map((each: any) => each.name));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(names.sort()).toEqual(['city-0', 'city-1', 'city-2', 'city-3', 'city-4']);
    expect((await api.request('GET', '/v1/topologies?label=team%3Dweb')).body.totalItems).toBe(2);
    expect((await api.request('GET', '/v1/topologies?name=ITY-3')).body.items).toHaveLength(1);
    const paged = await api.graphql(
      '{ topologies(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } }',
    );
    expect(paged.body.data.topologies).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
    expect(paged.body.data.topologies.edges).toHaveLength(2);
  });

  it('a cursor that was tampered with, or taken from another list, is refused', async () => {
    for (const name of ['a', 'b', 'c']) {
      await api.request('POST', '/v1/topologies', { body: topology({ name }) });
      await api.request('POST', '/v1/forecasts', { body: { ...ticketSale('forecast'), name } });
    }
    const page = await api.request('GET', '/v1/topologies?limit=1');
    const cursor: string = page.body.nextCursor;
    const after = (list: string, text: string): ReturnType<Application['request']> =>
      api.request('GET', `/v1/${list}?limit=1&after=${encodeURIComponent(text)}`);
    expect((await after('topologies', cursor)).status).toBe(200);

    const plain = Buffer.from(cursor, 'base64url').toString();
    const tampered = [plain.slice(0, -1), `${plain}0`, plain.replace('/', '//'), `${plain}' OR 1=1 --`];
    const texts = tampered.map((text) => Buffer.from(text).toString('base64url'));
    for (const text of [...texts, cursor.slice(2), plain, '\u0000']) {
      expect([text, (await after('topologies', text)).body]).toMatchObject([
        text,
        { status: 400, code: 'invalid-cursor', detail: expect.stringMatching(/take one from the list/) },
      ]);
    }
    expect((await after('forecasts', cursor)).body.code).toBe('invalid-cursor');
    const graphql = await api.graphql('query ($c: String) { forecasts(after: $c) { totalCount } }', {
      c: cursor,
    });
    expect(graphql.body.errors[0].extensions).toMatchObject({ code: 'invalid-cursor', status: 400 });
  });

  it('a change cannot take another one’s name, and two changes of one revision cannot both win', async () => {
    const { body: first } = await api.request('POST', '/v1/topologies', {
      body: topology({ name: 'first' }),
    });
    await api.request('POST', '/v1/topologies', { body: topology({ name: 'second' }) });
    const path = `/v1/topologies/${first.id}`;
    const change = (extra: object): ReturnType<Application['request']> =>
      api.request('PUT', path, { body: topology(extra), headers: { 'if-match': '"1"' } });
    expect((await change({ name: 'second' })).body).toMatchObject({ status: 409, code: 'name-taken' });
    expect((await api.request('GET', path)).body).toMatchObject({ name: 'first', revision: 1 });

    const names = ['one', 'two', 'three', 'four', 'five'];
    const answers = await Promise.all(names.map((name) => change({ name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    const won = names[answers.findIndex(({ status }) => status === 200)];
    expect((await api.request('GET', path)).body).toMatchObject({ name: won, revision: 2 });
  });
});
