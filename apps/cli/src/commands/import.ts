import { toYaml } from '@portplan/documents';
import {
  ImportError,
  importAwsCli,
  importHaproxy,
  importLinux,
  importNginx,
  importTerraform,
  type ImportResult,
} from '@portplan/importers';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import { nameOf, readText, writeFiles } from '../files.js';
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
  if (out !== undefined && options['force'] !== true) refuseOverwriting(out);
  const texts: string[] = [];
  for (const path of paths) texts.push(await readText(path));
  const result = readImport(importer, texts, {
    files: paths.map(nameOf),
    ...(name === undefined ? {} : { name }),
  });
  if (out !== undefined) {
    await writeFiles(documentsOf(result).map(({ file, text }) => ({ path: join(out, file), text })));
  }
  if (options['json'] === true) terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  else report(result, out, terminal);
  return EXIT.ok;
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

const FILES = { topology: 'topology.yaml', forecast: 'forecast.yaml' } as const;

function refuseOverwriting(folder: string): void {
  const there = Object.values(FILES)
    .map((file) => join(folder, file))
    .filter((path) => existsSync(path));
  if (there.length > 0)
    throw new UsageError(`${there.join(' and ')} would be overwritten; give --force, or another --out`);
}

function documentsOf({
  topology,
  forecast,
  assumptions,
}: ImportResult): readonly { readonly file: string; readonly text: string }[] {
  const yamlOf = (name: keyof typeof FILES): string =>
    toYaml(name === 'topology' ? topology : forecast, {
      assumed: assumptions.filter(({ document }) => document === name),
    });
  return (['topology', 'forecast'] as const).map((name) => ({ file: FILES[name], text: yamlOf(name) }));
}

/** With a folder the account of the import; without one the documents on standard output, and the account beside them. */
function report(result: ImportResult, out: string | undefined, terminal: Terminal): void {
  const account = importText(result, out, terminal.width, terminal.style);
  if (out !== undefined) {
    terminal.out(account);
    return;
  }
  terminal.err(account);
  terminal.out(
    documentsOf(result)
      .map(({ file, text }) => `# ${file}\n${text}`)
      .join('---\n'),
  );
}
