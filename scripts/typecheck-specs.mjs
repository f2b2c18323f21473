// The build leaves specs out: here they are checked, each package's and those of test/.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { node, ROOT } from './prepare.mjs';

const packages = ['libs', 'apps'].flatMap((room) =>
  readdirSync(join(ROOT, room)).map((name) => join(room, name)),
);
const projects = [...packages, 'test']
  .map((folder) => join(folder, 'tsconfig.json'))
  .filter((project) => existsSync(join(ROOT, project)));

const failed = projects.filter((project) => {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  return spawnSync(node(), [tsc, '-p', project, '--pretty'], { cwd: ROOT, stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) {
  console.error(`Type errors in ${failed.join(', ')}`);
  process.exit(1);
}
