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
import { join } from 'node:path';
import { readOrExplain, readSource, type SourceFile } from './documents.js';
import { readText, type NewFile } from './files.js';
import { IMPORT_FILES, lockName, lockNames } from './import-files.js';
import { UnusableInput } from './unusable-input.js';
import { UsageError } from './usage-error.js';

/** A new import brought into edited documents, and the files that it makes. */
export interface MergedImport {
  readonly merged: Reimport;
  readonly files: readonly NewFile[];
  /** Files whose comments could not be kept: they hold values by anchors. */
  readonly withoutComments: readonly string[];
}

/** Which source is imported, and how. */
export interface SourceGiven {
  /** `terraform`. */
  readonly source: string;
  /** What it is called, where several are brought into one folder. */
  readonly name: string | undefined;
  readonly hasUsage: boolean;
}

/** What the last imports left in a folder. */
export interface LastImports {
  /** Null where a source with a name comes for the first time. */
  readonly own: ImportLock | null;
  readonly others: readonly ImportLock[];
}

/** @throws UsageError where there is nothing to merge with; UnusableInput */
export async function lastImports(folder: string, given: SourceGiven): Promise<LastImports> {
  const ownName = lockName(given.name);
  const names = lockNames(folder);
  if (names.length === 0 || (given.name === undefined && !names.includes(ownName)))
    throw new UsageError(
      `${join(folder, ownName)} is not there, so that it is not known what the last import made; import with --force once, which overwrites edits`,
    );
  const locks = new Map<string, ImportLock>();
  for (const name of names) {
    const path = join(folder, name);
    locks.set(name, readLockOf(path, await readText(path)));
  }
  const own = locks.get(ownName) ?? null;
  if (own !== null) refuseUnlike(join(folder, ownName), own, given);
  return { own, others: [...locks].flatMap(([name, lock]) => (name === ownName ? [] : [lock])) };
}

function refuseUnlike(path: string, lock: ImportLock, { source, hasUsage }: SourceGiven): void {
  if (lock.source !== source)
    throw new UsageError(
      `${path} is of an import of ${lock.source}; ${source} cannot be merged into it, but beside it: give it a --source-name`,
    );
  if (lock.usage && !hasUsage)
    throw new UsageError(
      'the last import had a usage file; give it with --usage again, or its values would go back to assumed ones',
    );
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
  { own, others }: LastImports,
  imported: ImportResult,
  { source, name, hasUsage }: SourceGiven,
): Promise<MergedImport> {
  const sources = {
    topology: await readSource(join(folder, IMPORT_FILES.topology)),
    forecast: await readSource(join(folder, IMPORT_FILES.forecast)),
  };
  const yours = {
    topology: await readOrExplain(sources.topology, readTopology),
    forecast: await readOrExplain(sources.forecast, readForecast),
  };
  const merged = reimport({
    base: own,
    yours,
    imported,
    others: others.map(({ topology }) => topology),
  });
  await checkMerged(folder, merged);
  const texts = (['topology', 'forecast'] as const).map((document) => ({
    path: sources[document].name,
    ...textOf(sources[document], yours[document], merged, document),
  }));
  return {
    merged,
    files: [
      ...texts.map(({ path, text }) => ({ path, text })),
      {
        path: join(folder, lockName(name)),
        text: lockText({ ...merged.generated, source, usage: hasUsage }),
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
