#!/usr/bin/env node
// CommonJS, without a look around: Terraform starts this program at every plan.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const asksForTerraform = process.argv.length === 3 && process.argv[2] === 'terraform';
const file = join(__dirname, '..', 'bundle', asksForTerraform ? 'terraform.cjs' : 'portplan.cjs');

/** What V8 made of the program when it was built, where it was built for a Node like this. */
function compiled() {
  try {
    return readFileSync(`${file}.${process.version}-${process.platform}-${process.arch}`);
  } catch {
    return undefined;
  }
}

function main() {
  // ASCII only, which is read faster as what it is.
  const source = readFileSync(file, 'latin1');
  // What does not fit this V8 is not used: it then compiles what it runs, as always.
  const program = new Script(source, { filename: file, cachedData: compiled() }).runInThisContext();
  const bundle = { exports: {} };
  program(bundle.exports, require, bundle, file);
  return bundle.exports.main();
}

try {
  void main();
} catch (error) {
  if (error.code !== 'ENOENT' || error.path !== file) throw error;
  process.stderr.write('portplan: not built yet; run `npm run build` in the clone first\n');
  process.exitCode = 2;
}
