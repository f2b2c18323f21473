import { readDocument } from '@portplan/documents';
import { forecastProblems, type Forecast, type Topology } from '@portplan/engine';
import { EXIT, type ExitCode, type Invocation } from '../command.js';
import { problemLines, readValue } from '../documents.js';

type AnyDocument = ReturnType<typeof readDocument>;

/** `portplan validate FILE…` */
export async function validate({ operands, terminal }: Invocation): Promise<ExitCode> {
  const documents = new Map<string, AnyDocument>();
  const problems: string[] = [];
  for (const path of operands) {
    try {
      documents.set(path, readDocument(await readValue(path)));
    } catch (error) {
      problems.push(...problemLines(path, error));
    }
  }
  problems.push(...mismatches(documents));
  for (const [path, document] of documents) {
    if (!problems.some((line) => line.startsWith(`${path}:`)))
      terminal.out(`${path}: ${terminal.style('good', 'ok')}, a ${document.kind ?? 'Policy'}\n`);
  }
  for (const line of problems) terminal.err(`${line}\n`);
  return problems.length === 0 ? EXIT.ok : EXIT.badInput;
}

/** Forecasts whose sources are not in the topology beside them; with several topologies nobody can tell which is meant. */
function mismatches(documents: ReadonlyMap<string, AnyDocument>): readonly string[] {
  const topologies = [...documents.values()].filter(
    (document): document is Topology => document.kind === 'Topology',
  );
  const [topology] = topologies;
  if (topology === undefined || topologies.length > 1) return [];
  return [...documents].flatMap(([path, document]) => {
    if (document.kind !== 'Forecast') return [];
    const forecast: Forecast = document;
    return forecastProblems(forecast, topology).map(({ message }) => `${path}: ${message}`);
  });
}
