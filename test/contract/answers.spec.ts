import { openApiOf } from '@portplan/api';
import { readFileSync } from 'node:fs';
import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';
import { faultsOfAnswer, resolved } from '../support/conformance.js';
import { observedDay } from '../support/observed.js';

const NOBODY = '01900000-0000-7000-8000-000000000000';
const TERRAFORM = new URL('../../examples/terraform-aws-shop/plan.json', import.meta.url);

describe('the OpenAPI document tells the truth', () => {
  let api: Application;
  let document: any;
  const called = new Set<string>();

  beforeAll(async () => {
    api = await startApplication();
    document = openApiOf(api.app);
  });
  afterAll(() => api.close());

  /** Calls an operation and holds its answer against what is documented. */
  async function call(
    operation: string,
    expected: number,
    ids: Readonly<Record<string, string>> = {},
    options: Parameters<Application['request']>[2] = {},
  ): Promise<any> {
    const [method = '', template = ''] = operation.split(' ');
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? NOBODY);
    const answer = await api.request(method.toUpperCase(), path + (ids['query'] ?? ''), options);
    expect([operation, answer.status, faultsOfAnswer(document, operation, answer)]).toEqual([
      operation,
      expected,
      [],
    ]);
    called.add(operation);
    return answer.body;
  }

  const tag = (revision: number): object => ({ headers: { 'if-match': `"${String(revision)}"` } });

  /** Of a topology that was imported, and of one that was measured. */
  async function callImportsAndCalibrations(): Promise<void> {
    const source = JSON.parse(readFileSync(TERRAFORM, 'utf8')) as unknown;
    const { topology } = await call(
      'post /v1/imports/terraform',
      200,
      { query: '?name=shop' },
      { body: source },
    );
    const { id } = await call('post /v1/topologies', 201, {}, { body: topology });
    const into = 'post /v1/topologies/{id}/imports/terraform';
    await call(into, 409, { id }, { body: { source, dryRun: true } });
    await call(into, 200, { id }, { body: { source, baseRevision: 1, dryRun: true } });
    await call(into, 200, { id }, { body: { source, baseRevision: 1 }, ...tag(1) });
    const sale = { ...ticketSale('topology'), name: 'measured' };
    const measured = await call('post /v1/topologies', 201, {}, { body: sale });
    const body = { observed: observedDay(750, 300), forecast: ticketSale('forecast') };
    const calibrate = 'post /v1/topologies/{id}/calibrations';
    await call(calibrate, 200, { id: measured.id }, { body });
    await call(calibrate, 200, { id: measured.id }, { body: { ...body, apply: true }, ...tag(1) });
    for (const [each, revision] of [
      [id, 2],
      [measured.id, 2],
    ] as const)
      await call('delete /v1/topologies/{id}', 204, { id: each }, tag(revision));
  }

  it('of what each operation answers', async () => {
    await call('get /healthz', 200);
    await call('get /readyz', 200);
    await call('get /metrics', 200);
    const documents = { topology: ticketSale('topology'), forecast: ticketSale('forecast') };
    await call('post /v1/calculations', 200, {}, { body: documents });
    await call('post /v1/imports/terraform', 200, {}, { body: readFileSync(TERRAFORM, 'utf8') });
    const stored = { topologies: documents.topology, forecasts: documents.forecast };
    const ids: Record<string, string> = {};
    for (const [list, body] of Object.entries(stored)) {
      const { id } = await call(`post /v1/${list}`, 201, {}, { body });
      await call(`put /v1/${list}/{id}`, 200, { id }, { body, ...tag(1) });
      const marks = { tags: ['on sale'], labels: { team: 'payments' } };
      await call(`patch /v1/${list}/{id}`, 200, { id }, { body: marks, ...tag(2) });
      await call(`get /v1/${list}`, 200, {
        query: '?tag=on%20sale&label.team=payments&sort=-updatedAt,name',
      });
      await call(`get /v1/${list}/{id}`, 200, { id });
      await call(`get /v1/${list}/{id}`, 200, { id, query: '?fields=id,tags' });
      await call(`get /v1/${list}`, 200, { query: '?fields=id,tags' });
      await call(`get /v1/${list}`, 200, {}, { headers: { accept: 'text/csv' } });
      await call(`get /v1/${list}/{id}/revisions`, 200, { id });
      await call(`get /v1/${list}/{id}/revisions/{revision}`, 200, { id, revision: '1' });
      const revisions = { id, revision: '1', other: '2' };
      await call(`get /v1/${list}/{id}/revisions/{revision}/difference/{other}`, 200, revisions);
      await call(`post /v1/${list}/{id}/revisions/{revision}/restore`, 200, revisions, tag(2));
      const create = { action: 'create', document: { ...body, name: 'one of many' } };
      const made = await call(`post /v1/${list}/bulk`, 200, {}, { body: { items: [create] } });
      const items = [{ action: 'delete', id: made.items[0].id, etag: '1' }];
      await call(`post /v1/${list}/bulk`, 200, {}, { body: { items } });
      await call(`post /v1/${list}/bulk`, 422, {}, { body: { items: [create, create] } });
      ids[list] = id;
    }
    const input = { name: 'sale', topologyId: ids['topologies'], forecastId: ids['forecasts'] };
    const { id } = await call('post /v1/scenarios', 201, {}, { body: input });
    const policy = ticketSale('policy');
    await call('put /v1/scenarios/{id}', 200, { id }, { body: { ...input, policy }, ...tag(1) });
    const many = { items: [{ action: 'create', scenario: { ...input, name: 'one of many' } }] };
    const created = await call('post /v1/scenarios/bulk', 200, {}, { body: many });
    const removed = { items: [{ action: 'delete', id: created.items[0].id, etag: '1' }] };
    await call('post /v1/scenarios/bulk', 200, {}, { body: removed });
    await call('patch /v1/scenarios/{id}', 200, { id }, { body: { tags: ['on sale'] }, ...tag(2) });
    const run = await call('post /v1/scenarios/{id}/runs', 201, { id });
    await call('get /v1/runs/{id}', 200, { id: run.id });
    await call('get /v1/runs/{id}', 200, { id: run.id, query: '?fields=id,status' });
    const later = { headers: { prefer: 'respond-async' } };
    const ordered = await call('post /v1/scenarios/{id}/runs', 202, { id }, later);
    await call('get /v1/runs/{id}', 200, { id: ordered.id });
    await call('post /v1/runs/{id}/cancel', 200, { id: ordered.id });
    await call('get /v1/runs/{id}/events', 200, { id: ordered.id });
    await call('get /v1/scenarios/{id}/runs', 200, { id });
    for (const picture of ['series', 'grafana/nodes', 'grafana/edges', 'metrics'])
      await call(`get /v1/scenarios/{id}/${picture}`, 200, { id });
    await call('get /v1/scenarios/{id}/series', 200, { id }, { headers: { accept: 'text/csv' } });
    for (const list of ['resources', 'nat-gateways', 'recommendations']) {
      await call(`get /v1/${list}`, 200);
      await call(`get /v1/${list}`, 200, {}, { headers: { accept: 'text/csv' } });
    }
    await call('get /v1/scenarios/{id}/documents', 200, { id });
    const clone = await call('post /v1/scenarios/{id}/clone', 201, { id }, { body: { name: 'copy' } });
    const recommendationId = encodeURIComponent(run.result.recommendations[0].id);
    const better = await call(
      'post /v1/scenarios/{id}/recommendations/{recommendationId}',
      201,
      { id, recommendationId },
      { body: { name: 'better' } },
    );
    const compared = { scenarioIds: [id, clone.id, better.id] };
    await call('post /v1/comparisons', 200, {}, { body: compared });
    await call('post /v1/comparisons', 200, {}, { body: compared, headers: { accept: 'text/csv' } });
    await call('post /v1/scenarios/{id}/rebase', 200, { id: clone.id }, { body: { dryRun: true } });
    await call('post /v1/scenarios/{id}/rebase', 200, { id: clone.id }, { body: {}, ...tag(1) });
    const grid = { parameters: [{ pointer: '/topology/nodes/egress/publicIps', values: [1, 8] }] };
    await call('post /v1/scenarios/{id}/sweeps', 200, { id }, { body: grid });
    const csv = { accept: 'text/csv' };
    await call('post /v1/scenarios/{id}/sweeps', 200, { id }, { body: grid, headers: csv });
    const merged = await call(
      'post /v1/scenarios/{id}/merge',
      200,
      { id: better.id },
      { body: { topologyRevision: 3 } },
    );
    for (const body of [{ dryRun: true }, { topologyRevision: 4 }])
      await call('post /v1/scenarios/{id}/revert', 200, { id: merged.id }, { body });
    await call('delete /v1/scenarios/{id}', 204, { id: clone.id }, tag(2));
    await call('delete /v1/scenarios/{id}', 204, { id: merged.id }, tag(3));
    await call('get /v1/scenarios', 200);
    await call('get /v1/scenarios/{id}', 200, { id });
    await call('delete /v1/scenarios/{id}', 204, { id }, tag(3));
    await callImportsAndCalibrations();
    for (const list of ['topologies', 'forecasts'])
      await call(`delete /v1/${list}/{id}`, 204, { id: ids[list] ?? '' }, tag(list === 'topologies' ? 5 : 3));
    await call('get /v1/profiles', 200);
    await call('get /v1/profiles/{name}', 200, { name: 'linux' });
    await call('get /v1/profiles', 200, { query: '?fields=id,origin' });
    await call('get /v1/profiles/{provider}/{name}', 200, { provider: 'aws', name: 'nat-gateway' });
    const own = { provider: 'acme', name: 'firewall' };
    const definition = { basedOn: 'cgnat', source: 'measured', asOf: '2026-11-20' };
    await call('put /v1/profiles/{provider}/{name}', 201, own, { body: definition });
    await call('get /v1/profiles/{provider}/{name}', 200, own);
    await call('put /v1/profiles/{provider}/{name}', 200, own, { body: definition, ...tag(1) });
    await call('delete /v1/profiles/{provider}/{name}', 204, own, tag(2));
    const token = await call('post /v1/tokens', 201, {}, { body: { name: 'one', role: 'viewer' } });
    await call('get /v1/tokens', 200);
    await call('delete /v1/tokens/{id}', 200, { id: token.id });
    const workspace = await call('post /v1/workspaces', 201, {}, { body: { name: 'one' } });
    await call('get /v1/audit-entries', 200);
    await call('get /v1/workspaces', 200);
    await call('get /v1/workspaces/{id}', 200, { id: workspace.id });
    await call('patch /v1/workspaces/{id}', 200, { id: workspace.id }, { body: { name: 'two' } });
    await call('delete /v1/workspaces/{id}', 204, { id: workspace.id });

    const operations = Object.entries<object>(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect([...called].sort()).toEqual(operations.sort());
  });

  it('of how each operation refuses', async () => {
    const bodies: readonly unknown[] = [{}, [], 5, '{', { name: 5, policy: { seed: -1 }, unknown: true }];
    for (const [path, item] of Object.entries<Record<string, any>>(document.paths)) {
      for (const [method, { requestBody, parameters }] of Object.entries(item)) {
        const operation = `${method} ${path}`;
        const isList = parameters.some(({ name }: { name: string }) => name === 'limit');
        const url = path.replaceAll(/\{\w+\}/g, NOBODY);
        const answers: Answer[] = [await api.request(method.toUpperCase(), url, { token: null })];
        if (isList)
          answers.push(
            await api.request('GET', `${url}?limit=0`),
            await api.request('GET', `${url}?after=x`),
          );
        if (requestBody !== undefined) {
          for (const body of bodies)
            for (const headers of [{}, { 'if-match': '"1"' }, { 'content-type': 'text/plain' }])
              answers.push(await api.request(method.toUpperCase(), url, { body, headers }));
        } else if (path.includes('{')) {
          answers.push(await api.request(method.toUpperCase(), url));
          answers.push(await api.request(method.toUpperCase(), url, { headers: { 'if-match': '"1"' } }));
        }
        const faults = answers.flatMap((answer) => faultsOfAnswer(document, operation, answer));
        expect([operation, faults]).toEqual([operation, []]);
        expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      }
    }
  });

  it('and every reference in it leads somewhere', () => {
    const references = JSON.stringify(document).match(/(?<="\$ref":")[^"]*/g) ?? [];
    expect(references.length).toBeGreaterThan(100);
    for (const reference of new Set(references)) expect(() => resolved(reference, document)).not.toThrow();
  });
});
