import { ServerFault } from './server-fault.js';
import type { Server } from './server.js';
import { fieldsOf, scenariosOf, storedScenario, type StoredScenario } from './stored-scenarios.js';

/** The documents of a stored scenario, as the server keeps them. */
export interface ScenarioDocuments {
  readonly topology: unknown;
  readonly forecast: unknown;
  readonly policy: unknown;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The revisions that a scenario pins. @param scenario id or name @throws ServerFault */
export async function scenarioDocuments(server: Server, scenario: string): Promise<ScenarioDocuments> {
  const stored = UUID.test(scenario)
    ? storedScenario(await server.get(`/v1/scenarios/${scenario}`))
    : await scenarioNamed(server, scenario);
  const [topology, forecast] = await Promise.all([
    server.get(`/v1/topologies/${stored.topologyId}/revisions/${String(stored.topologyRevision)}`),
    server.get(`/v1/forecasts/${stored.forecastId}/revisions/${String(stored.forecastRevision)}`),
  ]);
  return { topology: documentOf(topology), forecast: documentOf(forecast), policy: stored.policy ?? {} };
}

const MOST_HINTS = 5;

async function scenarioNamed(server: Server, name: string): Promise<StoredScenario> {
  const near: string[] = [];
  for await (const scenario of scenariosOf(server, name)) {
    if (scenario.name === name) return scenario;
    if (near.length < MOST_HINTS) near.push(scenario.name);
  }
  const hint = near.length === 0 ? '' : `; there ${near.length === 1 ? 'is' : 'are'} ${near.join(', ')}`;
  throw new ServerFault('refused', `the server has no scenario ${JSON.stringify(name)}${hint}`);
}

function documentOf(revision: unknown): unknown {
  return fieldsOf(fieldsOf(revision)['document']);
}
