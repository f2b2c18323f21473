import { comparisonCsv, comparisonMarkdown, comparisonText, type Compared } from '@portplan/exporters';
import { basename } from 'node:path';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import { planningHere, planSources, readSource, refuseSharedInput } from '../documents.js';
import { formatOf, valueText } from '../output-format.js';
import { calculate } from '../server/calculate.js';
import { scenarioDocuments } from '../server/scenario-documents.js';
import { serverFor } from '../server/server-for.js';
import { UsageError } from '../usage-error.js';

/** `portplan compare TOPOLOGY… --forecast FILE`, or `portplan compare SCENARIO…` of a server */
export async function compare(invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const format = formatOf(invocation);
  const forecast = textOption(invocation, 'forecast');
  const cases = forecast === undefined ? await scenarios(invocation) : await files(invocation, forecast);
  switch (format) {
    case null:
      terminal.out(comparisonText(cases, terminal.width, terminal.style));
      break;
    case 'csv':
      terminal.out(comparisonCsv(cases));
      break;
    case 'markdown':
      terminal.out(comparisonMarkdown(cases));
      break;
    case 'json':
    case 'yaml':
      terminal.out(await valueText(format, cases));
  }
  return EXIT.ok;
}

async function files(invocation: Invocation, forecast: string): Promise<readonly Compared[]> {
  const { operands, terminal } = invocation;
  const policy = textOption(invocation, 'policy');
  refuseSharedInput([...operands, forecast, policy]);
  // Each is read once: standard input cannot be read again.
  const shared = {
    forecast: await readSource(forecast),
    policy: policy === undefined ? null : await readSource(policy),
  };
  const cases: Compared[] = [];
  for (const path of operands) {
    const topology = await readSource(path);
    const { result } = await planSources({ topology, ...shared }, planningHere(terminal));
    cases.push({ name: topology.name, result });
  }
  const short = operands.map((path) => basename(path));
  return new Set(short).size < short.length
    ? cases
    : cases.map(({ name, result }) => ({ name: basename(name), result }));
}

async function scenarios(invocation: Invocation): Promise<readonly Compared[]> {
  if (textOption(invocation, 'policy') !== undefined)
    throw new UsageError('--policy goes with --forecast: a scenario has a policy of its own');
  const server = await serverFor(invocation);
  return Promise.all(
    invocation.operands.map(async (scenario) => {
      const documents = await scenarioDocuments(server, scenario);
      return { name: scenario, result: await calculate(server, documents) };
    }),
  );
}
