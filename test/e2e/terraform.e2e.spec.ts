import type { AddressInfo } from 'node:net';
import { portplan } from '../cli/portplan.js';
import { startApplication, ticketSale, type Application } from '../support/application.js';

describe('portplan terraform, against a server', () => {
  let api: Application;
  let server: string;
  let scenario: string;

  beforeAll(async () => {
    api = await startApplication();
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    server = `http://127.0.0.1:${String(port)}/`;
    const topology = await api.request('POST', '/v1/topologies', { body: ticketSale('topology') });
    const forecast = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    for (const name of ['on-sale', 'on-sale, twice']) {
      const body = {
        name,
        topologyId: topology.body.id,
        forecastId: forecast.body.id,
        policy: ticketSale('policy'),
      };
      const stored = await api.request('POST', '/v1/scenarios', { body });
      expect(stored.status).toBe(201);
      if (name === 'on-sale') scenario = stored.body.id;
    }
  });
  afterAll(() => api.close());

  const ask = (query: object, env: NodeJS.ProcessEnv = {}) =>
    portplan(['terraform'], {
      input: JSON.stringify(query),
      env: { PORTPLAN_SERVER: '', PORTPLAN_TOKEN: api.tokens.viewer, ...env },
    });

  const FILES = {
    topology_file: 'examples/ticket-sale/topology.yaml',
    forecast_file: 'examples/ticket-sale/forecast.yaml',
    policy_file: 'examples/ticket-sale/policy.yaml',
  };

  it.each([
    ['as they are', {}],
    ['with a quantile and overrides', { quantile: '0.6', 'set./nodes/egress/publicIps': '2' }],
  ])('the same bytes as offline for the same documents, %s', async (_, more) => {
    const offline = await ask({ ...FILES, ...more });
    expect(offline.status).toBe(0);
    expect(await ask({ server, scenario: 'on-sale', ...more })).toEqual(offline);
    expect(await ask({ scenario, ...more }, { PORTPLAN_SERVER: server })).toEqual(offline);
  });

  it('nothing is left on the server', async () => {
    await ask({ server, scenario });
    expect((await api.request('GET', `/v1/scenarios/${scenario}/runs`)).body.totalItems).toBe(0);
  });

  it('a scenario that is not there is told with those whose names hold it', async () => {
    const { status, stderr } = await ask({ server, scenario: 'sale' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/no scenario "sale"; there are .*on-sale/);
  });

  it('a stranger finds nothing', async () => {
    const { status, stdout, stderr } = await ask(
      { server, scenario },
      { PORTPLAN_TOKEN: api.tokens.stranger },
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/answered with 404/);
  });

  it('what is wrong with an override is told in the words of the document', async () => {
    const { status, stderr } = await ask({ server, scenario, 'set./nodes/egress/publicIps': 'two' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/publicIps is "two"/);
  });
});
