import { BadDocuments } from './bad-documents.js';
import { EXIT, type Command, type ExitCode } from './command.js';
import { COMMANDS } from './commands.js';
import { nearestHint } from './nearest-hint.js';
import { parseArguments } from './parse-arguments.js';
import { ServerFault } from './server/server-fault.js';
import type { Terminal } from './terminal.js';
import { UnusableInput } from './unusable-input.js';
import { UsageError } from './usage-error.js';
import { versionText } from './version.js';

/** Runs one command line. What is wrong goes to standard error in a line each; never a stack trace. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    for (const line of linesOf(error)) terminal.err(`${line}\n`);
    return error instanceof UnusableInput || error instanceof ServerFault ? EXIT.refused : EXIT.badInput;
  }
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof BadDocuments) return error.lines;
  if (error instanceof UsageError || error instanceof UnusableInput || error instanceof ServerFault)
    return [`portplan: ${error.message}`];
  if (process.env['PORTPLAN_DEBUG'] !== undefined && error instanceof Error) return [error.stack ?? ''];
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return [`portplan: ${message} (a fault of portplan; PORTPLAN_DEBUG=1 shows where)`];
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  switch (name) {
    case undefined:
      terminal.err(await helpText(undefined, terminal));
      return EXIT.badInput;
    case '--version':
    case '-V':
      terminal.out(await versionText());
      return EXIT.ok;
    case '--help':
    case '-h':
    case 'help':
      terminal.out(await helpText(rest[0], terminal));
      return EXIT.ok;
    default:
      return runCommand(await commandNamed(name), rest, terminal);
  }
}

async function runCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const given = await parseArguments(command, args);
  if (given === 'help') {
    terminal.out(await helpText(command.name, terminal));
    return EXIT.ok;
  }
  return (await command.load())({ ...given, terminal });
}

/** Of the program, or of a command. */
async function helpText(name: string | undefined, { width }: Terminal): Promise<string> {
  const command = name === undefined ? undefined : await commandNamed(name);
  const { commandHelp, programHelp } = await import('./help.js');
  return command === undefined ? programHelp(width) : commandHelp(command, width);
}

async function commandNamed(name: string): Promise<Command> {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const names = COMMANDS.map((each) => each.name);
  const what = name.startsWith('-') ? `no option ${name} before a command` : `no command "${name}"`;
  throw new UsageError(`there is ${what}; ${await nearestHint(name, names)}`);
}
