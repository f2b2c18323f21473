import { PlanningError } from '@portplan/planning';
import { allPages, example, install, type Installation } from './installation.js';

describe('documents in revisions', () => {
  let ours: Installation;

  beforeAll(async () => {
    ours = await install();
  });

  afterAll(() => ours.close());

  const create = async (name: string) => ours.topologies.create(ours.admin, await example('topology', name));

  describe.each(['topology', 'forecast'] as const)('a %s', (kind) => {
    const documents = () => (kind === 'topology' ? ours.topologies : ours.forecasts);

    it('is revision 1 when created, and comes back with the bytes that were stored', async () => {
      const document = await example(kind, `${kind} bytes`);
      const stored = await documents().create(ours.admin, document);
      expect(stored).toMatchObject({ name: `${kind} bytes`, revision: 1, createdAt: ours.clock.now() });
      const read = await documents().get(ours.admin, stored.id);
      expect(JSON.stringify(read.document)).toBe(JSON.stringify(stored.document));
      expect(read.document).toEqual(document);
    });

    it('gets the next revision when revised; the earlier one stays as it was', async () => {
      const first = await documents().create(ours.admin, await example(kind, `${kind} revised`));
      ours.clock.pass(60);
      const changed = { ...(await example(kind, `${kind} revised`)), description: 'changed' };
      const second = await documents().revise(ours.admin, first.id, 1, changed);
      expect(second).toMatchObject({ revision: 2, description: 'changed', createdAt: first.createdAt });
      expect(second.updatedAt).toEqual(ours.clock.now());
      expect(await documents().get(ours.admin, first.id, 1)).toEqual(first);
      expect(await documents().get(ours.admin, first.id)).toEqual(second);
      const revisions = await documents().revisions(ours.admin, first.id);
      expect(revisions.edges.map(({ node }) => node.revision)).toEqual([2, 1]);
    });

    it('is not revised by who has read an older revision', async () => {
      const { id } = await documents().create(ours.admin, await example(kind, `${kind} stale`));
      await documents().revise(ours.admin, id, 1, await example(kind, `${kind} stale`));
      const late = documents().revise(ours.admin, id, 1, await example(kind, `${kind} stale`));
      await expect(late).rejects.toMatchObject({
        code: 'revision-conflict',
        data: { noun: kind, id, expectedRevision: 1, currentRevision: 2 },
      });
    });

    it('is revised by one of ten who try at once', async () => {
      const document = await example(kind, `${kind} contended`);
      const { id } = await documents().create(ours.admin, document);
      const attempts = Array.from({ length: 10 }, () => documents().revise(ours.admin, id, 1, document));
      const outcomes = await Promise.allSettled(attempts);
      const conflicts = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(conflicts).toHaveLength(9);
      for (const { reason } of conflicts) expect(reason).toMatchObject({ code: 'revision-conflict' });
      expect((await documents().get(ours.admin, id)).revision).toBe(2);
    });

    it('has a name that no other of its workspace has', async () => {
      const document = await example(kind, `${kind} unique`);
      await documents().create(ours.admin, document);
      await expect(documents().create(ours.admin, document)).rejects.toMatchObject({
        code: 'name-taken',
        data: { noun: kind, name: `${kind} unique` },
      });
      const other = await documents().create(ours.admin, await example(kind, `${kind} other`));
      await expect(documents().revise(ours.admin, other.id, 1, document)).rejects.toMatchObject({
        code: 'name-taken',
      });
      await expect(documents().create(ours.stranger, document)).resolves.toMatchObject({ revision: 1 });
    });

    it('does not exist for another workspace, nor under what is no id', async () => {
      const { id } = await documents().create(ours.admin, await example(kind, `${kind} private`));
      const document = await example(kind);
      for (const attempt of [
        documents().get(ours.stranger, id),
        documents().revise(ours.stranger, id, 1, document),
        documents().remove(ours.stranger, id),
        documents().revisions(ours.stranger, id),
        documents().get(ours.admin, "' OR 1=1"),
        documents().get(ours.admin, id, 7),
      ]) {
        await expect(attempt).rejects.toMatchObject({ code: 'not-found' });
      }
      expect(await documents().getMany(ours.stranger, [{ id, revision: 1 }])).toEqual([null]);
      expect((await documents().get(ours.admin, id)).revision).toBe(1);
    });

    it('goes with its revisions, unless it is at another revision than expected', async () => {
      const { id } = await documents().create(ours.admin, await example(kind, `${kind} removed`));
      await documents().revise(ours.admin, id, 1, await example(kind, `${kind} removed`));
      await expect(documents().remove(ours.admin, id, 1)).rejects.toMatchObject({
        code: 'revision-conflict',
      });
      await documents().remove(ours.admin, id, 2);
      await expect(documents().remove(ours.admin, id)).rejects.toMatchObject({ code: 'not-found' });
      const tables =
        kind === 'topology' ? ['topology_revision', 'topology_node', 'topology_leg'] : ['forecast_revision'];
      for (const table of tables) {
        expect(await ours.query(`SELECT 1 FROM ${table} WHERE ${kind}_id = '${id}'`)).toEqual([]);
      }
    });
  });

  it('are loaded many at once, in the order asked for', async () => {
    const one = await create('batch one');
    const other = await create('batch other');
    const missing = { id: one.id, revision: 9 };
    expect(
      await ours.topologies.getMany(ours.admin, [other, missing, one, { id: 'no id', revision: 1 }]),
    ).toEqual([other, null, one, null]);
  });

  it('are not half-written: where a leg cannot be stored, neither is the topology, nor its next revision', async () => {
    const stored = await create('whole');
    await ours.query('ALTER TABLE topology_leg ADD CONSTRAINT broken CHECK (false) NOT VALID');
    try {
      await expect(create('never')).rejects.toThrow();
      const revision = ours.topologies.revise(ours.admin, stored.id, 1, await example('topology', 'renamed'));
      await expect(revision).rejects.toThrow();
    } finally {
      await ours.query('ALTER TABLE topology_leg DROP CONSTRAINT broken');
    }
    expect(await ours.query(`SELECT 1 FROM topology WHERE name IN ('never', 'renamed')`)).toEqual([]);
    expect(await ours.topologies.get(ours.admin, stored.id)).toEqual(stored);
    const nodes = await ours.topologies.nodes(ours.admin, { topologyId: stored.id });
    expect(nodes.totalItems).toBe(stored.document.nodes.length);
  });

  it('come in pages that stay in step while others add and remove', async () => {
    const theirs = ours.stranger;
    const names = Array.from({ length: 7 }, (_, index) => `page ${String(index)}`);
    const ids: string[] = [];
    for (const name of names) {
      ids.push((await ours.topologies.create(theirs, await example('topology', name))).id);
    }
    let added = 0;
    const seen = await allPages(async (after) => {
      const page = await ours.topologies.list(theirs, { nameContains: 'PAGE' }, { first: 2, after });
      added += 1;
      await ours.topologies.create(theirs, await example('topology', `page added ${String(added)}`));
      const last = page.edges.at(-1)?.node.id;
      // The item that the cursor stands on may go: what follows is still found.
      if (added === 1 && last !== undefined) await ours.topologies.remove(theirs, last);
      return page;
    });
    expect(seen.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  it('are found by part of the name, in which no character is a wildcard, and by label', async () => {
    await create('ratio 100% full');
    await create('ratio 1000 full');
    const labelled = { ...(await example('topology', 'labelled')), labels: { team: 'checkout' } };
    await ours.topologies.create(ours.admin, labelled);
    const names = async (filter: Parameters<typeof ours.topologies.list>[1]) =>
      (await ours.topologies.list(ours.admin, filter)).edges.map(({ node }) => node.name);
    expect(await names({ nameContains: '0% F' })).toEqual(['ratio 100% full']);
    expect(await names({ nameContains: 'ratio_1' })).toEqual([]);
    expect(await names({ labels: { team: 'checkout' } })).toEqual(['labelled']);
    expect(await names({ labels: { team: 'search' } })).toEqual([]);
  });

  it('refuse a cursor of another list, and pages of no or too many items', async () => {
    await create('cursor');
    const { endCursor } = await ours.topologies.list(ours.admin, {}, { first: 1 });
    await expect(ours.forecasts.list(ours.admin, {}, { after: endCursor })).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
    for (const first of [0, 201, 1.5]) {
      await expect(ours.topologies.list(ours.admin, {}, { first })).rejects.toMatchObject({
        code: 'invalid-page-size',
      });
    }
  });

  it('are written by planners and admins only', async () => {
    const viewer = { ...ours.admin, role: 'viewer' } as const;
    const document = await example('topology', 'by a viewer');
    await expect(ours.topologies.create(viewer, document)).rejects.toBeInstanceOf(PlanningError);
    await expect(ours.topologies.create(viewer, document)).rejects.toMatchObject({
      code: 'forbidden',
      data: { role: 'viewer', needed: 'planner' },
    });
    await expect(ours.topologies.list(viewer)).resolves.toBeDefined();
  });
});

describe('nodes and legs of all topologies', () => {
  let ours: Installation;

  beforeAll(async () => {
    ours = await install();
  });

  afterAll(() => ours.close());

  it('are those of the latest revisions, page by page', async () => {
    const { id } = await ours.topologies.create(ours.admin, await example('topology', 'first'));
    await ours.topologies.create(ours.admin, await example('topology', 'second'));
    const changed = await example('topology', 'first');
    const nodes = (changed['nodes'] as { id: string }[]).map((node) =>
      node.id === 'egress' ? { ...node, publicIps: 4 } : node,
    );
    await ours.topologies.revise(ours.admin, id, 1, { ...changed, nodes });

    const gateways = await ours.topologies.nodes(ours.admin, { kind: 'nat-gateway' });
    expect(gateways.edges.map(({ node }) => [node.topologyId === id, node.revision, node.node])).toEqual([
      [false, 1, expect.objectContaining({ id: 'egress', publicIps: 1 })],
      [true, 2, expect.objectContaining({ id: 'egress', publicIps: 4 })],
    ]);
    const all = await allPages((after) => ours.topologies.nodes(ours.admin, {}, { first: 3, after }));
    expect(all.map(({ node }) => node.id)).toEqual([...nodes, ...nodes].map((node) => node.id));
    expect((await ours.topologies.nodes(ours.stranger)).totalItems).toBe(0);
  });

  it('are found by what they connect', async () => {
    const through = await ours.topologies.legs(ours.admin, { via: 'egress' }, { first: 1 });
    expect(through).toMatchObject({ totalItems: 2, hasNextPage: true });
    expect(through.edges[0]?.node.leg).toMatchObject({ id: 'app-payments', from: 'app', to: 'payments' });
    expect((await ours.topologies.legs(ours.admin, { from: 'web', to: 'cache' })).totalItems).toBe(2);
    expect((await ours.topologies.legs(ours.admin, { topologyId: 'no id' })).totalItems).toBe(0);
  });
});
