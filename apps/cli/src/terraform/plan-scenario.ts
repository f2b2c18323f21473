import type { PlanResult } from '@portplan/engine';
import { calculate } from '../server/calculate.js';
import { scenarioDocuments } from '../server/scenario-documents.js';
import { ServerFault } from '../server/server-fault.js';
import { serverAt } from '../server/server.js';
import { withOverrides } from './overrides.js';
import type { Source, TerraformQuery } from './query.js';
import { TerraformFault } from './terraform-fault.js';

/**
 * Plans a scenario of a server, with what the query puts in the place of its values. Stores nothing there.
 *
 * @returns null where the server cannot be asked, and the query takes that for an answer
 * @throws TerraformFault
 */
export async function planScenario(
  { overrides, quantile, onUnavailable, timeoutSeconds }: TerraformQuery,
  { server: url, scenario }: Extract<Source, { readonly kind: 'server' }>,
  token: string | undefined,
): Promise<PlanResult | null> {
  try {
    const server = serverAt({ url, token, timeoutSeconds });
    const { topology, forecast, policy } = await scenarioDocuments(server, scenario);
    return await calculate(server, {
      topology: withOverrides(topology, overrides),
      forecast,
      policy: quantile === null ? policy : { ...(policy as object), planningQuantile: quantile },
    });
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error;
    if (error.kind === 'unavailable' && onUnavailable === 'unknown') return null;
    throw new TerraformFault(error.message);
  }
}
