import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startApplication, ticketSale, type Application } from '../support/application.js';
import { startWorker } from '../support/worker-process.js';

const FIELDS = 'id stale staleBecause';

describe('a run beside what its scenario is now', () => {
  let api: Application;
  let database: pg.Client;
  let topologyId: string;
  let forecastId: string;

  beforeAll(async () => {
    api = await startApplication();
    database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await api.close();
  });

  async function rest(method: string, path: string, body?: object, headers = {}): Promise<any> {
    const answer = await api.request(method, path, { headers, ...(body !== undefined && { body }) });
    if (answer.status >= 300) throw new Error(answer.text);
    return answer.body;
  }

  const scenarioInput = (name: string, more: object = {}): object => ({
    name,
    topologyId,
    forecastId,
    ...more,
  });

  async function documents(name: string, topology: object = {}): Promise<void> {
    topologyId = (await rest('POST', '/v1/topologies', { ...ticketSale('topology'), name, ...topology })).id;
    forecastId = (await rest('POST', '/v1/forecasts', { ...ticketSale('forecast'), name })).id;
  }

  async function ranScenario(name: string): Promise<{ readonly scenario: string; readonly run: any }> {
    await documents(name);
    const scenario = (await rest('POST', '/v1/scenarios', scenarioInput(name))).id as string;
    return { scenario, run: await rest('POST', `/v1/scenarios/${scenario}/runs`) };
  }

  const revise = (list: string, id: string, revision: number, document: object): Promise<any> =>
    rest('PUT', `/v1/${list}/${id}`, document, { 'if-match': `"${String(revision)}"` });

  /** What all ways to see a run say of it, which must be the same. */
  async function reasonsOf(scenario: string, run: string): Promise<readonly string[]> {
    const one = await rest('GET', `/v1/runs/${run}`);
    const { items } = await rest('GET', `/v1/scenarios/${scenario}/runs`);
    const { body } = await api.graphql(
      `query ($run: ID!, $scenario: ID!) {
        run(id: $run) { ${FIELDS} } runs(filter: { scenarioId: $scenario }) { nodes { ${FIELDS} } }
        scenario(id: $scenario) { latestRun { ${FIELDS} } runs { nodes { ${FIELDS} } }
          stale: runs(stale: true) { nodes { id } } others: runs(stale: false) { nodes { id } } } }`,
      { run, scenario },
    );
    expect(body.errors).toBeUndefined();
    const { data } = body;
    const told = [
      one,
      items[0],
      data.run,
      data.runs.nodes[0],
      data.scenario.latestRun,
      data.scenario.runs.nodes[0],
    ];
    const [first] = told;
    for (const { stale, staleBecause } of told)
      expect({ stale, staleBecause }).toEqual({ stale: first.stale, staleBecause: first.staleBecause });
    expect(first.stale).toBe(first.staleBecause.length > 0);
    const filtered = await rest('GET', `/v1/scenarios/${scenario}/runs?stale=${String(first.stale)}`);
    const others = await rest('GET', `/v1/scenarios/${scenario}/runs?stale=${String(!first.stale)}`);
    expect([filtered.totalItems, others.totalItems]).toEqual([1, 0]);
    const scenarios = async (condition: boolean): Promise<boolean> => {
      const listed = await rest('GET', `/v1/scenarios?stale=${String(condition)}&limit=200`);
      const graphql = await api.graphql(
        'query ($stale: Boolean) { scenarios(first: 200, filter: { stale: $stale }) { nodes { id } } }',
        { stale: condition },
      );
      const ids = listed.items.map(({ id }: { id: string }) => id);
      expect(graphql.body.data.scenarios.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
      return ids.includes(scenario);
    };
    expect([await scenarios(first.stale), await scenarios(!first.stale)]).toEqual([true, false]);
    const [stale, fresh] = first.stale ? [[{ id: run }], []] : [[], [{ id: run }]];
    expect([data.scenario.stale.nodes, data.scenario.others.nodes]).toEqual([stale, fresh]);
    return first.staleBecause;
  }

  it('shows what is while nothing has changed', async () => {
    const { scenario, run } = await ranScenario('fresh');
    expect(run).toMatchObject({ stale: false, staleBecause: [] });
    expect(await reasonsOf(scenario, run.id)).toEqual([]);
  });

  it('is stale where topology or forecast have a newer revision', async () => {
    const { scenario, run } = await ranScenario('revised');
    await revise('topologies', topologyId, 1, { ...ticketSale('topology'), name: 'revised' });
    expect(await reasonsOf(scenario, run.id)).toEqual(['newer-topology']);
    await revise('forecasts', forecastId, 1, { ...ticketSale('forecast'), name: 'revised' });
    expect(await reasonsOf(scenario, run.id)).toEqual(['newer-topology', 'newer-forecast']);
    // A new run of the same pins is as stale; of the scenario rebased, one reason is left.
    expect(await rest('POST', `/v1/scenarios/${scenario}/runs`)).toMatchObject({ stale: true });
    await rest('POST', `/v1/scenarios/${scenario}/rebase`, {}, { 'if-match': '"1"' });
    expect(await rest('POST', `/v1/scenarios/${scenario}/runs`)).toMatchObject({
      staleBecause: ['newer-forecast'],
    });
    expect(await rest('GET', `/v1/runs/${run.id}`)).toMatchObject({
      staleBecause: ['newer-topology', 'newer-forecast', 'other-documents'],
    });
  });

  it('is stale where the scenario says something else now', async () => {
    const { scenario, run } = await ranScenario('changed');
    await revise('scenarios', scenario, 1, scenarioInput('changed', { description: 'the same' }));
    expect(await reasonsOf(scenario, run.id)).toEqual([]);
    await revise('scenarios', scenario, 2, scenarioInput('changed', { policy: { targetUtilization: 0.75 } }));
    expect(await reasonsOf(scenario, run.id)).toEqual(['other-policy']);
    const overrides = [{ op: 'replace', path: '/nodes/5/publicIps', value: 2 }];
    await revise('scenarios', scenario, 3, scenarioInput('changed', { overrides }));
    expect(await reasonsOf(scenario, run.id)).toEqual(['other-overrides']);
  });

  it('is stale where another engine calculated it', async () => {
    const { scenario, run } = await ranScenario('old');
    await database.query("UPDATE run SET engine_version = '0.0.1' WHERE id = $1", [run.id]);
    expect(await reasonsOf(scenario, run.id)).toEqual(['other-engine']);
  });

  it('is told of runs of one’s own workspace alone', async () => {
    const { run } = await ranScenario('ours');
    const query = '{ runs(filter: { stale: false }) { nodes { id } } }';
    const { body: ours } = await api.graphql(query);
    expect(ours.data.runs.nodes).toContainEqual({ id: run.id });
    const { body: theirs } = await api.graphql(query, {}, api.tokens.stranger);
    expect(theirs.data.runs.nodes).toEqual([]);
  });

  it('gives the same bytes when it is repeated, by the api or by a worker', async () => {
    const uncertain = ticketSale('topology');
    uncertain.legs[4].responseTimeSeconds = { low: 0.5, mid: 0.8, high: 1.4, confidence: 0.9 };
    await documents('repeated', { legs: uncertain.legs });
    const input = scenarioInput('repeated', { policy: { samples: 16, seed: 7 } });
    const { id } = await rest('POST', '/v1/scenarios', input);
    await rest('POST', `/v1/scenarios/${id}/runs`);
    await rest('POST', `/v1/scenarios/${id}/runs`);
    const ordered = await rest('POST', `/v1/scenarios/${id}/runs`, undefined, { prefer: 'respond-async' });
    const worker = startWorker(api.databaseUrl);
    try {
      while ((await rest('GET', `/v1/runs/${ordered.id}`)).state !== 'succeeded') await pause(100);
    } finally {
      await worker.end('SIGKILL');
    }
    const { rows } = await database.query<{ result: string }>(
      'SELECT result FROM run WHERE scenario_id = $1',
      [id],
    );
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map(({ result }) => result)).size).toBe(1);
    expect(JSON.parse(rows[0]?.result ?? '{}').uncertainty).not.toBeNull();
  }, 60_000);
});
