import { toYaml } from '@portplan/documents';
import { ImportError, importTerraform, type ImportResult } from '@portplan/importers';
import { mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, type ExitCode, type Invocation } from '../command.js';
import { readText } from '../files.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { importText } from '../import-text.js';

/** `portplan import terraform FILE` */
export async function importFrom({ operands, options, terminal }: Invocation): Promise<ExitCode> {
  const [source = '', path = ''] = operands;
  if (source !== 'terraform') throw new UsageError(`import reads "terraform" only, not "${source}"`);
  const name = typeof options['name'] === 'string' ? { name: options['name'] } : {};
  const result = readImport(await readText(path), path, name);
  const out = typeof options['out'] === 'string' ? options['out'] : undefined;
  if (out !== undefined) await writeDocuments(result, out, options['force'] === true);
  if (options['json'] === true) terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  else report(result, out, terminal);
  return EXIT.ok;
}

function readImport(text: string, path: string, options: { readonly name?: string }): ImportResult {
  try {
    return importTerraform(text, options);
  } catch (error) {
    if (error instanceof ImportError)
      throw new UsageError(`${path === '-' ? 'standard input' : path}: ${error.message}`);
    throw error;
  }
}

async function writeDocuments(result: ImportResult, folder: string, force: boolean): Promise<void> {
  const files = documentsOf(result).map(({ file, text }) => ({ path: join(folder, file), text }));
  const there = files.filter(({ path }) => existsSync(path)).map(({ path }) => path);
  if (there.length > 0 && !force)
    throw new UsageError(`${there.join(' and ')} would be overwritten; give --force, or another --out`);
  await mkdir(folder, { recursive: true });
  for (const { path, text } of files) await writeFile(path, text);
}

function documentsOf({
  topology,
  forecast,
  assumptions,
}: ImportResult): readonly { readonly file: string; readonly text: string }[] {
  const assumedIn = (document: 'topology' | 'forecast'): typeof assumptions =>
    assumptions.filter((each) => each.document === document);
  return [
    { file: 'topology.yaml', text: toYaml(topology, { assumed: assumedIn('topology') }) },
    { file: 'forecast.yaml', text: toYaml(forecast, { assumed: assumedIn('forecast') }) },
  ];
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
