// What has to be there before anything can run: packages, the generated client, compiled sources.
// Plain JavaScript for any Node from 20 on: it runs before there are packages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = 20;
const WINDOWS = process.platform === 'win32';
const BUNDLED_NODE = join(ROOT, 'node_modules', 'node', 'bin', WINDOWS ? 'node.exe' : 'node');

/** Ends the process with a message for a person. */
export function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE) return;
  fail(
    `Portplan needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}. See https://nodejs.org/`,
  );
}

/** Installs the packages unless exactly those of the lock file are there. */
export function install() {
  if (isInstalled()) return;
  console.log('Installing packages (once, and again when they change) …');
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : [WINDOWS ? 'npm.cmd' : 'npm'];
  // `npm install` takes the versions of the lock file as `npm ci` does, but does not insist that it lists the programs of
  // every platform: a registry that lacks some makes a lock file without them. What builds is a development dependency,
  // also where NODE_ENV says production.
  const parameters = ['install', '--no-save', '--loglevel=error', '--include=dev', '--include=optional'];
  const { status, error } = spawnSync(command, [...before, ...parameters], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: WINDOWS && before.length === 0,
  });
  if (status === 0) return;
  const reason = error === undefined ? '' : ` (${error.message})`;
  fail(`npm could not install the packages${reason}. Is the registry reachable? Try: npm install`);
}

/** npm keeps a list of what it installed, and writes it last: an interrupted installation has an old one or none. */
function isInstalled() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const present = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, { version, link, optional }]) => {
      const installed = present[path];
      if (installed === undefined) return optional === true;
      return installed.version === version && installed.link === link;
    });
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

/** The Node that the packages bring along; else this one, where it is new enough. */
export function node() {
  if (existsSync(BUNDLED_NODE)) return BUNDLED_NODE;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath;
  return fail(
    'The package "node" has not brought its program along; were install scripts switched off? Try: npm install --ignore-scripts=false',
  );
}

/** Compiles what has changed, and generates what has to be. */
export function build() {
  for (const each of GENERATED) generate(each);
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(node(), [tsc, '-b', '--pretty'], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) fail('The sources do not compile: see above.');
  bundle();
}

/** In a process of its own: what bundles is a package, which is not there before install() has run. */
function bundle() {
  const { status } = spawnSync(node(), [join(ROOT, 'scripts', 'bundle.mjs')], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) fail('The command line could not be bundled: see above.');
}

/** What is generated: from what, by which package, into which folder. */
const GENERATED = [
  {
    what: 'client of the database',
    from: join(ROOT, 'prisma', 'schema.prisma'),
    by: join(ROOT, 'node_modules', 'prisma'),
    into: join(ROOT, 'libs', 'persistence', 'src', 'generated'),
    program: [join(ROOT, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'],
  },
  {
    what: 'client of the REST API',
    from: join(ROOT, 'docs', 'api', 'openapi.json'),
    by: join(ROOT, 'node_modules', '@hey-api', 'openapi-ts'),
    into: join(ROOT, 'libs', 'client', 'src', 'generated'),
    program: [join(ROOT, 'scripts', 'generate-client.mjs')],
  },
];

/** Made anew when what it is made from is another, or what makes it. */
function generate({ what, from, by, into, program }) {
  const stamp = join(into, '.made-from');
  const madeFrom = createHash('sha256')
    .update(readFileSync(from))
    .update(readFileSync(join(by, 'package.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === madeFrom) return;
  rmSync(into, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(node(), program, {
    cwd: ROOT,
    encoding: 'utf8',
    // Any file will do: `prisma generate` does not run the native engine, it only wants to download it if it is not there.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: node(), PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (status !== 0) fail(`The ${what} could not be generated:\n${stdout}${stderr}`);
  writeFileSync(stamp, madeFrom);
}

/** Runs a program on the bundled Node, in the project's folder; ends this process as that one ended. */
export function runAndExit(parameters) {
  const { status, signal } = spawnSync(node(), parameters, { cwd: ROOT, stdio: 'inherit' });
  process.exit(status ?? (signal === null ? 1 : 130));
}
