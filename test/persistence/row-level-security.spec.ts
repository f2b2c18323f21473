import { actingFor } from '@portplan/persistence';
import type pg from 'pg';
import { openDatabase, type Database } from '../../libs/persistence/src/database/database.js';
import { servicePool } from '../../libs/persistence/src/database/service-role.js';
import { example, install, type Installation } from './installation.js';

/** All that keeps a workspace's rows, as the database itself says. */
const TENANT_TABLES = `SELECT table_name AS name FROM information_schema.columns
  WHERE table_schema = 'public' AND column_name = 'workspace_id' ORDER BY 1`;

describe('row-level security, past all that the service checks itself', () => {
  let ours: Installation;
  let pool: pg.Pool;
  let database: Database;
  let tables: readonly string[];

  beforeAll(async () => {
    ours = await install();
    pool = servicePool(ours.url, 2);
    database = openDatabase(ours.url);
    tables = (await ours.query(TENANT_TABLES)).map(({ name }) => String(name));
    const topology = await ours.topologies.create(ours.admin, await example('topology'));
    const forecast = await ours.forecasts.create(ours.admin, await example('forecast'));
    const input = { name: 'sale', topologyId: topology.id, forecastId: forecast.id };
    const scenario = await ours.scenarios.create(ours.admin, input);
    await ours.runScenario.run(ours.admin, scenario.id);
    await ours.persistence.merges.keep(ours.admin.workspaceId, scenario.id, {
      topologyId: topology.id,
      revisionBefore: 1,
      revisionAfter: 1,
      overrides: [],
      revertedRevision: null,
    });
    await ours.tokens.create(ours.admin, { name: 'one', role: 'viewer' });
    await ours.persistence.profiles.insert(
      ours.admin.workspaceId,
      topology.id,
      { id: 'acme/firewall', basedOn: 'cgnat', source: 'measured', asOf: '2026-11-20' },
      ours.clock.now(),
    );
  });

  afterAll(async () => {
    await pool.end();
    await database.$disconnect();
    await ours.close();
  });

  /** A statement as the service could send it, working in the given workspace. */
  const asService = async (workspaceId: string | null, sql: string): Promise<pg.QueryResult> => {
    const connection = await pool.connect();
    try {
      await connection.query('BEGIN');
      if (workspaceId !== null)
        await connection.query(`SELECT set_config('portplan.workspace_id', $1, true)`, [workspaceId]);
      return await connection.query(sql);
    } finally {
      await connection.query('ROLLBACK');
      connection.release();
    }
  };

  const countOf = async (workspaceId: string | null, table: string): Promise<number> =>
    Number((await asService(workspaceId, `SELECT count(*) FROM ${table}`)).rows[0].count);

  it('is on for every table that keeps rows of a workspace, for the owner of the table too', async () => {
    const open = await ours.query(`SELECT relname FROM pg_class
      WHERE relname = ANY ('{workspace,${tables.join(',')}}') AND relkind = 'r'
      AND NOT (relrowsecurity AND relforcerowsecurity
        AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))`);
    expect(tables.length).toBeGreaterThan(11);
    expect(open).toEqual([]);
  });

  it('holds the account that the service works as', async () => {
    const { rows } = await asService(
      null,
      'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
    // The account of the address itself could do anything.
    expect(await ours.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      { rolsuper: true },
    ]);
  });

  it('shows a workspace its own rows, another one none of them, and who is in no workspace nothing', async () => {
    const filled = [];
    for (const table of tables) {
      for (const { workspaceId } of [ours.admin, ours.stranger]) {
        const [row] = await ours.query(`SELECT count(*) FROM ${table} WHERE workspace_id = '${workspaceId}'`);
        const own = Number(row?.['count']);
        if (workspaceId === ours.admin.workspaceId && own > 0) filled.push(table);
        expect([table, await countOf(workspaceId, table)]).toEqual([table, own]);
      }
      expect([table, await countOf(null, table)]).toEqual([table, 0]);
    }
    expect(filled).toEqual(
      expect.arrayContaining([
        'topology',
        'topology_revision',
        'topology_node',
        'forecast',
        'scenario',
        'scenario_merge',
        'profile',
        'run',
        'token',
      ]),
    );
    expect(await countOf(ours.stranger.workspaceId, 'workspace')).toBe(1);
    expect(await countOf(null, 'workspace')).toBe(0);
  });

  it('lets nobody change or remove what is another workspace’s', async () => {
    for (const table of tables) {
      const { rowCount } = await asService(ours.stranger.workspaceId, `DELETE FROM ${table}`).catch(
        (error: unknown) => ({ rowCount: (error as Error).message }),
      );
      const nothing = table === 'audit_entry' ? 'permission denied for table audit_entry' : 0;
      expect([table, rowCount]).toEqual([table, nothing]);
    }
    const renamed = await asService(ours.stranger.workspaceId, `UPDATE topology SET name = 'mine'`);
    expect(renamed.rowCount).toBe(0);
  });

  it('lets nobody put anything into another workspace, nor move it there', async () => {
    const insert = `INSERT INTO topology (workspace_id, id, name, labels, revision, created_at, updated_at)
      VALUES ('${ours.admin.workspaceId}', gen_random_uuid(), 'smuggled', '{}', 1, now(), now())`;
    await expect(asService(ours.stranger.workspaceId, insert)).rejects.toThrow('row-level security policy');
    await expect(asService(null, insert)).rejects.toThrow('row-level security policy');
    expect((await asService(ours.admin.workspaceId, insert)).rowCount).toBe(1);
    const move = `UPDATE topology SET workspace_id = '${ours.stranger.workspaceId}'`;
    await expect(asService(ours.admin.workspaceId, move)).rejects.toThrow('row-level security policy');
  });

  it('holds in the service’s own stores and clients, whatever workspace they ask for', async () => {
    const { workspaceId } = ours.admin;
    const [topology] = (await ours.topologies.list(ours.admin)).edges;
    const [run] = (await ours.runs.list(ours.admin)).edges;
    const strange = {
      workspaceId: ours.stranger.workspaceId,
      actor: { kind: 'token', id: ours.stranger.tokenId, name: null } as const,
      requestId: null,
    };
    const { topologies, runs } = ours.persistence;
    await actingFor(strange, async () => {
      expect(await topologies.documents.find(workspaceId, topology?.node.id ?? '')).toBeNull();
      expect(await runs.find(workspaceId, run?.node.id ?? '')).toBeNull();
      expect(await database.topology.findMany({ where: { workspaceId } })).toEqual([]);
      expect(await database.topology.count()).toBe(0);
      expect(await database.$queryRaw`SELECT id FROM topology`).toEqual([]);
      expect(await database.$transaction((on) => on.scenario.count())).toBe(0);
    });
    expect(await topologies.documents.find(workspaceId, topology?.node.id ?? '')).not.toBeNull();
    expect(await database.topology.count()).toBe(0);
  });

  it('keeps two who ask at the same instant apart', async () => {
    const as = ({ workspaceId, tokenId }: { workspaceId: string; tokenId: string }) => ({
      workspaceId,
      actor: { kind: 'token', id: tokenId, name: null } as const,
      requestId: null,
    });
    const [topology] = (await ours.topologies.list(ours.admin)).edges;
    const where = {
      workspaceId_id: { workspaceId: ours.admin.workspaceId, id: topology?.node.id ?? '' },
    };
    const asked = Array.from({ length: 40 }, (_, index) =>
      actingFor(as(index % 2 === 0 ? ours.admin : ours.stranger), async () =>
        database.topology.findUnique({ where }),
      ),
    );
    expect((await Promise.all(asked)).map((row) => row !== null)).toEqual(
      asked.map((_, index) => index % 2 === 0),
    );
  });
});
