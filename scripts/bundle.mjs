// The program in one file, and what Terraform asks in another that holds nothing else: loading a hundred small files
// takes longer than planning with them. Beside each lies what V8 made of it.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node, ROOT } from './prepare.mjs';

const CLI = join(ROOT, 'apps', 'cli');
const BUNDLE = join(CLI, 'bundle');
const SALE = join(ROOT, 'examples', 'ticket-sale');

/** Each with something for it to do: functions that this calls are compiled once and for all. */
const PROGRAMS = [
  {
    name: 'portplan.cjs',
    entry: 'main.js',
    parameters: ['plan', join(SALE, 'topology.yaml'), join(SALE, 'forecast.yaml'), '--fail-on', 'never'],
  },
  {
    name: 'terraform.cjs',
    entry: 'terraform-main.js',
    parameters: ['terraform'],
    input: JSON.stringify({
      topology_file: join(SALE, 'topology.yaml'),
      forecast_file: join(SALE, 'forecast.yaml'),
      policy_file: join(SALE, 'policy.yaml'),
    }),
  },
];

/** Bundles what tsc compiled. */
export async function bundle() {
  forgetCompiled();
  await Promise.all(
    PROGRAMS.map(({ name, entry }) =>
      build({
        entryPoints: [join(CLI, 'dist', entry)],
        outfile: join(BUNDLE, name),
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        // bin/portplan.js runs it: a script that comes to a function, called as modules are.
        banner: {
          js: "(function(exports,require,module,__filename){const thisFile=require('node:url').pathToFileURL(__filename).href;",
        },
        footer: { js: '})' },
        define: { 'import.meta.url': 'thisFile' },
        supported: { 'dynamic-import': false },
        charset: 'ascii',
        minifySyntax: true,
        minifyWhitespace: true,
        // Names stay: they stand in traces that people send us.
        legalComments: 'none',
        logLevel: 'warning',
      }),
    ),
  );
  for (const program of PROGRAMS) for (const path of nodes()) compile(path, program);
}

/** Before the programs are others: V8 knows what was compiled of which by their lengths only. */
function forgetCompiled() {
  const programs = PROGRAMS.map(({ name }) => name);
  for (const name of existsSync(BUNDLE) ? readdirSync(BUNDLE) : [])
    if (!programs.includes(name)) rmSync(join(BUNDLE, name));
}

/** The Node that the packages bring along, and the one that is here without them, which will mostly run it. */
function nodes() {
  return new Set([node(), process.env.npm_node_execpath ?? process.execPath]);
}

/** A start without it is slower, and no other: a Node that cannot do this is no reason to stop. */
function compile(path, { name, parameters, input }) {
  const { status, stderr } = spawnSync(
    path,
    [join(ROOT, 'scripts', 'compile-bundle.mjs'), join(BUNDLE, name), ...parameters],
    // Whoever builds this may have a server of their own.
    { input, encoding: 'utf8', env: { ...process.env, PORTPLAN_SERVER: '' } },
  );
  if (status !== 0) console.warn(`${name} is not compiled ahead for ${path}: ${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
