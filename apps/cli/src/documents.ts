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
  type Problem,
  type Topology,
} from '@portplan/engine';
import { BadDocuments } from './bad-documents.js';
import { nameOf, readText } from './files.js';
import { isRecorded } from './is-recorded.js';
import { showingProgress } from './progress.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface PlannedDocuments {
  readonly topology: Topology;
  readonly forecast: Forecast;
  readonly policy: Policy;
  readonly result: PlanResult;
}

/** A file, and its text for the places in messages. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

type Documents = Omit<PlannedDocuments, 'result'>;

/** Who plans: this program, or a server. */
export type Planner = (documents: Documents) => PlanResult | Promise<PlanResult>;

/** Plans in this program. What fits recorded demand is loaded only where there is some. */
export function planningHere(terminal: Terminal): Planner {
  return async ({ topology, forecast, policy }) => {
    const planned = isRecorded(forecast) ? (await import('@portplan/history')).planFitted : plan;
    return showingProgress(terminal, 'planning', (onProgress) =>
      planned(topology, forecast, policy, onProgress && { onProgress }),
    );
  };
}

/** What is planned, read already. */
export interface PlanSources {
  readonly topology: SourceFile;
  readonly forecast: SourceFile;
  readonly policy: SourceFile | null;
}

/** Reads and plans the files of a command line. @throws BadDocuments with everything that is wrong in any of them */
export async function planFiles(
  topologyPath: string,
  forecastPath: string,
  policyPath: string | undefined,
  planner: Planner,
): Promise<PlannedDocuments> {
  const paths = { topology: topologyPath, forecast: forecastPath, policy: policyPath };
  refuseSharedInput(Object.values(paths));
  const sources = {
    topology: await readSource(paths.topology),
    forecast: await readSource(paths.forecast),
    policy: paths.policy === undefined ? null : await readSource(paths.policy),
  };
  return planSources(sources, planner);
}

/** @throws BadDocuments with everything that is wrong in any of them */
export async function planSources(
  { policy: policySource, ...sources }: PlanSources,
  planner: Planner,
): Promise<PlannedDocuments> {
  const problems: string[] = [];
  const read = async <Document>(
    source: SourceFile,
    reader: (value: unknown) => Document,
  ): Promise<Document | null> => {
    try {
      return reader(valueIn(source));
    } catch (error) {
      problems.push(...(await problemLines(source, error)));
      return null;
    }
  };
  const topology = await read(sources.topology, readTopology);
  const forecast = await read(sources.forecast, readForecast);
  const policy = policySource === null ? {} : await read(policySource, readPolicy);
  if (topology === null || forecast === null || policy === null) throw new BadDocuments(problems);
  try {
    const documents = { topology, forecast, policy };
    return { ...documents, result: await planner(documents) };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const read = { ...sources, policy: policySource ?? { name: 'policy', text: '' } };
    throw new BadDocuments(await problemLines(read[error.document], error));
  }
}

/** @throws UsageError where more than one document would be read from standard input */
export function refuseSharedInput(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === '-').length > 1)
    throw new UsageError('only one of the documents can come from standard input');
}

/** @throws UsageError where the file cannot be read */
export async function readSource(path: string): Promise<SourceFile> {
  return { name: nameOf(path), text: await readText(path) };
}

/** The value in a YAML or JSON text. @throws DocumentError with line and column */
export function valueIn({ name, text }: SourceFile): unknown {
  return parseDocumentText(text, { source: name });
}

/** The document in a file. @throws BadDocuments */
export async function readOrExplain<Document>(
  source: SourceFile,
  reader: (value: unknown) => Document,
): Promise<Document> {
  try {
    return reader(valueIn(source));
  } catch (error) {
    throw new BadDocuments(await problemLines(source, error));
  }
}

/** What is wrong with a file, a line each: file:line:column: message. @throws what is no problem of the document */
export async function problemLines(source: SourceFile, error: unknown): Promise<readonly string[]> {
  if (!(error instanceof DocumentError) && !(error instanceof PlanError)) throw error;
  const lines = await linesOf(source, error.problems);
  const hidden = error instanceof DocumentError ? error.totalProblems - error.problems.length : 0;
  return hidden > 0 ? [...lines, `${source.name}: and ${String(hidden)} more`] : lines;
}

/** Problems behind their places in a file, in the order of the file. */
export async function linesOf(
  { name, text }: SourceFile,
  problems: readonly Problem[],
): Promise<readonly string[]> {
  // What the reader of the text found wrong, it has placed itself.
  if (problems.every(({ message }) => message.startsWith(`${name}:`)))
    return problems.map(({ message }) => message);
  // Loaded only where something is wrong.
  const { placesIn } = await import('./places.js');
  const placeOf = placesIn(text);
  return problems
    .map(({ pointer, message }) => ({ message, ...(placeOf(pointer) ?? { line: 0, column: 0 }) }))
    .sort((one, other) => one.line - other.line || one.column - other.column)
    .map(({ line, column, message }) =>
      line === 0 ? `${name}: ${message}` : `${name}:${String(line)}:${String(column)}: ${message}`,
    );
}
