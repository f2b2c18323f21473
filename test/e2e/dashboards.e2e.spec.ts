import { readFileSync } from 'node:fs';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const SALE = 'egress:snat-ports:payments';

describe('what dashboards read of a scenario', () => {
  let api: Application;
  let scenario: string;

  beforeAll(async () => {
    api = await startApplication();
    const topology = await api.request('POST', '/v1/topologies', { body: ticketSale('topology') });
    const forecast = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    const body = { name: 'sale', topologyId: topology.body.id, forecastId: forecast.body.id };
    scenario = (await api.request('POST', '/v1/scenarios', { body })).body.id;
  });
  afterAll(() => api.close());

  const get = (path: string, options: Parameters<Application['request']>[2] = {}) =>
    api.request('GET', `/v1/scenarios/${scenario}/${path}`, { token: api.tokens.viewer, ...options });

  it('the peak of a series is the peak of the run, however few points are asked for', async () => {
    const run = await api.request('POST', `/v1/scenarios/${scenario}/runs`);
    const planned = run.body.result.resources.find(({ id }: { id: string }) => id === SALE);
    for (const points of [4, 50, 10_000]) {
      const { body } = await get(`series?points=${String(points)}&resources=${SALE}`);
      expect(body).toHaveLength(1);
      const highest = body[0].points.reduce((one: any, other: any) =>
        other.utilization > one.utilization ? other : one,
      );
      expect(highest).toEqual({
        at: planned.peak.at,
        offeredLoad: planned.peak.offeredLoad,
        utilization: planned.peak.utilization,
        required: planned.peak.required,
        headroomFactor: planned.headroom.factor,
      });
      expect(body[0].points.length).toBeLessThanOrEqual(points);
    }
  });

  it('a stretch of time is looked at second by second, at any quantile', async () => {
    const stretch = 'from=2026-12-12T09:00:00Z&to=2026-12-12T09:00:30Z';
    const at = async (quantile: number): Promise<any> =>
      (await get(`series?${stretch}&resources=${SALE}&quantile=${String(quantile)}`)).body[0].points;
    const [median, high] = [await at(0.5), await at(0.99)];
    expect(median).toHaveLength(31);
    expect(high[30].offeredLoad).toBeGreaterThan(median[30].offeredLoad);
  });

  it('is CSV where CSV is asked for', async () => {
    const { headers, text } = await get('series?points=10', { headers: { accept: 'text/csv' } });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text).toMatch(/^resource,at,capacity,offered_load,utilization,required,headroom_factor\r\n/);
    expect(text.split('\r\n').length).toBeGreaterThan(20);
  });

  it.each([
    ['series?points=3', '/points', 'points must be a whole number from 4 to 10000'],
    ['series?quantile=1', '/quantile', 'quantile must be a number from 0.001 to 0.999'],
    ['series?from=soon', '/from', 'from must be an ISO 8601 instant'],
    ['series?colour=red', '/colour', 'colour is not a field of this request'],
  ])('%s is answered with what would be right', async (path, pointer, detail) => {
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer, detail: expect.stringContaining(detail) }]);
  });

  it('a stretch that ends before it begins is refused', async () => {
    const { status, body } = await get('series?from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z');
    expect([status, body.detail]).toEqual([
      400,
      'to is "2026-12-01T00:00:00Z"; it must be no earlier than from, "2026-12-02T00:00:00Z"',
    ]);
  });

  it('a node graph has every node, and every leg from node to node', async () => {
    const { body: nodes } = await get('grafana/nodes');
    const { body: edges } = await get('grafana/edges');
    expect(nodes.find(({ id }: any) => id === 'egress')).toMatchObject({ arc__exhausted: 1 });
    const ids = nodes.map(({ id }: any) => id);
    for (const { source, target } of edges) expect(ids).toEqual(expect.arrayContaining([source, target]));
    expect(edges.map(({ id }: any) => id)).toContain('app-payments:2');
  });

  it('Prometheus can scrape it', async () => {
    const { headers, text } = await get('metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toMatch(/portplan_nat_ips_required\{scenario="sale",node="egress"\} 7\n/);
  });

  it.each(['series', 'grafana/nodes', 'grafana/edges', 'metrics'])(
    '%s is there for nobody without a token, and not for another workspace',
    async (path) => {
      expect((await get(path, { token: null })).status).toBe(401);
      expect((await get(path, { token: api.tokens.stranger })).status).toBe(404);
    },
  );

  it('the Grafana dashboard of the repository reads routes that there are', () => {
    const file = new URL('../../deploy/grafana/portplan.json', import.meta.url);
    const { panels } = JSON.parse(readFileSync(file, 'utf8'));
    const urls: string[] = panels.flatMap(({ targets = [] }: any) => targets.map(({ url }: any) => url));
    expect(urls.length).toBeGreaterThan(3);
    const { paths } = JSON.parse(
      readFileSync(new URL('../../docs/api/openapi.json', import.meta.url), 'utf8'),
    );
    for (const url of urls) {
      const path = url
        .replace(/^\$\{server\}/, '')
        .replace(/\?.*$/, '')
        .replace('${scenario}', '{id}');
      expect(Object.keys(paths)).toContain(path);
    }
  });
});
