// node scripts/compile-bundle.mjs FILE [PARAMETER …]: lets a bundle do something, and keeps beside it what V8 compiled
// meanwhile, for apps/cli/bin/portplan.js. Node's own cache of compiled modules has only what is compiled before they run.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

const [program, , file, ...parameters] = process.argv;
process.argv = [program, file, ...parameters];

const script = new Script(readFileSync(file, 'latin1'), { filename: file });
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, createRequire(file), bundle, file);
await bundle.exports.main();
writeFileSync(`${file}.${process.version}-${process.platform}-${process.arch}`, script.createCachedData());
