import { editYaml, isSameValue, readForecast, readTopology, toYaml } from '@portplan/documents';
import {
  ImportError,
  lockText,
  readLock,
  reimport,
  type ImportLock,
  type ImportResult,
  type Reimport,
} from '@portplan/importers';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readOrExplain, readSource, type SourceFile } from './documents.js';
import { readText, type NewFile } from './files.js';
import { IMPORT_FILES } from './import-files.js';
import { UnusableInput } from './unusable-input.js';
import { UsageError } from './usage-error.js';

/** A new import brought into edited documents, and the files that it makes. */
export interface MergedImport {
  readonly merged: Reimport;
  readonly files: readonly NewFile[];
  /** Files whose comments could not be kept: they hold values by anchors. */
  readonly withoutComments: readonly string[];
}

/** What the last import left in a folder. @throws UsageError where there is nothing to merge with; UnusableInput */
export async function lastImport(folder: string, source: string, hasUsage: boolean): Promise<ImportLock> {
  const path = join(folder, IMPORT_FILES.lock);
  if (!existsSync(path))
    throw new UsageError(
      `${path} is not there, so that it is not known what the last import made; import with --force once, which overwrites edits`,
    );
  const lock = readLockOf(path, await readText(path));
  if (lock.source !== source)
    throw new UsageError(`${path} is of an import of ${lock.source}; ${source} cannot be merged into it`);
  if (lock.usage && !hasUsage)
    throw new UsageError(
      'the last import had a usage file; give it with --usage again, or its values would go back to assumed ones',
    );
  return lock;
}

function readLockOf(path: string, text: string): ImportLock {
  try {
    return readLock(text);
  } catch (error) {
    if (error instanceof ImportError) throw new UnusableInput(`${path}: ${error.message}`);
    throw error;
  }
}

/** Merges an import into the documents of a folder. @throws BadDocuments where these, or what comes out, are none */
export async function mergedImport(
  folder: string,
  lock: ImportLock,
  imported: ImportResult,
  usage: boolean,
): Promise<MergedImport> {
  const sources = {
    topology: await readSource(join(folder, IMPORT_FILES.topology)),
    forecast: await readSource(join(folder, IMPORT_FILES.forecast)),
  };
  const yours = {
    topology: await readOrExplain(sources.topology, readTopology),
    forecast: await readOrExplain(sources.forecast, readForecast),
  };
  const merged = reimport({ base: lock, yours, imported });
  await checkMerged(folder, merged);
  const texts = (['topology', 'forecast'] as const).map((name) => ({
    path: sources[name].name,
    ...textOf(sources[name], yours[name], merged, name),
  }));
  return {
    merged,
    files: [
      ...texts.map(({ path, text }) => ({ path, text })),
      {
        path: join(folder, IMPORT_FILES.lock),
        text: lockText({ ...merged.generated, source: lock.source, usage }),
      },
    ],
    withoutComments: texts.filter(({ kept }) => !kept).map(({ path }) => path),
  };
}

/** Both sides may be sound and not fit together: a circle of two legs, one of each. */
async function checkMerged(folder: string, { topology, forecast }: Reimport): Promise<void> {
  const name = `${folder}, merged`;
  await readOrExplain({ name, text: JSON.stringify(topology) }, readTopology);
  await readOrExplain({ name, text: JSON.stringify(forecast) }, readForecast);
}

function textOf(
  { text }: SourceFile,
  yours: object,
  merged: Reimport,
  document: 'topology' | 'forecast',
): { readonly text: string; readonly kept: boolean } {
  const notes = merged.notes.filter((note) => note.document === document);
  if (isSameValue(merged[document], yours) && notes.length === 0) return { text, kept: true };
  const edited = editYaml(text, merged[document], { notes, outdated: ['conflict'] });
  return edited === null
    ? { text: toYaml(merged[document], { notes }), kept: false }
    : { text: edited, kept: true };
}
