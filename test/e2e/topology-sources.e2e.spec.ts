import { readFileSync } from 'node:fs';
import { startApplication, type Application } from '../support/application.js';

const planOf = (example: string): string =>
  readFileSync(new URL(`../../examples/${example}/plan.json`, import.meta.url), 'utf8');
const SHOP = planOf('terraform-aws-shop');
const larger = (plan: string): unknown => JSON.parse(plan.replaceAll(/"max_size": ?24/g, '"max_size": 48'));
const WEB = 'service-web-autoscaling-group-this';

describe('two sources in one topology', () => {
  let api: Application;
  let path: string;
  let revision = 1;

  beforeAll(async () => {
    api = await startApplication();
    const draft = await api.request('POST', '/v1/imports/terraform?name=shop', { body: SHOP });
    const body = { ...draft.body.topology, description: 'both regions', labels: { team: 'shop' } };
    const { id } = (await api.request('POST', '/v1/topologies', { body })).body;
    path = `/v1/topologies/${id}`;
  });
  afterAll(() => api.close());

  const documentNow = async (): Promise<any> => (await api.request('GET', path)).body.document;
  const into = async (body: object): Promise<any> => {
    const headers = { 'if-match': `"${String(revision)}"` };
    const answer = await api.request('POST', `${path}/imports/terraform`, { body, headers });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    revision = answer.body.topology.revision;
    return answer.body;
  };
  const ids = ({ nodes }: any): string[] => nodes.map(({ id }: any) => id);
  const maximum = ({ nodes }: any, id: string): number =>
    nodes.find((each: any) => each.id === id).instances.max;
  let secondWeb = '';

  it('stand beside each other, though all of their addresses are the same', async () => {
    const before = await documentNow();
    const { baseRevision, changes, conflicts } = await into({
      source: JSON.parse(SHOP),
      sourceName: 'second region',
    });
    expect([baseRevision, conflicts]).toEqual([null, []]);
    expect(new Set(changes.map(({ kind }: any) => kind))).toEqual(new Set(['added']));
    const after = await documentNow();
    expect(ids(after)).toHaveLength(2 * ids(before).length);
    expect(ids(after)).toEqual(expect.arrayContaining(ids(before)));
    secondWeb = ids(after).find((id) => id.startsWith(`${WEB}-`)) ?? '';
    expect(after.legs).toHaveLength(2 * before.legs.length);
    expect(after).toMatchObject({ name: 'shop', description: 'both regions', labels: { team: 'shop' } });
  });

  it('are each merged with their own last import, in any order', async () => {
    const first = await into({ source: larger(SHOP), baseRevision: 1 });
    expect(first.changes).toMatchObject([{ kind: 'changed', id: WEB, field: 'instances.max' }]);
    const second = await into({ source: larger(SHOP), sourceName: 'second region' });
    expect(second.changes).toMatchObject([{ kind: 'changed', id: secondWeb, field: 'instances.max' }]);
    expect(second.baseRevision).toBe(2);
    const back = await into({ source: JSON.parse(SHOP) });
    expect(back).toMatchObject({ baseRevision: 3, changes: [{ id: WEB, before: 48, after: 24 }] });
    const document = await documentNow();
    expect([maximum(document, WEB), maximum(document, secondWeb)]).toEqual([24, 48]);
    for (const sourceName of [undefined, 'second region']) {
      const source = sourceName === undefined ? JSON.parse(SHOP) : larger(SHOP);
      expect(await into({ source, sourceName })).toMatchObject({ changes: [], conflicts: [] });
    }
  });

  it('leave each other alone when something goes, or is edited', async () => {
    const less = JSON.parse(SHOP);
    const modules = less.planned_values.root_module.child_modules;
    modules.splice(
      modules.findIndex(({ address }: any) => address === 'module.service["web"]'),
      1,
    );
    const document = await documentNow();
    document.nodes.find((each: any) => each.id === secondWeb).endpoints = 7;
    const headers = { 'if-match': `"${String(revision)}"` };
    revision = (await api.request('PUT', path, { body: document, headers })).body.revision;
    await into({ source: less });
    const after = await documentNow();
    expect(ids(after)).not.toContain(WEB);
    expect(after.nodes.find((each: any) => each.id === secondWeb)).toMatchObject({ endpoints: 7 });
    const again = await into({ source: JSON.parse(SHOP), sourceName: 'second region' });
    expect(again.changes).toMatchObject([{ id: secondWeb, before: 48, after: 24 }]);
    expect(ids(await documentNow())).toEqual(ids(after));
  });

  it('have names that can be read, over GraphQL, too', async () => {
    const wrong = await api.request('POST', `${path}/imports/terraform`, {
      body: { source: JSON.parse(SHOP), sourceName: 'a\nb', dryRun: true },
    });
    expect(wrong.body).toMatchObject({ code: 'invalid-field', errors: [{ pointer: '/sourceName' }] });
    const mutation = `mutation ($id: ID!, $source: JSON!, $name: String) {
      importTerraformIntoTopology(id: $id, source: $source, sourceName: $name) { baseRevision changes { id } } }`;
    const id = path.split('/').at(-1);
    const ask = async (name: string | null): Promise<any> =>
      (await api.graphql(mutation, { id, name, source: JSON.parse(SHOP) })).body.data
        .importTerraformIntoTopology;
    expect(await ask('second region')).toEqual({ baseRevision: revision, changes: [] });
    expect((await ask('third')).baseRevision).toBeNull();
  });
});
