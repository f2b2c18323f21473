import pg from 'pg';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const QUERY = `{ scenarios(first: 50) { totalCount edges { node {
  name topology { name revision } forecast { name } latestRun { status result { resources { id } } }
} } } }`;

const GATEWAYS = `query($first: Int) { natGateways(first: $first, filter: { utilizationAbove: 0.01 }) { nodes {
  status peakUtilization exhaustionAt { planning } topology { name } scenario { name }
  natGateway { node bindingDestination requiredIps } recommendations { title patch { op path value } } } } }`;

/** One plain day: the plans matter here only by their number. */
const FORECAST = {
  apiVersion: 'portplan/v1',
  kind: 'Forecast',
  start: '2026-12-12T09:00:00Z',
  stepSeconds: 3600,
  steps: 24,
  demand: [{ source: 'fans', requestsPerSecond: 5000 }],
};

// Short of the minute after which a token's use is recorded again, by one statement more.
const TIMEOUT_MILLISECONDS = 30_000;

/** Counts what every connection of this process sends to PostgreSQL meanwhile. */
async function statementsOf(work: () => Promise<void>): Promise<number> {
  const connection = pg.Client.prototype as { query: (...given: unknown[]) => unknown };
  const { query } = connection;
  let count = 0;
  connection.query = function (this: unknown, ...given: unknown[]): unknown {
    // A new connection takes its role first; how many there are depends on what ran before.
    if (!String(given[0]).includes("set_config('role'")) count += 1;
    return query.apply(this, given);
  };
  try {
    await work();
  } finally {
    connection.query = query;
  }
  return count;
}

describe('a list of scenarios with their runs and documents', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());

  async function addScenario(name: string): Promise<void> {
    const topology = await api.request('POST', '/v1/topologies', {
      body: { ...ticketSale('topology'), name },
    });
    const forecast = await api.request('POST', '/v1/forecasts', { body: { ...FORECAST, name } });
    expect([topology.status, forecast.text]).toEqual([201, expect.stringContaining('"revision":1')]);
    const input = { name, topologyId: topology.body.id, forecastId: forecast.body.id };
    const scenario = await api.request('POST', '/v1/scenarios', { body: input });
    expect((await api.request('POST', `/v1/scenarios/${scenario.body.id}/runs`)).status).toBe(201);
  }

  function statementsForList(scenarios: number): Promise<number> {
    return statementsOf(async () => {
      const { body } = await api.graphql(QUERY);
      expect(body.errors).toBeUndefined();
      const { totalCount, edges } = body.data.scenarios;
      expect([totalCount, edges.length]).toEqual([scenarios, scenarios]);
      for (const { node } of edges) {
        expect(node).toMatchObject({
          topology: { name: node.name, revision: 1 },
          forecast: { name: node.name },
          latestRun: { status: expect.any(String) },
        });
      }
    });
  }

  it(
    'takes as many statements for eight as for two',
    async () => {
      for (const name of ['one', 'two']) await addScenario(name);
      const forTwo = await statementsForList(2);
      expect(forTwo).toBeGreaterThan(3);
      for (let more = 3; more <= 8; more += 1) await addScenario(`number ${String(more)}`);
      expect(await statementsForList(8)).toBe(forTwo);
      // Which gateways run out, of what topology and scenario, toward what, and what mends them.
      const question = (first: number): Promise<number> =>
        statementsOf(async () => {
          const { body } = await api.graphql(GATEWAYS, { first });
          expect(body.errors).toBeUndefined();
          expect(body.data.natGateways.nodes).toHaveLength(first);
        });
      expect(await question(8)).toBe(await question(1));
    },
    TIMEOUT_MILLISECONDS,
  );
});
