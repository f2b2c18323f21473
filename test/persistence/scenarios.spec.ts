import { allPages, example, install, type Installation } from './installation.js';

describe('scenarios', () => {
  let ours: Installation;
  let topologyId: string;
  let forecastId: string;

  beforeAll(async () => {
    ours = await install();
    topologyId = (await ours.topologies.create(ours.admin, await example('topology'))).id;
    forecastId = (await ours.forecasts.create(ours.admin, await example('forecast'))).id;
  });

  afterAll(() => ours.close());

  const create = async (name: string) =>
    ours.scenarios.create(ours.admin, { name, topologyId, forecastId, policy: await example('policy') });

  it('pin the latest revisions where none are named, and keep them when newer ones come', async () => {
    const scenario = await create('pinned');
    expect(scenario).toMatchObject({
      topologyRevision: 1,
      forecastRevision: 1,
      revision: 1,
      latestRunId: null,
    });
    await ours.topologies.revise(ours.admin, topologyId, 1, await example('topology'));
    expect(await ours.scenarios.get(ours.admin, scenario.id)).toEqual(scenario);
    expect((await create('pinned later')).topologyRevision).toBe(2);
    expect(scenario.policy).toEqual(await example('policy'));
  });

  it('pin only what is there, in the same workspace', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const pinning = (input: object) =>
      ours.scenarios.create(ours.admin, { name: 'wrong', topologyId, forecastId, ...input });
    await expect(pinning({ topologyId: nowhere })).rejects.toMatchObject({
      code: 'unknown-reference',
      data: { field: 'topologyId', noun: 'topology', id: nowhere, revision: null },
    });
    await expect(pinning({ forecastRevision: 7 })).rejects.toMatchObject({
      code: 'unknown-reference',
      data: { field: 'forecastId', revision: 7 },
    });
    const stranger = ours.scenarios.create(ours.stranger, { name: 'theirs', topologyId, forecastId });
    await expect(stranger).rejects.toMatchObject({ code: 'unknown-reference' });
  });

  it('keep what they pin from being removed, and say who it is', async () => {
    const other = await ours.topologies.create(ours.admin, await example('topology', 'pinned twice'));
    const input = { topologyId: other.id, forecastId };
    const one = await ours.scenarios.create(ours.admin, { name: 'b holds it', ...input });
    const two = await ours.scenarios.create(ours.admin, { name: 'a holds it', ...input });
    await expect(ours.topologies.remove(ours.admin, other.id)).rejects.toMatchObject({
      code: 'in-use',
      data: { noun: 'topology', id: other.id, usedBy: ['a holds it', 'b holds it'] },
    });
    await ours.scenarios.remove(ours.admin, one.id);
    await ours.scenarios.remove(ours.admin, two.id);
    await ours.topologies.remove(ours.admin, other.id);
  });

  it('are changed by who has read the latest revision', async () => {
    const { id } = await create('changed');
    ours.clock.pass(60);
    const input = { name: 'changed', description: 'with more', topologyId, forecastId };
    const revised = await ours.scenarios.revise(ours.admin, id, 1, input);
    expect(revised).toMatchObject({ revision: 2, description: 'with more', policy: {} });
    expect(revised.updatedAt).toEqual(ours.clock.now());
    await expect(ours.scenarios.revise(ours.admin, id, 1, input)).rejects.toMatchObject({
      code: 'revision-conflict',
      data: { expectedRevision: 1, currentRevision: 2 },
    });
    await expect(ours.scenarios.remove(ours.admin, id, 1)).rejects.toMatchObject({
      code: 'revision-conflict',
    });
    await expect(ours.scenarios.revise(ours.stranger, id, 2, input)).rejects.toMatchObject({
      code: 'unknown-reference',
    });
  });

  it('have names of their own: not taken, not empty, not too long, printable', async () => {
    await create('taken');
    await expect(create('taken')).rejects.toMatchObject({ code: 'name-taken' });
    const other = await create('free');
    const input = { name: 'taken', topologyId, forecastId };
    await expect(ours.scenarios.revise(ours.admin, other.id, 1, input)).rejects.toMatchObject({
      code: 'name-taken',
    });
    for (const name of ['', '   ', 'x'.repeat(201), 'a\u0000b', 'a\nb']) {
      await expect(create(name)).rejects.toMatchObject({ code: 'invalid-field', data: { field: 'name' } });
    }
    expect((await create('  trimmed  ')).name).toBe('trimmed');
  });

  it('are listed newest first, by what they pin and what they are called', async () => {
    const page = await allPages((after) =>
      ours.scenarios.list(ours.admin, { topologyId }, { first: 2, after }),
    );
    const ids = page.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(ids.length).toBeGreaterThan(2);
    const named = await ours.scenarios.list(ours.admin, { nameContains: 'PINNED L' });
    expect(named.edges.map(({ node }) => node.name)).toEqual(['pinned later']);
    expect((await ours.scenarios.list(ours.stranger)).totalItems).toBe(0);
    expect((await ours.scenarios.list(ours.admin, { nameContains: '\u0000' })).totalItems).toBe(0);
  });
});
