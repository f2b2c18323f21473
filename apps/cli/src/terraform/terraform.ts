import { DocumentError, parseDocumentText } from '@portplan/documents';
import type { PlanResult, Status } from '@portplan/engine';
import { answerFor, gatewayNamed, unknownAnswer, type Answer } from './answer.js';
import { planFiles } from './plan-files.js';
import { readQuery, type FailOn, type TerraformQuery } from './query.js';
import { TerraformFault } from './terraform-fault.js';

/** What the environment says. */
export interface Environment {
  readonly PORTPLAN_SERVER?: string | undefined;
  readonly PORTPLAN_TOKEN?: string | undefined;
}

/**
 * Answers Terraform's external data source: one JSON object of strings for another. The same query about the same
 * documents gives the same bytes.
 *
 * @throws TerraformFault with the one line that says why not
 * @see https://registry.terraform.io/providers/hashicorp/external/latest/docs/data-sources/external
 */
export async function answerTerraform(input: string, environment: Environment): Promise<string> {
  const query = readQuery(valueIn(input), environment.PORTPLAN_SERVER);
  return `${JSON.stringify(await answered(query, tokenIn(environment)))}\n`;
}

function tokenIn({ PORTPLAN_TOKEN: token }: Environment): string | undefined {
  return token === '' ? undefined : token;
}

function valueIn(input: string): unknown {
  if (input.trim() === '')
    throw new TerraformFault(
      "standard input is empty; it must hold one JSON object of strings, as Terraform's external data source sends it",
    );
  try {
    return parseDocumentText(input, { format: 'json', source: 'standard input' });
  } catch (error) {
    if (error instanceof DocumentError) throw new TerraformFault(error.message);
    throw error;
  }
}

async function answered(query: TerraformQuery, token: string | undefined): Promise<Answer> {
  const result = await planned(query, token);
  if (result === null) return unknownAnswer();
  const gateway = gatewayNamed(result.natGateways, query.node);
  const answer = answerFor(result, gateway);
  refuse(gateway.node, answer, query.failOn);
  return answer;
}

/** Null where the server cannot be asked, and the query takes that for an answer. */
async function planned(query: TerraformQuery, token: string | undefined): Promise<PlanResult | null> {
  if (query.source.kind === 'files') return planFiles(query, query.source);
  // Loaded only where a server is asked: offline, starting takes longer than all else.
  const { planScenario } = await import('./plan-scenario.js');
  return planScenario(query, query.source, token);
}

/** From the mildest status on that each word fails at. */
const FAILS_AT: Readonly<Record<FailOn, readonly Status[]>> = {
  never: [],
  exhausted: ['exhausted'],
  over: ['over', 'exhausted'],
  warning: ['warning', 'over', 'exhausted'],
};

function refuse(node: string, answer: Answer, failOn: FailOn): void {
  const { status, required_ips: required, current_ips: current, exhaustion_at: exhaustionAt } = answer;
  if (!FAILS_AT[failOn].some((each) => each === status)) return;
  const ips =
    required === '' ? 'no number of NAT IPs would do' : `it needs ${required} NAT IPs and has ${current}`;
  const when = exhaustionAt === '' ? '' : `; it runs out of ports at ${exhaustionAt}`;
  throw new TerraformFault(`${node} is ${status}, and fail_on is ${failOn}: ${ips}${when}`);
}
