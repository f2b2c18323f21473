// npm run validate: the engine beside a simulation that knows none of its formulas; writes docs/validation.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, fail, install, requireNode, ROOT } from './prepare.mjs';

const PAGE = join(ROOT, 'docs', 'validation.md');
const BUNDLE = join(ROOT, 'node_modules', '.cache', 'portplan', 'validate.mjs');
const [BEGIN, END] = ['<!-- npm run validate: begin -->', '<!-- npm run validate: end -->'];

requireNode();
install();
build();
const { buildSync } = await import('esbuild');
mkdirSync(join(BUNDLE, '..'), { recursive: true });
// The simulation is bundled; the engine is the one that `npm run build` made.
buildSync({
  entryPoints: [join(ROOT, 'test', 'validation', 'validate.ts')],
  outfile: BUNDLE,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
});
const { validate } = await import(pathToFileURL(BUNDLE));

const before = readFileSync(PAGE, 'utf8');
const [head, rest] = before.split(BEGIN);
const tail = rest?.split(END)[1];
if (tail === undefined) fail(`${PAGE} has lost the marks that its measured part stands between.`);

const started = performance.now();
const { rows, page } = validate((line) => console.log(line));
const seconds = ((performance.now() - started) / 1000).toFixed(0);
const missed = rows.filter((row) => !row.met).length;
writeFileSync(PAGE, `${head}${BEGIN}\n\n${page}\n\n${END}${tail}`);
console.log(`\n${rows.length} cases in ${seconds} s, ${missed} goals missed; written to docs/validation.md`);
