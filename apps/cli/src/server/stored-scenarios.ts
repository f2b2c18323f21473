import { ServerFault } from './server-fault.js';
import type { Server } from './server.js';

/** A scenario as a server lists it. */
export interface StoredScenario {
  readonly id: string;
  readonly name: string;
  readonly topologyId: string;
  readonly topologyRevision: number;
  readonly forecastId: string;
  readonly forecastRevision: number;
  readonly policy: unknown;
}

const PAGE = 200;

/** Those whose name holds a text, or all, page by page. @throws ServerFault */
export async function* scenariosOf(server: Server, name?: string): AsyncGenerator<StoredScenario> {
  const filter = name === undefined ? '' : `&name=${encodeURIComponent(name)}`;
  let after = '';
  do {
    const page = fieldsOf(await server.get(`/v1/scenarios?limit=${String(PAGE)}${filter}${after}`));
    for (const item of Array.isArray(page['items']) ? page['items'] : []) yield storedScenario(item);
    const next = page['nextCursor'];
    after = typeof next === 'string' ? `&after=${encodeURIComponent(next)}` : '';
  } while (after !== '');
}

/** @throws ServerFault where a value is no scenario */
function storedScenario(value: unknown): StoredScenario {
  const fields = fieldsOf(value);
  const texts = ['id', 'name', 'topologyId', 'forecastId'];
  const numbers = ['topologyRevision', 'forecastRevision'];
  const fits =
    texts.every((key) => typeof fields[key] === 'string') &&
    numbers.every((key) => typeof fields[key] === 'number');
  if (!fits) throw foreign();
  return fields as unknown as StoredScenario;
}

/** @throws ServerFault where a value is no object */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  throw foreign();
}

function foreign(): ServerFault {
  return new ServerFault(
    'refused',
    'the server answered with something else than was asked for; is it Portplan?',
  );
}
