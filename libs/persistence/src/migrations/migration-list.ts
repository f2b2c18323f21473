import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';

/** The same from `src` and from `dist`. */
const FOLDER = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));
const LOCK_FILE = 'migration_lock.toml';
const SCRIPT = 'migration.sql';

let names: Promise<readonly string[]> | null = null;

/** The names of this version's migrations, oldest first; read once. */
export function migrationNames(): Promise<readonly string[]> {
  names ??= readNames();
  return names;
}

async function readNames(): Promise<readonly string[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The migrations of the repository, oldest first, as the schema engine takes them. */
export async function migrationList(): Promise<MigrationList> {
  const directories = (await migrationNames()).map(async (path) => {
    const value = await readFile(join(FOLDER, path, SCRIPT), 'utf8');
    return { path, migrationFile: { path: SCRIPT, content: { tag: 'ok' as const, value } } };
  });
  return {
    baseDir: FOLDER,
    lockfile: { path: LOCK_FILE, content: await readFile(join(FOLDER, LOCK_FILE), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(directories),
  };
}
