import { readFileSync } from 'node:fs';
import { startApplication, type Application } from '../support/application.js';

const PLAN = JSON.parse(
  readFileSync(new URL('../../examples/terraform-aws-shop/plan.json', import.meta.url), 'utf8'),
);
const LATER = JSON.parse(JSON.stringify(PLAN).replaceAll('"max_size":24', '"max_size":48'));
const WEB = 'service-web-autoscaling-group-this';
const GATEWAY = 'network-nat-gateway-this-eu-west-1a';

describe('a new import into a stored topology', () => {
  let api: Application;
  let id: string;
  let path: string;
  let count = 0;

  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    const imported = await api.request('POST', `/v1/imports/terraform?name=shop-${String((count += 1))}`, {
      body: PLAN,
    });
    ({ id } = (await api.request('POST', '/v1/topologies', { body: imported.body.topology })).body);
    path = `/v1/topologies/${id}`;
  });

  const into = (body: object, ifMatch?: string): ReturnType<Application['request']> =>
    api.request('POST', `${path}/imports/terraform`, {
      body,
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    });
  const edit = async (revision: number, change: (node: any) => void): Promise<void> => {
    const { document } = (await api.request('GET', path)).body;
    document.nodes.forEach(change);
    const headers = { 'if-match': `"${String(revision)}"` };
    expect((await api.request('PUT', path, { body: document, headers })).status).toBe(200);
  };
  const node = (document: any, nodeId: string): any => document.nodes.find((each: any) => each.id === nodeId);

  it('says what it would do, and then makes the next revision of it, edits kept', async () => {
    await edit(1, (each) => {
      if (each.id === GATEWAY) each.publicIps = 6;
    });
    const tried = await into({ source: LATER, baseRevision: 1, dryRun: true });
    expect(tried.status).toBe(200);
    expect(tried.body).toMatchObject({
      topology: null,
      baseRevision: 1,
      changes: [{ kind: 'changed', part: 'node', id: WEB, field: 'instances.max', before: 24, after: 48 }],
      conflicts: [],
    });
    expect((await api.request('GET', path)).body.revision).toBe(2);

    const made = await into({ source: LATER, baseRevision: 1 }, '"2"');
    expect([made.status, made.headers['etag'], made.body.topology.revision]).toEqual([200, '"3"', 3]);
    expect(made.body.changes).toEqual(tried.body.changes);
    const { document } = (await api.request('GET', path)).body;
    expect(node(document, GATEWAY).publicIps).toBe(6);
    expect(node(document, WEB).instances.max).toBe(48);
  });

  it('remembers what was imported: the next one needs no base, and conflicts are told with all three values', async () => {
    await into({ source: PLAN, baseRevision: 1 }, '"1"');
    await edit(2, (each) => {
      if (each.id === WEB) each.instances.max = 30;
    });
    const made = await into({ source: LATER }, '"3"');
    expect(made.body).toMatchObject({
      baseRevision: 2,
      changes: [],
      conflicts: [
        { kind: 'changed-by-both', id: WEB, field: 'instances.max', base: 24, yours: 30, imported: 48 },
      ],
    });
    const { document } = (await api.request('GET', path)).body;
    expect(node(document, WEB)).toMatchObject({
      instances: { max: 30 },
      provenance: { 'instances.max': { kind: 'given', reason: 'kept against the import, which says 48' } },
    });
    // Once told, yours stands: the same plan once more says nothing.
    expect((await into({ source: LATER, dryRun: true })).body).toMatchObject({ changes: [], conflicts: [] });
  });

  it('takes a usage file along', async () => {
    const usage = {
      apiVersion: 'portplan/v1',
      kind: 'Usage',
      resources: { aws_nat_gateway: { endpoints: 1 } },
    };
    const wrong = await into({ source: PLAN, usage, baseRevision: 1, dryRun: true });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid-document']);
    expect(wrong.body.errors[0].pointer).toBe('/usage/resources/aws_nat_gateway');
    const resources = {
      'module.network.aws_nat_gateway.this': { destinations: [{ name: 'bank', callsPerRequest: 0.2 }] },
    };
    const { body } = await into({ source: PLAN, usage: { ...usage, resources }, baseRevision: 1 }, '"1"');
    expect(body.changes).toContainEqual(expect.objectContaining({ kind: 'added', part: 'node', id: 'bank' }));
    expect(body.changes).toContainEqual(
      expect.objectContaining({ kind: 'removed', part: 'node', id: 'internet' }),
    );
  });

  it('wants to know what it is compared with, who has read the latest, and a plan', async () => {
    expect((await into({ source: PLAN, dryRun: true })).body).toMatchObject({
      status: 409,
      code: 'not-imported',
      detail: expect.stringMatching(/baseRevision/),
    });
    const based = { source: PLAN, baseRevision: 1 };
    expect((await into(based)).body).toMatchObject({ status: 428, code: 'precondition-required' });
    expect((await into(based, '"7"')).body).toMatchObject({ status: 412, code: 'revision-conflict' });
    expect((await into({ ...based, baseRevision: 9 }, '"1"')).body).toMatchObject({ status: 404 });
    expect((await into({ baseRevision: 1 }, '"1"')).body).toMatchObject({
      status: 422,
      code: 'invalid-field',
    });
    expect((await into({ source: { a: 1 }, baseRevision: 1 }, '"1"')).body).toMatchObject({
      code: 'not-terraform',
    });
    expect((await api.request('GET', path)).body.revision).toBe(1);
  });

  it.each<[string, object, string]>([
    ['of a format to come', { format_version: '7.0' }, '/format_version'],
    ['of an old version', { version: 3, lineage: 'x' }, '/version'],
    ['without resources', { version: 4, lineage: 'x' }, '/resources'],
    ['that is none', { a: 1 }, ''],
  ])(
    'points to what is wrong with a source %s, in the body that was sent',
    async (_name, source, pointer) => {
      const pointers = ({ errors }: any): string[] => errors.map((each: any) => each.pointer);
      const body = (await into({ source, baseRevision: 1 }, '"1"')).body;
      expect(pointers(body)).toEqual([`/source${pointer}`]);
      const mutation = `mutation ($id: ID!, $source: JSON!) {
      importTerraformIntoTopology(id: $id, source: $source, baseRevision: 1) { baseRevision } }`;
      const told = (await api.graphql(mutation, { id, source })).body.errors[0].extensions;
      expect(pointers(told)).toEqual([`/source${pointer}`]);
      // Where the source is the body, there is nothing before it.
      const alone = (await api.request('POST', '/v1/imports/terraform', { body: source })).body;
      expect(pointers(alone)).toEqual([pointer]);
    },
  );

  it('is the same in GraphQL', async () => {
    const query = `mutation ($id: ID!, $source: JSON!, $expected: Int) {
      importTerraformIntoTopology(id: $id, source: $source, baseRevision: 1, expectedRevision: $expected) {
        topology { revision } baseRevision changes { kind part id field before after } conflicts { kind }
      }
    }`;
    const tried = await api.graphql(query, { id, source: LATER });
    expect(tried.body.data.importTerraformIntoTopology).toEqual({
      topology: null,
      baseRevision: 1,
      changes: [{ kind: 'changed', part: 'node', id: WEB, field: 'instances.max', before: 24, after: 48 }],
      conflicts: [],
    });
    const made = await api.graphql(query, { id, source: LATER, expected: 1 });
    expect(made.body.data.importTerraformIntoTopology.topology).toEqual({ revision: 2 });
    const stale = await api.graphql(query, { id, source: LATER, expected: 1 });
    expect(stale.body.errors[0].extensions).toMatchObject({ code: 'revision-conflict', status: 412 });
  });
});
