import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';
import { statementsOf } from '../support/statements.js';

const BUDGETS = new URL('../budgets/bulk-statements.json', import.meta.url);

/** Of tables, and what can be undone. */
const COUNTED = /^\s*(SAVEPOINT|INSERT|UPDATE|DELETE|SELECT(?! set_config))/;
const MANY = 200;

/** Returns when so many connections wait for a lock. */
async function waitingFor(client: pg.Client, count: number): Promise<void> {
  const waiting = `SELECT count(DISTINCT pid)::int AS count FROM pg_locks WHERE NOT granted`;
  while ((await client.query<{ count: number }>(waiting)).rows[0]?.count !== count) await pause(10);
}

describe('changes of one kind beside each other', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  const topology = (name: string = randomUUID()): any => ({ ...ticketSale('topology'), name });
  const stored = async (name?: string): Promise<string> =>
    (await api.request('POST', '/v1/topologies', { body: topology(name) })).body.id as string;
  const bulk = (list: string, items: unknown): Promise<Answer> =>
    api.request('POST', `/v1/${list}/bulk`, { body: { items } });
  const total = async (): Promise<number> =>
    (await api.request('GET', '/v1/topologies?limit=1')).body.totalItems as number;
  const state = async (id: string): Promise<unknown> =>
    (await api.request('GET', `/v1/topologies/${id}`)).body;

  it('tells who waited for another bulk that the document was revised meanwhile', async () => {
    const [id, other] = [await stored(), await stored()];
    const holder = new pg.Client({ connectionString: api.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT id FROM topology WHERE id = $1 FOR UPDATE', [id]);
    const change = (): Promise<Answer> =>
      bulk('topologies', [
        { action: 'update', id, etag: '1', document: topology() },
        { action: 'update', id: other, etag: '1', document: topology() },
      ]);
    const both = [change(), change()];
    await waitingFor(holder, 2);
    await holder.query('COMMIT');
    await holder.end();
    const answers = await Promise.all(both);
    expect(answers.map(({ status, body }) => [status, body.items[0].code]).sort()).toEqual([
      [200, undefined],
      [422, 'revision-conflict'],
    ]);
    expect(await state(id)).toMatchObject({ revision: 2 });
  });

  it('sees in each change what those before it have changed, though all are made at once', async () => {
    const [a, b, c] = [await stored('front'), await stored('rear'), await stored('side')];
    const made = await bulk('topologies', [
      { action: 'update', id: a, etag: '1', document: topology('was front') },
      { action: 'update', id: b, etag: '1', document: topology('front') },
      { action: 'update', id: c, etag: '1', document: topology('side'), labels: { team: 'web' } },
      { action: 'update', id: c, etag: '2', document: topology('side') },
      { action: 'update', id: c, etag: '3.1', tags: ['eu'], labels: { team: null } },
    ]);
    expect(made.body.items.map(({ name, etag }: any) => [name, etag])).toEqual([
      ['was front', '"2"'],
      ['front', '"2"'],
      ['side', '"2.1"'],
      ['side', '"3.1"'],
      ['side', '"3.2"'],
    ]);
    expect(await state(c)).toMatchObject({ revision: 3, marking: 2, tags: ['eu'], labels: {} });
    const { items } = (await api.request('GET', `/v1/topologies/${c}/revisions`)).body;
    expect(items.map(({ revision }: any) => revision)).toEqual([3, 2, 1]);
    const swapped = await bulk('topologies', [
      { action: 'update', id: b, etag: '2', document: topology('was front') },
      { action: 'update', id: a, etag: '2', document: topology('front') },
    ]);
    expect(swapped.body.items.map(({ code }: any) => code)).toEqual(['name-taken', 'name-taken']);
    await stored('of another');
    const refused = await bulk('topologies', [
      { action: 'update', id: b, etag: '2', document: topology() },
      { action: 'update', id: a, etag: '2', document: topology('of another') },
    ]);
    expect(refused.body.items.map(({ code }: any) => code)).toEqual(['not-carried-out', 'name-taken']);
  });

  it('keeps labels of documents under those that were put on them', async () => {
    const labelled = { ...topology('labelled'), labels: { team: 'shop', tier: 'gold' } };
    const { body } = await bulk('topologies', [
      { action: 'create', document: labelled, labels: { team: 'web' } },
      { action: 'create', document: topology() },
    ]);
    const [{ id, etag }, other] = body.items;
    expect(await state(id)).toMatchObject({ labels: { team: 'web', tier: 'gold' } });
    await bulk('topologies', [
      { action: 'update', id, etag, labels: { team: null } },
      { action: 'update', id: other.id, etag: other.etag, labels: { tier: 'silver' } },
    ]);
    const listed = await api.request('GET', '/v1/topologies?label=team=shop&name=labelled');
    expect(listed.body.items).toMatchObject([{ id, labels: { team: 'shop', tier: 'gold' } }]);
    expect(await state(other.id)).toMatchObject({ labels: { tier: 'silver' } });
  });

  it('leaves what a scenario pins', async () => {
    const [pinned, free] = [await stored(), await stored()];
    const forecast = { ...ticketSale('forecast'), name: randomUUID() };
    const forecastId = (await api.request('POST', '/v1/forecasts', { body: forecast })).body.id;
    const scenario = { name: randomUUID(), topologyId: pinned, forecastId };
    expect((await api.request('POST', '/v1/scenarios', { body: scenario })).status).toBe(201);
    const remove = (ids: readonly string[]): Promise<Answer> =>
      bulk(
        'topologies',
        ids.map((id) => ({ action: 'delete', id, etag: '1' })),
      );
    expect((await remove([free, pinned])).body.items).toMatchObject([
      { code: 'not-carried-out' },
      { code: 'in-use' },
    ]);
    expect((await remove([free])).status).toBe(200);
  });

  it('takes as many statements for 200 as for 2, and keeps to test/budgets/bulk-statements.json (UPDATE=1 renews it)', async () => {
    const counts: Record<string, number> = {};
    const send = async (name: string, items: readonly object[], status = 200): Promise<any[]> => {
      let answer: Answer | undefined;
      counts[name] = await statementsOf(COUNTED, async () => {
        answer = await bulk('topologies', items);
      });
      expect([name, answer?.status]).toEqual([name, status]);
      return answer?.body.items;
    };
    const documents = (count: number): object[] =>
      Array.from({ length: count }, () => ({ action: 'create', document: topology(), tags: ['new'] }));
    const changed = (items: readonly any[], change: () => object): object[] =>
      items.map(({ id, etag }) => ({ action: 'update', id, etag, ...change() }));
    const before = await total();
    for (const count of [2, MANY]) {
      const made = await send('create', documents(count));
      const revised = await send(
        'update',
        changed(made, () => ({ document: topology() })),
      );
      const marked = await send(
        'mark',
        changed(revised, () => ({ tags: ['old'] })),
      );
      expect(await total()).toBe(before + count);
      await send(
        'delete',
        marked.map(({ id, etag }) => ({ action: 'delete', id, etag })),
      );
      if (count === 2) counts['few'] = sum(counts);
    }
    const { few, ...many } = counts;
    expect(sum(many)).toBe(few);
    await stored('taken twice');
    const refused = documents(MANY).with(130, { action: 'create', document: topology('taken twice') });
    await send('create, one refused', refused, 422);
    const { few: _, ...budgets } = counts;
    if (process.env['UPDATE'] === '1') writeFileSync(BUDGETS, `${JSON.stringify(budgets, null, 2)}\n`);
    expect(JSON.parse(readFileSync(BUDGETS, 'utf8'))).toEqual(budgets);
    expect(await total()).toBe(before + 1);
  }, 120_000);
});

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
