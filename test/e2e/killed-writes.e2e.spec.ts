import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startApi, type ApiProcess } from '../support/api-process.js';
import { startApplication, ticketSale, type Application } from '../support/application.js';

/** Behind the first answers of each kind, amid the next ones. */
const KILLED_AFTER_MILLISECONDS = [3, 17, 60];
const PATIENCE_MILLISECONDS = 20_000;
const BATCH = 10;
const EGRESS = ticketSale('topology').nodes.findIndex(({ id }: { id: string }) => id === 'egress') as number;

/** What was acknowledged before the server was gone. */
interface Acknowledged {
  readonly batches: string[];
  readonly runs: string[];
  latestRevision: number;
}

describe('a server that is killed amid bulks, merges and runs', () => {
  let api: Application;
  let database: pg.Client;
  let topologyId: string;
  let forecastId: string;
  let scenarioId: string;
  const told: Acknowledged = { batches: [], runs: [], latestRevision: 1 };

  beforeAll(async () => {
    api = await startApplication();
    database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
    const made = async (path: string, body: object): Promise<string> =>
      (await api.request('POST', path, { body })).body.id as string;
    topologyId = await made('/v1/topologies', ticketSale('topology'));
    forecastId = await made('/v1/forecasts', ticketSale('forecast'));
    scenarioId = await made('/v1/scenarios', { name: 'run me', topologyId, forecastId });
    for (const milliseconds of KILLED_AFTER_MILLISECONDS) await killAmidWork(milliseconds);
  }, 120_000);
  afterAll(async () => {
    await database.end();
    await api.close();
  });

  async function post({ url }: ApiProcess, path: string, body?: object): Promise<any> {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.tokens.planner}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  }

  /** One kind of work over and over, until the server is gone. */
  async function untilGone(work: (turn: number) => Promise<void>): Promise<void> {
    try {
      for (let turn = 0; ; turn += 1) await work(turn);
    } catch (error) {
      // Cut off; a refusal would have its own text.
      expect(String(error)).toMatch(/fetch failed|terminated|other side closed/);
    }
  }

  /** Something of each kind has been acknowledged since. */
  async function firstAnswers(): Promise<void> {
    const { batches, runs, latestRevision } = {
      ...told,
      batches: told.batches.length,
      runs: told.runs.length,
    };
    const isDone = (): boolean =>
      told.batches.length > batches && told.runs.length > runs && told.latestRevision > latestRevision;
    for (const until = performance.now() + PATIENCE_MILLISECONDS; !isDone() && performance.now() < until;)
      await pause(5);
  }

  async function killAmidWork(milliseconds: number): Promise<void> {
    const server = await startApi(api.databaseUrl);
    const named = (name: string): object => ({ ...ticketSale('topology'), name });
    const works = [
      untilGone(async (turn) => {
        const batch = `${String(milliseconds)}-${String(turn)}`;
        const items = Array.from({ length: BATCH }, (_, index) => ({
          action: 'create',
          document: named(`batch ${batch} ${String(index)}`),
        }));
        await post(server, '/v1/topologies/bulk', { items });
        told.batches.push(batch);
      }),
      untilGone(async (turn) => {
        const overrides = [
          { op: 'replace', path: `/nodes/${String(EGRESS)}/publicIps`, value: 1 + (turn % 8) },
        ];
        const name = `merge ${String(milliseconds)}-${String(turn)}`;
        const [latest] = (await database.query(`SELECT revision FROM topology WHERE id = '${topologyId}'`))
          .rows;
        const { id } = await post(server, '/v1/scenarios', { name, topologyId, forecastId, overrides });
        const merged = await post(server, `/v1/scenarios/${id}/merge`, { topologyRevision: latest.revision });
        told.latestRevision = merged.topologyRevision;
      }),
      untilGone(async () => {
        told.runs.push((await post(server, `/v1/scenarios/${scenarioId}/runs`)).id);
      }),
    ];
    await firstAnswers();
    await pause(milliseconds);
    await server.kill();
    await Promise.all(works);
  }

  it('has all of a bulk or nothing, and all that was acknowledged', async () => {
    const { rows } = await database.query(
      `SELECT split_part(name, ' ', 2) AS batch, count(*)::int AS count FROM topology WHERE name LIKE 'batch %' GROUP BY 1`,
    );
    const stored = new Map(rows.map(({ batch, count }) => [batch as string, count as number]));
    expect([...stored.values()].every((count) => count === BATCH)).toBe(true);
    expect(told.batches.length).toBeGreaterThan(0);
    expect(told.batches.filter((batch) => !stored.has(batch))).toEqual([]);
  });

  it('has each merge as one revision with its nodes, and none without its merge', async () => {
    const { body } = await api.request('GET', `/v1/topologies/${topologyId}`);
    expect(body.revision).toBeGreaterThanOrEqual(told.latestRevision);
    const { rows } = await database.query(
      `SELECT revision, document, (SELECT count(*)::int FROM topology_node
         WHERE topology_id = r.topology_id AND topology_node.revision = r.revision) AS nodes
       FROM topology_revision r WHERE topology_id = '${topologyId}' ORDER BY revision`,
    );
    expect(rows.map(({ revision }) => revision)).toEqual(
      Array.from({ length: body.revision }, (_, i) => i + 1),
    );
    for (const { document, nodes } of rows) expect(nodes).toBe(JSON.parse(document).nodes.length);
    const { rows: merges } = await database.query('SELECT count(*)::int AS count FROM scenario_merge');
    expect(merges).toEqual([{ count: body.revision - 1 }]);
  });

  it('has each run with all of its figures, and each that was acknowledged', async () => {
    const { rows } = await database.query(
      `SELECT id, result, (SELECT count(*)::int FROM run_resource WHERE run_id = run.id) AS figures FROM run`,
    );
    for (const { result, figures } of rows) expect(figures).toBe(JSON.parse(result).resources.length);
    const stored = new Set(rows.map(({ id }) => id as string));
    expect(told.runs.length).toBeGreaterThan(0);
    expect(told.runs.filter((id) => !stored.has(id))).toEqual([]);
    const latest = await api.request('GET', `/v1/scenarios/${scenarioId}`);
    expect(stored.has(latest.body.latestRunId)).toBe(true);
  });
});
