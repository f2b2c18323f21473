import { ServerFault } from './server-fault.js';
import type { Server } from './server.js';
import { fieldsOf, scenariosOf, type StoredScenario } from './stored-scenarios.js';

/** The documents of a stored scenario, as the server keeps them. */
export interface ScenarioDocuments {
  readonly topology: unknown;
  readonly forecast: unknown;
  readonly policy: unknown;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a scenario plans: the revisions that it pins, with its overrides. @param scenario id or name @throws ServerFault */
export async function scenarioDocuments(server: Server, scenario: string): Promise<ScenarioDocuments> {
  const id = UUID.test(scenario) ? scenario : (await scenarioNamed(server, scenario)).id;
  const documents = fieldsOf(await server.get(`/v1/scenarios/${id}/documents`));
  return {
    topology: fieldsOf(documents['topology']),
    forecast: fieldsOf(documents['forecast']),
    policy: documents['policy'] ?? {},
  };
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
