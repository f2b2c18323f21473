// The program in one file, and what Terraform asks in another that holds nothing else: loading a hundred small files
// takes longer than planning with them.
import { build } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './prepare.mjs';

const CLI = join(ROOT, 'apps', 'cli');

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  // Names stay: they stand in traces that people send us.
  legalComments: 'none',
  logLevel: 'warning',
};

/** Bundles what tsc compiled. */
export async function bundle() {
  await Promise.all([
    build({
      ...shared,
      entryPoints: [join(CLI, 'dist', 'main.js')],
      outfile: join(CLI, 'bundle', 'portplan.mjs'),
      format: 'esm',
      // Some packages are CommonJS and require what Node has.
      banner: {
        js: "import{createRequire as requireFor}from'node:module';const require=requireFor(import.meta.url);",
      },
    }),
    build({
      ...shared,
      entryPoints: [join(CLI, 'dist', 'terraform-main.js')],
      outfile: join(CLI, 'bundle', 'terraform.cjs'),
      // CommonJS starts sooner than a module.
      format: 'cjs',
      define: { 'import.meta.url': 'thisFile' },
      banner: { js: "const thisFile=require('node:url').pathToFileURL(__filename).href;" },
    }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
