// npm test: everything that Jest runs. What follows `--` goes to Jest: npm test -- --selectProjects unit
import { build, install, requireNode, runAndExit } from './prepare.mjs';

requireNode();
install();
build();
runAndExit([
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  ...process.argv.slice(2),
]);
