import { openApiOf } from '@portplan/api';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const OPEN = new Set(['get /healthz', 'get /readyz', 'get /metrics']);
const NOBODY = '01900000-0000-7000-8000-000000000000';

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

function operationsOf(api: Application): readonly Operation[] {
  return Object.entries(openApiOf(api.app).paths).flatMap(([template, item]) =>
    Object.keys(item)
      .filter((method) => ['get', 'post', 'put', 'delete', 'patch'].includes(method))
      .map((method) => ({
        name: `${method} ${template}`,
        method: method.toUpperCase(),
        path: template.replaceAll(/\{(revision)\}/g, '1').replaceAll(/\{(\w+)\}/g, NOBODY),
      })),
  );
}

describe('who gets in', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  it('nobody, without a token or with one that is none, on any operation but health', async () => {
    const operations = operationsOf(api);
    expect(operations.length).toBeGreaterThan(30);
    for (const { name, method, path } of operations) {
      for (const token of [null, 'nonsense', `pp_${'A'.repeat(43)}`]) {
        const { status, body, headers } = await api.request(method, path, { token });
        const expected = OPEN.has(name) ? 200 : 401;
        expect([name, token, status]).toEqual([name, token, expected]);
        if (expected === 401) {
          expect([name, body.code]).toEqual([name, 'unauthenticated']);
          expect(headers['content-type']).toMatch(/^application\/problem\+json/);
        }
      }
    }
  });

  it('nobody over GraphQL either, introspection included; nor on routes that do not exist', async () => {
    for (const query of ['{ profiles { id } }', '{ __schema { queryType { name } } }']) {
      expect((await api.graphql(query, {}, null)).status).toBe(401);
    }
    expect((await api.request('GET', '/v1/secrets', { token: null })).status).toBe(401);
    expect((await api.request('POST', '/docs', { token: null })).status).toBe(401);
  });

  it('anybody, to health and documentation', async () => {
    for (const path of ['/healthz', '/readyz', '/docs', '/docs/openapi.json', '/graphiql']) {
      expect([path, (await api.request('GET', path, { token: null })).status]).toEqual([path, 200]);
    }
  });

  it('a viewer’s mutation is refused in GraphQL with the same code', async () => {
    const { body } = await api.graphql(
      'mutation ($d: JSON!) { createTopology(document: $d) { id } }',
      { d: ticketSale('topology') },
      api.tokens.viewer,
    );
    expect(body.errors[0].extensions).toMatchObject({ code: 'forbidden', status: 403 });
  });

  it('another workspace’s admin finds nothing of ours', async () => {
    const topology = await api.request('POST', '/v1/topologies', { body: ticketSale('topology') });
    const forecast = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    const input = { name: 'ours', topologyId: topology.body.id, forecastId: forecast.body.id };
    const scenario = await api.request('POST', '/v1/scenarios', { body: input });
    const run = await api.request('POST', `/v1/scenarios/${scenario.body.id}/runs`);
    const token = api.tokens.stranger;
    const paths = [
      `/v1/topologies/${topology.body.id}`,
      `/v1/topologies/${topology.body.id}/revisions`,
      `/v1/topologies/${topology.body.id}/revisions/1`,
      `/v1/forecasts/${forecast.body.id}`,
      `/v1/scenarios/${scenario.body.id}`,
      `/v1/forecasts/${forecast.body.id}/revisions`,
      `/v1/forecasts/${forecast.body.id}/revisions/1`,
      `/v1/scenarios/${scenario.body.id}/runs`,
      `/v1/runs/${run.body.id}`,
    ];
    for (const path of paths)
      expect([path, (await api.request('GET', path, { token })).status]).toEqual([path, 404]);
    const headers = { 'if-match': '"1"' };
    for (const path of [paths[0], paths[3], paths[4]]) {
      expect((await api.request('DELETE', path ?? '', { token, headers })).status).toBe(404);
    }
    expect(
      (await api.request('PUT', paths[0] ?? '', { token, headers, body: ticketSale('topology') })).status,
    ).toBe(404);
    const change = { token, headers, body: ticketSale('forecast') };
    expect((await api.request('PUT', paths[3] ?? '', change)).status).toBe(404);
    const own = {
      topologyId: (await api.request('POST', '/v1/topologies', { token, body: ticketSale('topology') })).body
        .id,
      forecastId: (await api.request('POST', '/v1/forecasts', { token, body: ticketSale('forecast') })).body
        .id,
    };
    const theirs = { name: 'theirs', ...own };
    expect((await api.request('PUT', paths[4] ?? '', { token, headers, body: theirs })).status).toBe(404);
    for (const [list, id] of [
      ['topologies', own.topologyId],
      ['forecasts', own.forecastId],
    ]) {
      expect((await api.request('DELETE', `/v1/${list}/${id}`, { token, headers })).status).toBe(204);
    }
    const ourTokens = (await api.request('GET', '/v1/tokens')).body.items;
    for (const { id } of ourTokens)
      expect((await api.request('DELETE', `/v1/tokens/${id}`, { token })).status).toBe(404);
    expect((await api.request('GET', '/v1/tokens')).status).toBe(200);
    expect((await api.request('POST', `/v1/scenarios/${scenario.body.id}/runs`, { token })).status).toBe(404);
    expect((await api.request('POST', '/v1/scenarios', { token, body: input })).body.code).toBe(
      'unknown-reference',
    );
    for (const list of ['topologies', 'forecasts', 'scenarios']) {
      expect((await api.request('GET', `/v1/${list}`, { token })).body.totalItems).toBe(0);
    }
    const lists = await api.graphql(
      '{ topologies { totalCount } resources { totalCount } natGateways { totalCount } }',
      {},
      token,
    );
    expect(lists.body.data).toEqual({
      topologies: { totalCount: 0 },
      resources: { totalCount: 0 },
      natGateways: { totalCount: 0 },
    });
  });

  it('a token that was revoked or has expired is told so', async () => {
    const issued = await api.request('POST', '/v1/tokens', {
      body: { name: 'short', role: 'viewer', expiresAt: new Date(Date.now() + 5000).toISOString() },
    });
    expect(issued.status).toBe(201);
    expect((await api.request('GET', '/v1/profiles', { token: issued.body.token })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 5100));
    expect((await api.request('GET', '/v1/profiles', { token: issued.body.token })).body).toMatchObject({
      status: 401,
      code: 'token-expired',
    });

    const revoked = await api.request('POST', '/v1/tokens', { body: { name: 'gone', role: 'viewer' } });
    await api.request('DELETE', `/v1/tokens/${revoked.body.id}`);
    expect((await api.request('GET', '/v1/profiles', { token: revoked.body.token })).body).toMatchObject({
      status: 401,
      code: 'token-revoked',
    });
    const listed = await api.request('GET', '/v1/tokens');
    expect(listed.text).not.toContain(revoked.body.token);
  });

  it('nobody by a path that only looks open, on a real socket', async () => {
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    // fetch would tidy the path up before it sends it.
    const answerTo = (path: string): Promise<{ status: number; text: string }> =>
      new Promise((resolve, reject) => {
        const sent = httpRequest({ host: '127.0.0.1', port, path }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('end', () => {
            resolve({ status: answer.statusCode ?? 0, text });
          });
        });
        sent.on('error', reject).end();
      });
    expect((await answerTo('/healthz')).status).toBe(200);
    expect((await answerTo('/v1/topologies')).status).toBe(401);
    for (const path of [
      '/docs/../v1/topologies',
      '/docs/%2e%2e/v1/topologies',
      '/docs/..%2fv1/topologies',
      '/docs//v1/topologies',
      '//v1/topologies',
      '/v1/topologies;/docs',
      '/v1/topologies?/docs',
      '/healthz/../v1/topologies',
      '/%76%31/topologies',
      '/docs/../../package.json',
      '/docs/%2e%2e/%2e%2e/package.json',
    ]) {
      const { status, text } = await answerTo(path);
      expect([path, [401, 404].includes(status) ? 'closed' : status]).toEqual([path, 'closed']);
      expect(text).not.toMatch(/"items"|"dependencies"/);
    }
  });
});
