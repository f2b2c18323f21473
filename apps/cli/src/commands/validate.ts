import { readDocument } from '@portplan/documents';
import { forecastProblems, PlanError, type Forecast, type Problem, type Topology } from '@portplan/engine';
import { EXIT, type ExitCode, type Invocation } from '../command.js';
import {
  linesOf,
  problemLines,
  readSource,
  refuseSharedInput,
  valueIn,
  type SourceFile,
} from '../documents.js';
import { nameOf } from '../files.js';
import { isRecorded } from '../is-recorded.js';
import { UsageError } from '../usage-error.js';

type AnyDocument = ReturnType<typeof readDocument>;

interface Checked {
  readonly source: SourceFile;
  /** Null where it cannot be read as one. */
  readonly document: AnyDocument | null;
  readonly problems: readonly string[];
}

/** `portplan validate FILE…` */
export async function validate({ operands, terminal }: Invocation): Promise<ExitCode> {
  refuseSharedInput(operands);
  const checked: Checked[] = [];
  for (const path of operands) checked.push(await check(path));
  const topologies = checked.flatMap(({ document }) => (document?.kind === 'Topology' ? [document] : []));
  let wrong = false;
  for (const { source, document, problems } of checked) {
    // With several topologies nobody can tell which one a forecast is for.
    const [topology] = topologies.length === 1 ? topologies : [];
    const all =
      document?.kind === 'Forecast' && topology !== undefined
        ? [...problems, ...(await linesOf(source, await problemsOf(document, topology)))]
        : problems;
    for (const line of all) terminal.err(`${line}\n`);
    wrong ||= all.length > 0;
    if (all.length === 0)
      terminal.out(`${source.name}: ${terminal.style('good', 'ok')}, a ${document?.kind ?? 'Policy'}\n`);
  }
  return wrong ? EXIT.badInput : EXIT.ok;
}

/** Recorded demand is fitted first: what cannot be is a problem too. */
async function problemsOf(forecast: Forecast, topology: Topology): Promise<readonly Problem[]> {
  if (!isRecorded(forecast)) return forecastProblems(forecast, topology);
  const { fittedForecast } = await import('@portplan/history');
  try {
    return forecastProblems(fittedForecast(forecast).forecast, topology);
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
}

async function check(path: string): Promise<Checked> {
  let source: SourceFile = { name: nameOf(path), text: '' };
  try {
    source = await readSource(path);
    return { source, document: readDocument(valueIn(source)), problems: [] };
  } catch (error) {
    const problems = error instanceof UsageError ? [error.message] : await problemLines(source, error);
    return { source, document: null, problems };
  }
}
