import { RefreshRuns } from '@portplan/planning';
import { example, install, type Installation } from './installation.js';

describe('runs that are kept up to date', () => {
  let ours: Installation;
  let refresh: RefreshRuns;

  beforeEach(async () => {
    ours = await install();
    refresh = new RefreshRuns(ours.persistence.scenarios, ours.runScenario);
  });

  afterEach(() => ours.close());

  async function scenario(caller = ours.admin): Promise<string> {
    const topology = await ours.topologies.create(caller, await example('topology'));
    const forecast = await ours.forecasts.create(caller, await example('forecast'));
    const input = { name: 'ticket sale', topologyId: topology.id, forecastId: forecast.id };
    return (await ours.scenarios.create(caller, input)).id;
  }

  it('a scenario that was never run gets a run, in every workspace, and then rests', async () => {
    const ids = [await scenario(ours.admin), await scenario(ours.stranger)];
    expect(await refresh.run()).toEqual({ done: 2, failed: [] });
    expect((await ours.scenarios.get(ours.admin, ids[0] ?? '')).latestRunId).not.toBeNull();
    expect((await ours.scenarios.get(ours.stranger, ids[1] ?? '')).latestRunId).not.toBeNull();
    expect(await refresh.run()).toEqual({ done: 0, failed: [] });
  });

  it('a run of another engine is followed by one of this', async () => {
    const id = await scenario();
    const old = await ours.runScenario.run(ours.admin, id);
    await ours.query("UPDATE run SET engine_version = '0.0.1'");
    expect((await refresh.run()).done).toBe(1);
    expect((await ours.scenarios.get(ours.admin, id)).latestRunId).not.toBe(old.id);
  });

  it('a scenario whose documents do not fit is named once, and not tried again', async () => {
    const caller = ours.admin;
    const topology = await ours.topologies.create(caller, await example('topology'));
    const misfit = { ...(await example('forecast')), demand: [{ source: 'nobody', requestsPerSecond: 1 }] };
    const forecast = await ours.forecasts.create(caller, misfit);
    await ours.scenarios.create(caller, { name: 'misfit', topologyId: topology.id, forecastId: forecast.id });
    const first = await refresh.run();
    expect(first.done).toBe(0);
    expect(first.failed[0]?.reason).toMatch(/source "nobody" is not a node of the topology/);
    expect(await refresh.run()).toEqual({ done: 0, failed: [] });
  });
});
