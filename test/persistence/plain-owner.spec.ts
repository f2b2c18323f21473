import { actingFor, migrate, openPersistence, type Persistence } from '@portplan/persistence';
import {
  Forecasts,
  Scenarios,
  SystemClock,
  Topologies,
  TopologyReader,
  UuidV7Source,
  type Caller,
} from '@portplan/planning';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createBareDatabase, type TestDatabase } from '../support/database.js';
import { example } from './installation.js';

/** A database as providers give one: its account owns it, and is no superuser. */
describe('a database whose account is no superuser', () => {
  const owner = `owner_${randomBytes(4).toString('hex')}`;
  let database: TestDatabase;
  let superuser: pg.Client;
  let persistence: Persistence;
  let url: string;

  beforeAll(async () => {
    database = await createBareDatabase();
    superuser = new pg.Client({ connectionString: database.url });
    await superuser.connect();
    const name = new URL(database.url).pathname.slice(1);
    await superuser.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'plain'`);
    await superuser.query(`ALTER DATABASE ${name} OWNER TO ${owner}; ALTER SCHEMA public OWNER TO ${owner}`);
    const address = new URL(database.url);
    [address.username, address.password] = [owner, 'plain'];
    url = address.href;
    await migrate(url);
    persistence = openPersistence(url);
  });

  afterAll(async () => {
    await persistence.close();
    await superuser.end();
    await database.drop();
  });

  it('is migrated again without harm', async () => {
    expect(await migrate(url)).toEqual([]);
  });

  it('keeps, shows and removes with all that hangs on it, and holds the owner of the tables to its workspace', async () => {
    const [ids, clock] = [new UuidV7Source(), new SystemClock()];
    const admins = await Promise.all(
      ['default', 'theirs'].map(async (name): Promise<Caller> => {
        const made = { id: ids.next(), name, createdAt: clock.now(), exampleLoadedAt: null };
        const { id } = await persistence.workspaces.findOrInsert(made);
        return { workspaceId: id, tokenId: ids.next(), role: 'admin' };
      }),
    );
    const [ours, theirs] = admins as [Caller, Caller];
    const topologies = new Topologies(
      persistence.topologies,
      new TopologyReader(persistence.profiles),
      ids,
      clock,
    );
    const forecasts = new Forecasts(persistence.forecasts, ids, clock);
    const scenarios = new Scenarios(
      persistence.scenarios,
      persistence.topologies,
      persistence.forecasts,
      ids,
      clock,
    );
    const topology = await topologies.create(ours, await example('topology'));
    const forecast = await forecasts.create(ours, await example('forecast'));
    const scenario = await scenarios.create(ours, {
      name: 'sale',
      topologyId: topology.id,
      forecastId: forecast.id,
    });
    const order = await persistence.orders.insert(ours.workspaceId, ids.next(), scenario.id, clock.now());
    expect(order.state).toBe('queued');

    const asThem = {
      workspaceId: theirs.workspaceId,
      actor: { kind: 'service', id: 'test', name: null },
    } as const;
    await actingFor({ ...asThem, requestId: null }, async () => {
      expect((await scenarios.list(ours)).totalItems).toBe(0);
      await expect(topologies.remove(ours, topology.id)).rejects.toMatchObject({ code: 'not-found' });
    });
    await scenarios.remove(ours, scenario.id);
    await topologies.remove(ours, topology.id);
    const { rows } = await superuser.query(
      `SELECT (SELECT count(*)::int FROM topology_node) AS nodes, (SELECT count(*)::int FROM run_order) AS orders,
        (SELECT string_agg(action || ' ' || noun, ', ' ORDER BY id) FROM audit_entry WHERE noun <> 'workspace') AS log`,
    );
    expect(rows).toEqual([
      {
        nodes: 0,
        orders: 0,
        log: 'created topology, created forecast, created scenario, deleted scenario, deleted topology',
      },
    ]);
  });
});
