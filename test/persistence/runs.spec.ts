import type { PlanResult } from '@portplan/engine';
import { natGatewaysOf, resourcesOf, UuidV7Source, type Run } from '@portplan/planning';
import { allPages, example, install, type Installation } from './installation.js';

describe('runs', () => {
  let ours: Installation;
  let scenarioId: string;
  let topologyId: string;
  let first: Run;
  let second: Run;

  beforeAll(async () => {
    ours = await install();
    topologyId = (await ours.topologies.create(ours.admin, await example('topology'))).id;
    const forecast = await ours.forecasts.create(ours.admin, await example('forecast'));
    const pins = { topologyId, forecastId: forecast.id, policy: await example('policy') };
    scenarioId = (await ours.scenarios.create(ours.admin, { name: 'sale', ...pins })).id;
    first = await ours.runScenario.run(ours.admin, scenarioId);
    ours.clock.pass(60);
    second = await ours.runScenario.run(ours.admin, scenarioId);
  });

  afterAll(() => ours.close());

  it('keep the result with its bytes, and the revisions that it came from', async () => {
    const read = await ours.runs.get(ours.admin, first.id);
    expect(read).toEqual(first);
    expect(JSON.stringify(read.result)).toBe(JSON.stringify(first.result));
    expect(read).toMatchObject({ scenarioId, topologyId, topologyRevision: 1, forecastRevision: 1 });
  });

  it('give the same result for the same scenario', () => {
    expect(JSON.stringify(second.result)).toBe(JSON.stringify(first.result));
  });

  it('become the latest of their scenario, which does not change otherwise', async () => {
    expect(await ours.scenarios.get(ours.admin, scenarioId)).toMatchObject({
      latestRunId: second.id,
      revision: 1,
    });
  });

  it('are listed newest first, by status, scenario and topology', async () => {
    const { status } = first;
    const filter = { scenarioId, topologyId, statuses: [status] };
    const all = await allPages((after) => ours.runs.list(ours.admin, filter, { first: 1, after }));
    expect(all.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(all[0]).not.toHaveProperty('result');
    const latest = await ours.runs.list(ours.admin, { latestOnly: true });
    expect(latest.edges.map(({ node }) => node.id)).toEqual([second.id]);
    expect((await ours.runs.list(ours.admin, { statuses: [] })).totalItems).toBe(0);
    expect((await ours.runs.list(ours.stranger)).totalItems).toBe(0);
    expect(await ours.runs.getMany(ours.admin, [second.id, scenarioId, first.id])).toEqual([
      second,
      null,
      first,
    ]);
  });

  it('have a row for each resource and each NAT gateway, with the figures of the result', async () => {
    const rows = await allPages((after) =>
      ours.runs.resources(ours.admin, { runId: first.id }, { first: 2, after }),
    );
    expect(rows).toEqual(resourcesOf(first));
    expect(rows.length).toBeGreaterThan(3);
    const gateways = await ours.runs.natGateways(ours.admin, { runId: first.id });
    expect(gateways.edges.map(({ node }) => node)).toEqual(natGatewaysOf(first));
    expect(gateways.totalItems).toBe(1);
  });

  it('answer which NAT gateways run out before an instant, over the latest run of every scenario', async () => {
    const [gateway] = natGatewaysOf(second);
    const planning = gateway?.exhaustionAt.planning;
    if (planning == null) throw new Error('The example is made so that its gateway runs out.');
    const before = (milliseconds: number) => ({
      latestOnly: true,
      exhaustedBefore: { at: new Date(Date.parse(planning) + milliseconds), course: 'planning' as const },
    });
    const found = await ours.runs.natGateways(ours.admin, before(1));
    expect(found.edges.map(({ node }) => node)).toEqual([gateway]);
    expect((await ours.runs.natGateways(ours.admin, before(0))).totalItems).toBe(0);
    const needing = await ours.runs.natGateways(ours.admin, { needsMoreIps: true, latestOnly: true });
    const satisfied = await ours.runs.natGateways(ours.admin, { needsMoreIps: false, latestOnly: true });
    const { requiredIps, currentIps } = gateway?.natGateway ?? { requiredIps: 0, currentIps: 0 };
    const needs = requiredIps === null || requiredIps > currentIps;
    expect([needing.totalItems, satisfied.totalItems]).toEqual(needs ? [1, 0] : [0, 1]);
  });

  it('find resources by node, kind and status across runs', async () => {
    const filter = {
      node: 'egress',
      kind: 'snat-ports',
      statuses: [first.status],
      latestOnly: true,
    } as const;
    const { edges } = await ours.runs.resources(ours.admin, filter);
    const expected = resourcesOf(second).filter(
      ({ resource }) =>
        resource.node === 'egress' && resource.kind === 'snat-ports' && resource.status === first.status,
    );
    expect(edges.map(({ node }) => node)).toEqual(expected);
    expect((await ours.runs.resources(ours.stranger)).totalItems).toBe(0);
  });

  it('keep their topology from being removed, and go with their scenario', async () => {
    const topology = await ours.topologies.create(ours.admin, await example('topology', 'run once'));
    const pins = { forecastId: first.forecastId };
    const scenario = await ours.scenarios.create(ours.admin, {
      name: 'once',
      topologyId: topology.id,
      ...pins,
    });
    const run = await ours.runScenario.run(ours.admin, scenario.id);
    await ours.scenarios.revise(ours.admin, scenario.id, 1, { name: 'once', topologyId, ...pins });
    await expect(ours.topologies.remove(ours.admin, topology.id)).rejects.toMatchObject({
      code: 'in-use',
      data: { usedBy: ['once'] },
    });
    await ours.scenarios.remove(ours.admin, scenario.id);
    await expect(ours.runs.get(ours.admin, run.id)).rejects.toMatchObject({ code: 'not-found' });
    for (const table of ['run_resource', 'run_nat_gateway']) {
      expect(await ours.query(`SELECT 1 FROM ${table} WHERE run_id = '${run.id}'`)).toEqual([]);
    }
    await ours.topologies.remove(ours.admin, topology.id);
  });

  it('are not half-written: where a row cannot be stored, there is no run', async () => {
    const before = await ours.runs.list(ours.admin);
    await ours.query('ALTER TABLE run_nat_gateway ADD CONSTRAINT broken CHECK (false) NOT VALID');
    try {
      await expect(ours.runScenario.run(ours.admin, scenarioId)).rejects.toThrow();
    } finally {
      await ours.query('ALTER TABLE run_nat_gateway DROP CONSTRAINT broken');
    }
    expect(await ours.runs.list(ours.admin)).toEqual(before);
    const orphans = await ours.query('SELECT 1 FROM run_resource WHERE run_id NOT IN (SELECT id FROM run)');
    expect(orphans).toEqual([]);
    expect((await ours.scenarios.get(ours.admin, scenarioId)).latestRunId).toBe(second.id);
  });

  it('hold results of thousands of resources, and figures to the last bit', async () => {
    const [resource] = first.result.resources;
    if (resource === undefined) throw new Error('The example has resources.');
    const peak = { ...resource.peak, offeredLoad: 0.1 + 0.2, blockingProbability: 5e-324, required: 2 ** 53 };
    const resources = Array.from({ length: 3000 }, (_, index) => ({
      ...resource,
      id: `app:ephemeral-ports:${String(index)}`,
      peak,
    }));
    const result: PlanResult = { ...first.result, resources };
    const id = new UuidV7Source().next();
    const run: Run = { ...first, id, result };
    await ours.persistence.runs.insert(ours.admin.workspaceId, run);
    const page = await ours.runs.resources(ours.admin, { runId: id }, { first: 1 });
    expect(page.totalItems).toBe(3000);
    expect(page.edges[0]?.node.resource.peak).toEqual(peak);
    expect(await ours.runs.get(ours.admin, id)).toEqual(run);
  });

  it('need a scenario of the same workspace, and a planner', async () => {
    await expect(ours.runScenario.run(ours.stranger, scenarioId)).rejects.toMatchObject({
      code: 'not-found',
    });
    const viewer = { ...ours.admin, role: 'viewer' } as const;
    await expect(ours.runScenario.run(viewer, scenarioId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('are not stored where the documents do not fit each other', async () => {
    const forecast = await example('forecast', 'of others');
    const demand = (forecast['demand'] as object[]).map((entry) => ({ ...entry, source: 'nobody' }));
    const { id } = await ours.forecasts.create(ours.admin, { ...forecast, demand });
    const unfit = await ours.scenarios.create(ours.admin, { name: 'unfit', topologyId, forecastId: id });
    await expect(ours.runScenario.run(ours.admin, unfit.id)).rejects.toMatchObject({ name: 'PlanError' });
    expect((await ours.runs.list(ours.admin, { scenarioId: unfit.id })).totalItems).toBe(0);
  });
});
