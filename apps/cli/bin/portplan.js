#!/usr/bin/env node
// CommonJS, without a look around: Terraform starts this program at every plan.
const { enableCompileCache } = require('node:module');

// Where Node can (22.8 and later), the next start need not compile again.
enableCompileCache?.();

function notBuilt(error) {
  if (error.code !== 'MODULE_NOT_FOUND' && error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('portplan: not built yet; run `npm run build` in the clone first\n');
  process.exitCode = 2;
}

if (process.argv.length === 3 && process.argv[2] === 'terraform') {
  try {
    void require('../bundle/terraform.cjs').main();
  } catch (error) {
    notBuilt(error);
  }
} else {
  import('../bundle/portplan.mjs').catch(notBuilt);
}
