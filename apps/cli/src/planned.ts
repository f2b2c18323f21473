import { readForecast, readPolicy, readTopology } from '@portplan/documents';
import { textOption, type Invocation } from './command.js';
import { planFiles, planningHere, type PlannedDocuments } from './documents.js';
import { UsageError } from './usage-error.js';

/** What a command line plans, and the operands that stand behind its documents. */
export interface PlannedInvocation {
  readonly planned: PlannedDocuments;
  readonly rest: readonly string[];
}

/** Plans the files of a command line, here or on a server, or a scenario of a server. @throws UsageError, BadDocuments, ServerFault */
export async function plannedFor(invocation: Invocation): Promise<PlannedInvocation> {
  const scenario = textOption(invocation, 'scenario');
  const policy = textOption(invocation, 'policy');
  if (scenario !== undefined) {
    if (policy !== undefined)
      throw new UsageError('--scenario and --policy exclude each other: a scenario has a policy of its own');
    return { planned: await plannedScenario(invocation, scenario), rest: invocation.operands };
  }
  const [topology, forecast, ...rest] = invocation.operands;
  if (topology === undefined || forecast === undefined)
    throw new UsageError('give TOPOLOGY and FORECAST, or --scenario NAME for one of a server');
  const onServer = textOption(invocation, 'server') !== undefined;
  const planner = onServer ? await serverPlanner(invocation) : planningHere(invocation.terminal);
  return { planned: await planFiles(topology, forecast, policy, planner), rest };
}

async function serverPlanner(invocation: Invocation) {
  const [{ serverFor }, { calculate }] = await Promise.all([
    import('./server/server-for.js'),
    import('./server/calculate.js'),
  ]);
  const server = await serverFor(invocation);
  return (documents: Parameters<typeof calculate>[1]) => calculate(server, documents);
}

async function plannedScenario(invocation: Invocation, scenario: string): Promise<PlannedDocuments> {
  const [{ serverFor }, { calculate }, { scenarioDocuments }] = await Promise.all([
    import('./server/server-for.js'),
    import('./server/calculate.js'),
    import('./server/scenario-documents.js'),
  ]);
  const server = await serverFor(invocation);
  const documents = await scenarioDocuments(server, scenario);
  return {
    topology: readTopology(documents.topology),
    forecast: readForecast(documents.forecast),
    policy: readPolicy(documents.policy),
    result: await calculate(server, documents),
  };
}
