import {
  DocumentError,
  parseDocumentText,
  readForecast,
  readPolicy,
  readTopology,
} from '@portplan/documents';
import {
  PlanError,
  plan,
  type Forecast,
  type PlanResult,
  type Policy,
  type Topology,
} from '@portplan/engine';
import { readText } from './files.js';
import { UsageError } from './usage-error.js';

/** Documents that cannot be used: a line for each problem, behind the name of its file. */
export class BadDocuments extends Error {
  override readonly name = 'BadDocuments';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

export interface PlannedDocuments {
  readonly topology: Topology;
  readonly forecast: Forecast;
  readonly policy: Policy;
  readonly result: PlanResult;
}

/** Reads and plans the files of a command line. @throws BadDocuments with everything that is wrong in any of them */
export async function planFiles(
  topologyPath: string,
  forecastPath: string,
  policyPath: string | undefined,
): Promise<PlannedDocuments> {
  if ([topologyPath, forecastPath, policyPath].filter((path) => path === '-').length > 1) {
    throw new UsageError('only one of the documents can come from standard input');
  }
  const problems: string[] = [];
  const read = async <Document>(
    path: string,
    reader: (value: unknown) => Document,
  ): Promise<Document | null> => {
    try {
      return reader(await readValue(path));
    } catch (error) {
      problems.push(...problemLines(path, error));
      return null;
    }
  };
  const topology = await read(topologyPath, readTopology);
  const forecast = await read(forecastPath, readForecast);
  const policy = policyPath === undefined ? {} : await read(policyPath, readPolicy);
  if (topology === null || forecast === null || policy === null) throw new BadDocuments(problems);
  try {
    return { topology, forecast, policy, result: plan(topology, forecast, policy) };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const path = { topology: topologyPath, forecast: forecastPath, policy: policyPath ?? 'policy' }[
      error.document
    ];
    throw new BadDocuments(problemLines(path, error));
  }
}

/** The value in a YAML or JSON file. @throws DocumentError with line and column */
export async function readValue(path: string): Promise<unknown> {
  return parseDocumentText(await readText(path), path === '-' ? {} : { source: path });
}

/** What is wrong with a file, a line each. @throws what is no problem of the document */
export function problemLines(path: string, error: unknown): readonly string[] {
  if (!(error instanceof DocumentError) && !(error instanceof PlanError)) throw error;
  const name = path === '-' ? 'standard input' : path;
  const lines = error.problems.map(({ message }) =>
    message.startsWith(`${name}:`) ? message : `${name}: ${message}`,
  );
  const hidden = error instanceof DocumentError ? error.totalProblems - error.problems.length : 0;
  return hidden > 0 ? [...lines, `${name}: and ${String(hidden)} more`] : lines;
}
