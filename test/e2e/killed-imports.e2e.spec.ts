import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startApi, type ApiProcess } from '../support/api-process.js';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const PLAN = readFileSync(new URL('../../examples/terraform-aws-shop/plan.json', import.meta.url), 'utf8');
const LATER = PLAN.replaceAll(/"max_size": ?24/g, '"max_size": 48');
const MANY = 20;
const PATIENCE_MILLISECONDS = 20_000;

/** Where a write stands still when nobody may write to the table: after its head, its revision, its nodes. */
const STOPPED_AT = ['topology_revision', 'topology_node', 'topology_leg'];

describe('a server that is killed in the middle of a re-import and a bulk', () => {
  let api: Application;
  let database: pg.Client;
  let imported: string;
  let many: readonly string[];

  beforeAll(async () => {
    api = await startApplication();
    database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
    const draft = await api.request('POST', '/v1/imports/terraform', { body: PLAN });
    imported = (await api.request('POST', '/v1/topologies', { body: draft.body.topology })).body.id;
    const items = Array.from({ length: MANY }, (_, index) => ({
      action: 'create',
      document: { ...ticketSale('topology'), name: `sale ${String(index)}` },
    }));
    const made = await api.request('POST', '/v1/topologies/bulk', { body: { items } });
    many = made.body.items.map(({ id }: { id: string }) => id);
  });
  afterAll(async () => {
    await database.end();
    await api.close();
  });

  const post = async ({ url }: ApiProcess, path: string, body: object, headers = {}): Promise<any> => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${api.tokens.planner}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  /** A merge of the later plan into the import, and what is asked of the many: some revised, one stored, one removed. */
  const send = (server: ApiProcess): readonly Promise<any>[] => {
    const [gone, ...revised] = many;
    const items = [
      ...revised.map((id, index) => ({
        action: 'update',
        id,
        etag: '1',
        document: { ...ticketSale('topology'), name: `sale ${String(index + 1)}`, description: 'revised' },
      })),
      { action: 'create', document: { ...ticketSale('topology'), name: 'another sale' } },
      { action: 'delete', id: gone, etag: '1' },
    ];
    const source = { source: JSON.parse(LATER), baseRevision: 1 };
    return [
      post(server, `/v1/topologies/${imported}/imports/terraform`, source, { 'if-match': '"1"' }),
      post(server, '/v1/topologies/bulk', { items }),
    ];
  };
  const rows = async (text: string): Promise<any[]> => (await database.query(text)).rows;
  const stored = async (): Promise<unknown> => ({
    topologies: await rows('SELECT id, name, revision, description FROM topology ORDER BY id'),
    revisions: await rows(
      `SELECT topology_id, revision, superseded_at, generated IS NOT NULL AS merged,
         (SELECT count(*)::int FROM topology_node n WHERE (n.topology_id, n.revision) = (r.topology_id, r.revision)) AS nodes,
         (SELECT count(*)::int FROM topology_leg l WHERE (l.topology_id, l.revision) = (r.topology_id, r.revision)) AS legs
       FROM topology_revision r ORDER BY 1, 2`,
    ),
    told: await rows('SELECT count(*)::int FROM audit_entry'),
  });
  const until = async (text: string): Promise<void> => {
    for (const end = performance.now() + PATIENCE_MILLISECONDS; performance.now() < end;) {
      if ((await rows(text))[0].done === true) return;
      await pause(20);
    }
    throw new Error(`never: ${text}`);
  };
  const OTHERS = `SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`;

  it.each(STOPPED_AT)('while it writes to %s: there is nothing of either', async (table) => {
    const before = await stored();
    const server = await startApi(api.databaseUrl);
    await database.query(`BEGIN; LOCK TABLE ${table} IN EXCLUSIVE MODE`);
    const unanswered = Promise.allSettled(send(server));
    await until(
      `SELECT count(*) >= 2 AS done FROM pg_locks WHERE NOT granted AND relation = '${table}'::regclass`,
    );
    await server.kill();
    await database.query('ROLLBACK');
    expect((await unanswered).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await until(`SELECT (${OTHERS}) = 0 AS done`);
    expect(await stored()).toEqual(before);
  });

  it('after it has answered: all of both is there, and the next import begins where this one ended', async () => {
    const server = await startApi(api.databaseUrl);
    const answers = await Promise.all(send(server));
    await server.kill();
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const next = await startApi(api.databaseUrl);
    const again = await post(next, `/v1/topologies/${imported}/imports/terraform`, {
      source: JSON.parse(LATER),
      dryRun: true,
    });
    expect(again.body).toMatchObject({ baseRevision: 2, changes: [], conflicts: [] });
    const [gone, ...revised] = many;
    for (const id of revised)
      expect((await api.request('GET', `/v1/topologies/${id}`)).body).toMatchObject({
        revision: 2,
        description: 'revised',
      });
    expect((await api.request('GET', `/v1/topologies/${gone ?? ''}`)).status).toBe(404);
    expect((await api.request('GET', '/v1/topologies?name=another%20sale')).body.totalItems).toBe(1);
    await next.kill();
  });
});
