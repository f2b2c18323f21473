import { EXIT } from './command.js';
import { run } from './run.js';
import { processTerminal } from './terminal.js';

/** `portplan …`: does what is asked, and exits with what {@link EXIT} says. */
export async function main(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `portplan … | head` ends the pipe early, which is nobody's fault.
    if (error.code === 'EPIPE') return;
    process.stderr.write(`portplan: standard output cannot be written: ${error.message}\n`);
    process.exit(EXIT.badInput);
  });
  process.stderr.on('error', () => undefined);

  process.exitCode = await run(process.argv.slice(2), processTerminal());
}
