import { readUsage } from '@portplan/documents';
import {
  ImportError,
  importAwsCli,
  importGcloud,
  importHaproxy,
  importLinux,
  importNginx,
  importTerraform,
  withUsage,
  type ImportResult,
} from '@portplan/importers';
import { join } from 'node:path';
import { BadDocuments } from '../bad-documents.js';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import { problemLines, readSource, refuseSharedInput, valueIn } from '../documents.js';
import { differenceText } from '../difference-text.js';
import { nameOf, readText, writeFiles, type NewFile } from '../files.js';
import {
  documentFiles,
  editedPaths,
  lockFile,
  refuseOrphans,
  refuseOverwriting,
  usageFile,
} from '../import-files.js';
import { importText } from '../import-text.js';
import { lastImports, mergedImport, type MergedImport } from '../merge-import.js';
import { nearestHint } from '../nearest-hint.js';
import type { Terminal } from '../terminal.js';
import { UnusableInput } from '../unusable-input.js';
import { UsageError } from '../usage-error.js';

/** What an importer is told besides the texts. */
interface ImportOptions {
  readonly name?: string;
  /** What the files are called, in the order of the texts. */
  readonly files: readonly string[];
}

interface Importer {
  readonly read: (texts: readonly string[], options: ImportOptions) => ImportResult;
  /** Whether it takes several files. */
  readonly several: boolean;
}

function ofOne(read: (text: string, options: ImportOptions) => ImportResult): Importer {
  return { read: ([text = ''], options) => read(text, options), several: false };
}

/** What can be imported from. A new source is a new row. */
const IMPORTERS: Readonly<Record<string, Importer>> = {
  terraform: ofOne(importTerraform),
  aws: { read: importAwsCli, several: true },
  gcloud: { read: importGcloud, several: true },
  haproxy: ofOne(importHaproxy),
  nginx: ofOne(importNginx),
  linux: { read: importLinux, several: true },
};

/** `portplan import SOURCE FILE…` */
export async function importFrom(invocation: Invocation): Promise<ExitCode> {
  const { operands, options, terminal } = invocation;
  const [source = '', ...paths] = operands;
  const importer = Object.hasOwn(IMPORTERS, source) ? IMPORTERS[source] : undefined;
  if (importer === undefined) {
    const hint = await nearestHint(source, Object.keys(IMPORTERS));
    throw new UsageError(`import does not read "${source}"; ${hint}`);
  }
  if (paths.length > 1 && !importer.several)
    throw new UsageError(`import ${source} takes one FILE, but ${String(paths.length)} were given`);
  const out = textOption(invocation, 'out');
  const usagePath = textOption(invocation, 'usage');
  const merge = options['merge'] === true;
  refuseSharedInput([...paths, usagePath]);
  refuseUnclear(invocation, out);
  // What cannot be merged with is said before a large plan is read.
  const given = { source, name: textOption(invocation, 'source-name'), hasUsage: usagePath !== undefined };
  const last = merge && out !== undefined ? await lastImports(out, given) : null;
  const result = await imported(importer, paths, invocation);
  if (last !== null && out !== undefined) {
    const merged = await mergedImport(out, last, result, given);
    if (options['dry-run'] !== true) await writeFiles(merged.files);
    reportMerge(merged, invocation);
    return EXIT.ok;
  }
  const files = out === undefined ? [] : filesOf(result, source, out, usagePath !== undefined);
  if (out !== undefined) refuseOrphans(out);
  if (options['force'] !== true) refuseOverwriting(files);
  await writeFiles(files);
  if (options['json'] === true) terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  else report(result, out, editedPaths(files), terminal);
  return EXIT.ok;
}

/** It is a part of the name of a file. */
const SOURCE_NAME = /^[A-Za-z0-9_-]{1,50}$/;

/** @throws UsageError for options that say nothing together */
function refuseUnclear({ options }: Invocation, out: string | undefined): void {
  const { merge, force, 'dry-run': dryRun } = options;
  if (merge === true && out === undefined)
    throw new UsageError('--merge needs --out DIR, the folder of the last import');
  if (merge === true && force === true)
    throw new UsageError('give --merge, which keeps edits, or --force, which overwrites them');
  if (dryRun === true && merge !== true) throw new UsageError('--dry-run goes with --merge');
  const { 'source-name': sourceName } = options;
  if (sourceName === undefined) return;
  if (merge !== true) throw new UsageError('--source-name goes with --merge');
  if (!SOURCE_NAME.test(String(sourceName)))
    throw new UsageError(
      `--source-name is ${JSON.stringify(sourceName)}; it must be 1 to 50 letters, digits, "-" and "_"`,
    );
}

async function imported(
  importer: Importer,
  paths: readonly string[],
  invocation: Invocation,
): Promise<ImportResult> {
  const name = textOption(invocation, 'name');
  const usagePath = textOption(invocation, 'usage');
  const texts: string[] = [];
  for (const path of paths) texts.push(await readText(path));
  const result = readImport(importer, texts, {
    files: paths.map(nameOf),
    ...(name === undefined ? {} : { name }),
  });
  return usagePath === undefined ? result : usedBy(result, usagePath);
}

function filesOf(result: ImportResult, source: string, out: string, usage: boolean): readonly NewFile[] {
  return [
    ...documentFiles(result),
    ...(usage ? [] : [usageFile(result)]),
    lockFile(result, source, usage),
  ].map((file) => ({ ...file, path: join(out, file.path) }));
}

function reportMerge({ merged, withoutComments }: MergedImport, { options, terminal }: Invocation): void {
  if (options['json'] === true) {
    const { topology, forecast, changes, conflicts } = merged;
    terminal.out(`${JSON.stringify({ changes, conflicts, topology, forecast }, null, 2)}\n`);
    return;
  }
  terminal.out(differenceText(merged, terminal.width, terminal.style));
  for (const path of withoutComments)
    terminal.err(
      `${path} has anchors that lead to what changed: it is written anew, without your comments\n`,
    );
}

/** The import with what a usage file says. @throws BadDocuments with all that is wrong in it */
async function usedBy(result: ImportResult, path: string): Promise<ImportResult> {
  const source = await readSource(path);
  try {
    return withUsage(result, readUsage(valueIn(source)));
  } catch (error) {
    throw new BadDocuments(await problemLines(source, error));
  }
}

function readImport(importer: Importer, texts: readonly string[], options: ImportOptions): ImportResult {
  try {
    return importer.read(texts, options);
  } catch (error) {
    if (error instanceof ImportError)
      throw new UnusableInput(`${error.file ?? options.files.join(', ')}: ${error.message}`);
    throw error;
  }
}

/** With a folder the account of the import; without one the documents on standard output, and the account beside them. */
function report(
  result: ImportResult,
  out: string | undefined,
  written: readonly string[],
  terminal: Terminal,
): void {
  const account = importText(result, written, terminal.width, terminal.style);
  if (out !== undefined) {
    terminal.out(account);
    return;
  }
  terminal.err(account);
  terminal.out(
    documentFiles(result)
      .map(({ path, text }) => `# ${path}\n${text}`)
      .join('---\n'),
  );
}
