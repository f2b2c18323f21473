// npm run bench [-- engine|service|cli …] [--write]: how fast it is, as ratios against something known in the same run.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, fail, install, node, requireNode, ROOT } from './prepare.mjs';

const PARTS = ['engine', 'service', 'cli'].filter((part) =>
  existsSync(join(ROOT, 'bench', part, 'index.mjs')),
);
const PAGE = join(ROOT, 'docs', 'benchmarks.md');

requireNode();
const asked = process.argv.slice(2).filter((argument) => argument !== '--write');
const unknown = asked.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) fail(`There is no benchmark "${unknown[0]}"; there are ${PARTS.join(', ')}.`);
install();
build();
// The Node that the packages bring along runs the measured programs, and so this one too.
if (process.execPath !== node()) {
  const { status } = spawnSync(node(), process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}

for (const part of asked.length > 0 ? asked : PARTS) {
  const folder = join(ROOT, 'bench', part);
  installOwn(folder);
  const { bench } = await import(pathToFileURL(join(folder, 'index.mjs')));
  console.log(`\n${part}`);
  const rows = [];
  await bench((row) => {
    rows.push(row);
    console.log(`  ${cellsOf(row).filter(Boolean).join(' | ')}`);
  });
  if (process.argv.includes('--write')) write(part, rows);
}

/** What only a benchmark needs is installed only for it. */
function installOwn(folder) {
  if (!existsSync(join(folder, 'package.json')) || existsSync(join(folder, 'node_modules'))) return;
  console.log('Installing what only this benchmark needs (once) …');
  const { status } = spawnSync('npm', ['install', '--no-save', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail('npm could not install what the benchmark needs.');
}

function cellsOf({ what, portplan, against, ratio, goal, met }) {
  return [
    what,
    portplan,
    against,
    ratio?.toPrecision(3) ?? '',
    goal ? `${goal}: ${met ? 'met' : 'missed'}` : '',
  ];
}

/** The part's own section of the page; the others stay as they are. */
function write(part, rows) {
  const [begin, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
  const lines = rows.map((row) => `| ${cellsOf(row).join(' | ')} |`);
  const measured = `Measured by \`npm run bench -- ${part} --write\` on ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, Node ${process.versions.node}.`;
  const table = [
    '| what | Portplan | beside | ratio | goal |',
    '| --- | --- | --- | ---: | --- |',
    ...lines,
  ].join('\n');
  const section = `${begin}\n\n${measured}\n\n${table}\n\n${end}`;
  const page = readFileSync(PAGE, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end) + end.length;
  if (from < 0 || to < from) fail(`docs/benchmarks.md has no section ${begin} … ${end}.`);
  writeFileSync(PAGE, page.slice(0, from) + section + page.slice(to));
}
