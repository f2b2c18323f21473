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
import { nameOf, readText, writeFiles } from '../files.js';
import { documentFiles, refuseOverwriting, usageFile } from '../import-files.js';
import { importText } from '../import-text.js';
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
  const name = textOption(invocation, 'name');
  const out = textOption(invocation, 'out');
  const usagePath = textOption(invocation, 'usage');
  refuseSharedInput([...paths, usagePath]);
  const texts: string[] = [];
  for (const path of paths) texts.push(await readText(path));
  const imported = readImport(importer, texts, {
    files: paths.map(nameOf),
    ...(name === undefined ? {} : { name }),
  });
  const result = usagePath === undefined ? imported : await usedBy(imported, usagePath);
  const files =
    out === undefined
      ? []
      : [...documentFiles(result), ...(usagePath === undefined ? [usageFile(result)] : [])].map((file) => ({
          ...file,
          path: join(out, file.path),
        }));
  if (options['force'] !== true) refuseOverwriting(files);
  await writeFiles(files);
  const written = files.map(({ path }) => path);
  if (options['json'] === true) terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  else report(result, out, written, terminal);
  return EXIT.ok;
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
