// npm run tabulate:port-search: plays searches in an endless range and writes the table that the engine judges them by.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, requireNode, ROOT } from './prepare.mjs';

const TABLE = join(ROOT, 'libs', 'engine', 'src', 'ports', 'search-table.ts');
const BUNDLE = join(ROOT, 'node_modules', '.cache', 'portplan', 'tabulate.mjs');

requireNode();
install();
const { buildSync } = await import('esbuild');
mkdirSync(join(BUNDLE, '..'), { recursive: true });
buildSync({
  entryPoints: [join(ROOT, 'test', 'tabulation', 'tabulate.ts')],
  outfile: BUNDLE,
  bundle: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'error',
});
const { tabulate } = await import(pathToFileURL(BUNDLE));
const { fills, halving, single } = tabulate((line) => console.log(line));

// In an empty range and in a full one a run is worth as many tries as it has ports.
const columns = (worth) =>
  Object.entries(worth)
    .map(([length, values]) => `[${length}, [${[length, ...values, length].join(', ')}]],`)
    .join('\n');
writeFileSync(
  TABLE,
  `/*
 * Written by npm run tabulate:port-search (test/tabulation): not to be edited by hand. Played port by port in rings of 8,192
 * to 131,072 ports with one fixed hold. Chance puts a figure off by about 0.5 %, and by more where the chance of all in use
 * is below 1e-4 and columns are continued from shorter windows. What the figures mean: see search-worth.ts.
 */

/** Share of the ports in use. */
export const FILLS: readonly number[] = [${[0, ...fills, 1].join(', ')}];

/** Worth of each run of netfilter's search, by the length of the run: one figure a fill. */
export const HALVING_WORTH: ReadonlyMap<number, readonly number[]> = new Map([
${columns(halving)}
]);

/** Worth of the only run of a search, by its length: one figure a fill. */
export const SINGLE_WORTH: ReadonlyMap<number, readonly number[]> = new Map([
${columns(single)}
]);
`,
);
execFileSync(join(ROOT, 'node_modules', '.bin', 'prettier'), ['--write', TABLE], { stdio: 'inherit' });
