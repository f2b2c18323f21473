#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  process.stderr.write('portplan is not built yet: run `npm run build` in the clone first\n');
  process.exitCode = 2;
}
