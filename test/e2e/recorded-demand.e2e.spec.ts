import { parseDocumentText } from '@portplan/documents';
import { readFileSync } from 'node:fs';
import { portplan } from '../cli/portplan.js';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const FORECAST = 'examples/recorded-demand/forecast.yaml';
const FITTED = /^The demand of fans continues its recording \(840 steps, seasons of a day and a week\)/;

describe('a forecast from recorded demand', () => {
  let api: Application;
  const forecast: any = parseDocumentText(
    readFileSync(new URL(`../../${FORECAST}`, import.meta.url), 'utf8'),
  );
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  it('is planned inline and as a stored scenario with the same figures, and says how good the fit is', async () => {
    const inline = await api.request('POST', '/v1/calculations', {
      body: { topology: ticketSale('topology'), forecast },
    });
    expect(inline.status).toBe(200);
    expect(inline.body.findings).toContainEqual(
      expect.objectContaining({ code: 'history-fitted', message: expect.stringMatching(FITTED) }),
    );
    const topology = await api.request('POST', '/v1/topologies', { body: ticketSale('topology') });
    const stored = await api.request('POST', '/v1/forecasts', { body: forecast });
    const scenario = await api.request('POST', '/v1/scenarios', {
      body: { name: 'continued', topologyId: topology.body.id, forecastId: stored.body.id },
    });
    const run = await api.request('POST', `/v1/scenarios/${scenario.body.id}/runs`);
    expect(run.body.result).toEqual(inline.body);
    const series = await api.request('GET', `/v1/scenarios/${scenario.body.id}/series?points=10`);
    expect(series.body).toHaveLength(inline.body.resources.length);
  });

  it('gives the command line the same answer', async () => {
    const { body } = await api.request('POST', '/v1/calculations', {
      body: { topology: ticketSale('topology'), forecast },
    });
    const { stdout } = await portplan(['plan', 'examples/ticket-sale/topology.yaml', FORECAST, '--json']);
    expect(JSON.parse(stdout)).toEqual(body);
    const validated = await portplan(['validate', 'examples/ticket-sale/topology.yaml', FORECAST]);
    expect(validated.status).toBe(0);
    const query = { topology_file: 'examples/ticket-sale/topology.yaml', forecast_file: FORECAST };
    const terraform = await portplan(['terraform'], { input: JSON.stringify(query) });
    expect(JSON.parse(terraform.stdout)).toMatchObject({ status: body.summary.status });
  });

  it('with a recording that cannot be used is answered with line and value', async () => {
    const broken = {
      ...forecast,
      demand: [{ source: 'fans', history: { csv: '2026-10-05T00:00:00Z,much' } }],
    };
    const { status, body } = await api.request('POST', '/v1/calculations', {
      body: { topology: ticketSale('topology'), forecast: broken },
    });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([
      {
        pointer: '/forecast/demand/0/history/csv',
        detail: expect.stringContaining('line 1 has the value "much"'),
      },
    ]);
  });
});
