import pg from 'pg';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';

const EGRESS = ticketSale('topology').nodes.findIndex(({ id }: any) => id === 'egress');
const EIGHT = [{ op: 'replace', path: `/nodes/${String(EGRESS)}/publicIps`, value: 8 }];

describe('a merge of a scenario is reverted', () => {
  let api: Application;
  let database: pg.Client;
  let forecastId: string;
  let topologyId: string;
  let scenario: any;
  let names = 0;

  const post = (path: string, body?: unknown, options: object = {}): Promise<Answer> =>
    api.request('POST', `/v1/${path}`, { body, token: api.tokens.planner, ...options });
  const read = async (path: string): Promise<any> => (await api.request('GET', `/v1/${path}`)).body;
  const topology = (): Promise<any> => read(`topologies/${topologyId}`);
  const revert = (body: object, options?: object): Promise<Answer> =>
    post(`scenarios/${scenario.id}/revert`, body, options);
  const merge = async (): Promise<any> => {
    const { revision } = await topology();
    return (await post(`scenarios/${scenario.id}/merge`, { topologyRevision: revision })).body;
  };
  /** The bytes of the plan, without what each run has of its own. */
  const plan = async (): Promise<string> =>
    JSON.stringify((await post(`scenarios/${scenario.id}/runs`)).body.result);
  const edit = async (change: (document: any) => void): Promise<void> => {
    const { document, revision } = await topology();
    change(document);
    const headers = { 'if-match': `"${String(revision)}"` };
    const answer = await api.request('PUT', `/v1/topologies/${topologyId}`, { body: document, headers });
    expect(answer.status).toBe(200);
  };

  beforeAll(async () => {
    api = await startApplication();
    database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
    forecastId = (await post('forecasts', ticketSale('forecast'))).body.id;
  });
  afterAll(async () => {
    await database.end();
    await api.close();
  });
  beforeEach(async () => {
    const name = `sale ${String((names += 1))}`;
    topologyId = (await post('topologies', { ...ticketSale('topology'), name })).body.id;
    scenario = (await post('scenarios', { name, topologyId, forecastId, overrides: EIGHT })).body;
  });

  it('and the topology and the plan are what they were, to the byte', async () => {
    const [document, planned] = [(await topology()).document, await plan()];
    expect((await merge()).overrides).toEqual([]);
    expect((await topology()).document).not.toEqual(document);
    const { status, body } = await revert({ topologyRevision: 2 });
    expect([status, body.topologyRevision, body.conflict]).toEqual([200, 3, null]);
    expect(body.scenario).toMatchObject({ topologyRevision: 3, overrides: EIGHT, revision: 3 });
    const after = await topology();
    expect([after.revision, JSON.stringify(after.document)]).toEqual([3, JSON.stringify(document)]);
    expect(await read(`scenarios/${scenario.id}`)).toMatchObject({
      name: scenario.name,
      topologyRevision: 3,
      overrides: EIGHT,
    });
    expect(await plan()).toBe(planned);
  });

  it('over GraphQL too, where leaving out the revision only tries', async () => {
    const { document } = await topology();
    await merge();
    const ask = async (args: string): Promise<any> =>
      (
        await api.graphql(
          `mutation($id: ID!) { revertScenario(id: $id${args}) {
            topologyRevision conflict { index } scenario { topologyRevision overrides { op path value } } } }`,
          { id: scenario.id },
          api.tokens.planner,
        )
      ).body;
    const tried = { topologyRevision: 3, conflict: null, scenario: null };
    expect((await ask('')).data.revertScenario).toEqual(tried);
    expect((await topology()).revision).toBe(2);
    expect((await ask(', topologyRevision: 2')).data.revertScenario).toEqual({
      ...tried,
      scenario: { topologyRevision: 3, overrides: EIGHT },
    });
    expect((await topology()).document).toEqual(document);
    expect((await ask(', topologyRevision: 3')).errors).toMatchObject([
      { extensions: { code: 'not-merged', status: 409 } },
    ]);
  });

  it('and what others changed elsewhere since then stays, also where they shifted every index', async () => {
    const planned = await plan();
    await merge();
    await edit((document) => {
      document.nodes.unshift({
        id: 'spare',
        kind: 'nat-gateway',
        profile: 'aws/nat-gateway',
        publicIps: 8,
        zones: 1,
      });
      document.nodes.find(({ id }: any) => id === 'app').instances = 13;
    });
    expect((await revert({ dryRun: true })).body).toEqual({
      scenario: null,
      topologyRevision: 4,
      conflict: null,
    });
    const { status, body } = await revert({ topologyRevision: 3 });
    expect([status, body.topologyRevision]).toEqual([200, 4]);
    const { nodes } = (await topology()).document;
    const found = (name: string): any => nodes.find(({ id }: any) => id === name);
    expect([found('egress').publicIps, found('spare').publicIps, found('app').instances]).toEqual([1, 8, 13]);
    const { topology: planning } = await read(`scenarios/${scenario.id}/documents`);
    expect(planning.nodes.filter(({ kind }: any) => kind === 'nat-gateway')).toMatchObject([
      { id: 'spare', publicIps: 8 },
      { id: 'egress', publicIps: 8 },
    ]);
    expect(await plan()).not.toBe(planned);
  });

  it('unless what it changed was changed again: that is told as by rebase, and everything stays', async () => {
    await merge();
    await edit(({ nodes }) => {
      nodes[EGRESS].publicIps = 2;
    });
    const before = [await topology(), await read(`scenarios/${scenario.id}`)];
    const conflict = {
      index: 0,
      operation: 'replace /nodes/egress/publicIps',
      reason: 'the topology has another value there than it was made for',
    };
    expect((await revert({ dryRun: true })).body).toEqual({ scenario: null, topologyRevision: 4, conflict });
    const { status, body } = await revert({ topologyRevision: 3 });
    expect([status, body.code]).toEqual([422, 'patch-conflict']);
    expect(body.detail).toBe(
      'Operation 0 of what takes the merge back (replace /nodes/egress/publicIps) does not apply: the topology has another value there than it was made for.',
    );
    expect([await topology(), await read(`scenarios/${scenario.id}`)]).toEqual(before);
  });

  it('with the overrides that the scenario was given since then behind those that were merged', async () => {
    const merged = await merge();
    const more = [{ op: 'replace', path: `/nodes/${String(EGRESS)}/zones`, value: 2 }];
    const { name, policy } = merged;
    const body = { name, policy, topologyId, topologyRevision: 2, forecastId, overrides: more };
    const headers = { 'if-match': '"2"' };
    await api.request('PUT', `/v1/scenarios/${scenario.id}`, { body, headers });
    const planned = await plan();
    expect((await revert({ topologyRevision: 2 })).body.scenario.overrides).toEqual([...EIGHT, ...more]);
    expect(await plan()).toBe(planned);
  });

  it('once: never merged, or reverted already, is a problem of its own, also when it is only tried', async () => {
    const refused = async (body: object): Promise<unknown[]> => {
      const answer = await revert(body);
      return [answer.status, answer.body.code, answer.body.detail];
    };
    const never = 'The scenario was never merged into its topology: there is nothing to revert.';
    for (const body of [{ dryRun: true }, { topologyRevision: 1 }])
      expect(await refused(body)).toEqual([409, 'not-merged', never]);
    await merge();
    expect((await revert({ topologyRevision: 2 })).status).toBe(200);
    for (const body of [{ dryRun: true }, { topologyRevision: 3 }])
      expect(await refused(body)).toEqual([
        409,
        'not-merged',
        'The scenario’s last merge was reverted already, in revision 3 of the topology: there is nothing left to revert.',
      ]);
    expect((await topology()).revision).toBe(3);
    // It can be merged again, and that be reverted.
    expect((await merge()).topologyRevision).toBe(4);
    expect((await revert({ topologyRevision: 4 })).body.topologyRevision).toBe(5);
  });

  it('in the topology that the scenario has: with another one there is nothing to revert', async () => {
    const { name, policy } = await merge();
    const other = (await post('topologies', { ...ticketSale('topology'), name: `${name}, elsewhere` })).body;
    const moved = { name, policy, topologyId: other.id, forecastId, overrides: [] };
    const headers = { 'if-match': '"2"' };
    await api.request('PUT', `/v1/scenarios/${scenario.id}`, { body: moved, headers });
    expect((await revert({ topologyRevision: 1 })).body.code).toBe('not-merged');
    // What is remembered of the merge holds nothing: the topology can be removed, and the scenario.
    for (const [path, tag] of [
      [`topologies/${topologyId}`, '"2"'],
      [`scenarios/${scenario.id}`, '"3"'],
    ] as const)
      expect((await api.request('DELETE', `/v1/${path}`, { headers: { 'if-match': tag } })).status).toBe(204);
  });

  it('of the revision that was read, and of no other', async () => {
    await merge();
    expect((await revert({ topologyRevision: 1 })).status).toBe(412);
    expect((await revert({})).body).toMatchObject({
      status: 422,
      detail: expect.stringMatching(/topologyRevision must be a whole number from 1, unless dryRun is true/),
    });
    expect((await topology()).revision).toBe(2);
  });

  it('once by a request that is repeated with its key', async () => {
    await merge();
    const options = { headers: { 'idempotency-key': 'revert it' } };
    const [first, second] = [
      await revert({ topologyRevision: 2 }, options),
      await revert({ topologyRevision: 2 }, options),
    ];
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect([second.headers['idempotent-replayed'], (await topology()).revision]).toEqual(['true', 3]);
  });

  it('by a planner, which the audit log tells of', async () => {
    await merge();
    for (const [role, status] of [
      ['viewer', 403],
      ['stranger', 404],
    ] as const)
      expect((await revert({ topologyRevision: 2 }, { token: api.tokens[role] })).status).toBe(status);
    await revert({ topologyRevision: 2 });
    for (const subject of [topologyId, scenario.id]) {
      const { items } = await read(`audit-entries?subjectId=${subject}&limit=1`);
      expect(items).toMatchObject([{ action: 'revised', actorName: 'planner', revisionAfter: 3 }]);
    }
  });

  it.each([
    ['revert', 'fails', `RAISE EXCEPTION 'no more'`],
    ['revert', 'loses the database', 'PERFORM pg_terminate_backend(pg_backend_pid())'],
    ['merge', 'fails', `RAISE EXCEPTION 'no more'`],
  ])('whole or not at all: a %s that %s half-way leaves everything as it was', async (deed, _, end) => {
    if (deed === 'revert') await merge();
    const state = async (): Promise<unknown> => [
      await topology(),
      await read(`scenarios/${scenario.id}`),
      (await database.query('SELECT * FROM scenario_merge ORDER BY scenario_id')).rows,
    ];
    const before = await state();
    const { revision } = await topology();
    const attempt = (): Promise<Answer> =>
      post(`scenarios/${scenario.id}/${deed}`, { topologyRevision: revision });
    await database.query(`CREATE FUNCTION half_way() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
      $$ BEGIN ${end}; RETURN NEW; END $$`);
    await database.query(
      'CREATE TRIGGER half_way BEFORE UPDATE ON scenario FOR EACH ROW EXECUTE FUNCTION half_way()',
    );
    try {
      expect((await attempt()).status).toBeGreaterThanOrEqual(500);
    } finally {
      await database.query('DROP TRIGGER half_way ON scenario');
      await database.query('DROP FUNCTION half_way');
    }
    expect(await state()).toEqual(before);
    expect((await attempt()).status).toBe(200);
  });
});
