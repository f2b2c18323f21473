import { run } from './run.js';
import { processTerminal } from './terminal.js';

// `portplan … | head` ends the pipe early, which is nobody's fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), processTerminal());
