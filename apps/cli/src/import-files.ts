import { toYaml } from '@portplan/documents';
import { lockText, usageSkeleton, type ImportResult } from '@portplan/importers';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn, type NewFile } from './files.js';
import { UsageError } from './usage-error.js';

/** Names of the files that an import writes into its folder. */
export const IMPORT_FILES = {
  topology: 'topology.yaml',
  forecast: 'forecast.yaml',
  usage: 'usage.yaml',
  lock: 'import.lock.json',
} as const;

/** Both documents of an import, each assumed value marked. */
export function documentFiles({ topology, forecast, assumptions }: ImportResult): readonly NewFile[] {
  const documents = { topology, forecast };
  return (['topology', 'forecast'] as const).map((name) => ({
    path: IMPORT_FILES[name],
    text: toYaml(documents[name], {
      assumed: assumptions.filter(({ document }) => document === name),
    }),
  }));
}

/** The skeleton of a usage file. */
export function usageFile(result: ImportResult): NewFile {
  return { path: IMPORT_FILES.usage, text: usageSkeleton(result) };
}

/** Where it stands what the last import of a source made; of the only one, where it has no name. */
export function lockName(sourceName: string | undefined): string {
  return sourceName === undefined ? IMPORT_FILES.lock : `import.${sourceName}.lock.json`;
}

const LOCK_NAME = /^import\.(.+\.)?lock\.json$/;

/** Files of a folder with what the last imports made. */
export function lockNames(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => LOCK_NAME.test(name));
}

/** @throws UsageError where the documents that would be overwritten have more sources than this one */
export function refuseOrphans(folder: string): void {
  const others = lockNames(folder).filter((name) => name !== IMPORT_FILES.lock);
  if (others.length > 0)
    throw new UsageError(
      `${others.map((name) => join(folder, name)).join(' and ')}: what other sources brought would be overwritten; give --merge, remove the file, or another --out`,
    );
}

/** What the next import needs to know of this one. */
export function lockFile(result: ImportResult, source: string, usage: boolean): NewFile {
  return { path: IMPORT_FILES.lock, text: lockText({ ...result, source, usage }) };
}

/** Those that somebody edits. */
export function editedPaths(files: readonly NewFile[]): readonly string[] {
  return files.map(({ path }) => path).filter((path) => !path.endsWith(IMPORT_FILES.lock));
}

/** @throws UsageError that names the files that are there */
export function refuseOverwriting(files: readonly NewFile[]): void {
  const there = editedPaths(files).filter((path) => existsSync(path));
  if (there.length > 0)
    throw new UsageError(
      `${there.join(' and ')} would be overwritten; give --merge to keep what you edited, --force, or another --out`,
    );
}
