import { ServerFault } from './server-fault.js';
import type { Server } from './server.js';

/** The documents of a stored scenario, as the server keeps them. */
export interface ScenarioDocuments {
  readonly topology: unknown;
  readonly forecast: unknown;
  readonly policy: unknown;
}

interface StoredScenario {
  readonly id: string;
  readonly name: string;
  readonly topologyId: string;
  readonly topologyRevision: number;
  readonly forecastId: string;
  readonly forecastRevision: number;
  readonly policy: unknown;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The revisions that a scenario pins. @param scenario id or name @throws ServerFault */
export async function scenarioDocuments(server: Server, scenario: string): Promise<ScenarioDocuments> {
  const stored = UUID.test(scenario)
    ? shaped(await server.get(`/v1/scenarios/${scenario}`))
    : await scenarioNamed(server, scenario);
  const [topology, forecast] = await Promise.all([
    server.get(`/v1/topologies/${stored.topologyId}/revisions/${String(stored.topologyRevision)}`),
    server.get(`/v1/forecasts/${stored.forecastId}/revisions/${String(stored.forecastRevision)}`),
  ]);
  return { topology: documentOf(topology), forecast: documentOf(forecast), policy: stored.policy ?? {} };
}

async function scenarioNamed(server: Server, name: string): Promise<StoredScenario> {
  const near: string[] = [];
  let after = '';
  do {
    const page = fieldsOf(
      await server.get(`/v1/scenarios?limit=200&name=${encodeURIComponent(name)}${after}`),
    );
    const items = (Array.isArray(page['items']) ? page['items'] : []).map(shaped);
    const found = items.find((item) => item.name === name);
    if (found !== undefined) return found;
    near.push(...items.map((item) => item.name));
    const next = page['nextCursor'];
    after = typeof next === 'string' ? `&after=${encodeURIComponent(next)}` : '';
  } while (after !== '');
  const hint =
    near.length === 0 ? '' : `; there ${near.length === 1 ? 'is' : 'are'} ${near.slice(0, 5).join(', ')}`;
  throw new ServerFault('refused', `the server has no scenario ${JSON.stringify(name)}${hint}`);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  throw foreign();
}

function shaped(value: unknown): StoredScenario {
  const fields = fieldsOf(value);
  const texts = ['id', 'name', 'topologyId', 'forecastId'];
  const numbers = ['topologyRevision', 'forecastRevision'];
  const fits =
    texts.every((key) => typeof fields[key] === 'string') &&
    numbers.every((key) => typeof fields[key] === 'number');
  if (!fits) throw foreign();
  return fields as unknown as StoredScenario;
}

function documentOf(revision: unknown): unknown {
  return fieldsOf(fieldsOf(revision)['document']);
}

function foreign(): ServerFault {
  return new ServerFault(
    'refused',
    'the server answered with something else than was asked for; is it Portplan?',
  );
}
