#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

// Where Node can (22.8 and later), the next start need not compile again.
module.enableCompileCache?.();

const program = new URL('../dist/main.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  process.stderr.write('portplan: not built yet; run `npm run build` in the clone first\n');
  process.exitCode = 2;
}
