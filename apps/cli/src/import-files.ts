import { toYaml } from '@portplan/documents';
import { usageSkeleton, type ImportResult } from '@portplan/importers';
import { existsSync } from 'node:fs';
import type { NewFile } from './files.js';
import { UsageError } from './usage-error.js';

/** Names of the files that an import writes into its folder. */
export const IMPORT_FILES = {
  topology: 'topology.yaml',
  forecast: 'forecast.yaml',
  usage: 'usage.yaml',
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

/** @throws UsageError that names the files that are there */
export function refuseOverwriting(files: readonly NewFile[]): void {
  const there = files.map(({ path }) => path).filter((path) => existsSync(path));
  if (there.length > 0)
    throw new UsageError(`${there.join(' and ')} would be overwritten; give --force, or another --out`);
}
