import type { PlanResult } from '@portplan/engine';
import type { ScenarioDocuments } from './scenario-documents.js';
import { ServerFault } from './server-fault.js';
import type { Server } from './server.js';

/** Lets the server plan documents, with the profiles of its workspace; it keeps nothing. @throws ServerFault */
export async function calculate(server: Server, documents: ScenarioDocuments): Promise<PlanResult> {
  const result = await server.post('/v1/calculations', documents);
  if (isPlanResult(result)) return result;
  throw new ServerFault('refused', 'the server answered with something else than a plan; is it Portplan?');
}

function isPlanResult(value: unknown): value is PlanResult {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  const lists = ['resources', 'natGateways', 'pooling', 'recommendations'];
  return typeof fields['engineVersion'] === 'string' && lists.every((key) => Array.isArray(fields[key]));
}
