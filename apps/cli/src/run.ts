import { parseArgs } from 'node:util';
import { EXIT, type Command, type ExitCode, type Invocation } from './command.js';
import { COMMANDS } from './commands.js';
import { commandHelp, programHelp } from './help.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** Runs one command line. What is wrong goes to standard error in a line each; never a stack trace. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    const lines = linesOf(error);
    if (lines === null) throw error;
    for (const line of lines) terminal.err(`portplan: ${line}\n`);
    return EXIT.badInput;
  }
}

function linesOf(error: unknown): readonly string[] | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'BadDocuments') return error.message.split('\n');
  return error instanceof UsageError ? [error.message] : null;
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h') {
    (name === undefined ? terminal.err : terminal.out)(programHelp());
    return name === undefined ? EXIT.badInput : EXIT.ok;
  }
  if (name === '--version' || name === '-V') {
    const { ENGINE_VERSION } = await import('@portplan/engine');
    terminal.out(`portplan, engine ${ENGINE_VERSION}\n`);
    return EXIT.ok;
  }
  if (name === 'help')
    return rest[0] === undefined ? dispatch(['--help'], terminal) : dispatch([rest[0], '--help'], terminal);
  const command = await commandNamed(name);
  const invocation = await invocationOf(command, rest, terminal);
  if (invocation === null) {
    terminal.out(commandHelp(command));
    return EXIT.ok;
  }
  return (await command.load())(invocation);
}

async function commandNamed(name: string): Promise<Command> {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  throw new UsageError(
    `there is no command "${name}"; ${await hint(
      name,
      COMMANDS.map((each) => each.name),
    )}`,
  );
}

/** Null where help is asked for. */
async function invocationOf(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<Invocation | null> {
  const { positionals, tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(Object.entries(command.options).map(([option, { type }]) => [option, { type }])),
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name === 'help') return null;
    const spec = command.options[token.name];
    if (spec === undefined) {
      throw new UsageError(
        `${command.name} has no option ${token.rawName}; ${await hint(token.name, Object.keys(command.options), '--')}`,
      );
    }
    if (spec.type === 'string' && token.value === undefined)
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${spec.value ?? 'VALUE'}`);
    if (spec.type === 'boolean' && token.value !== undefined)
      throw new UsageError(`${token.rawName} takes no value`);
    options[token.name] = token.value ?? true;
  }
  const [least, most] = command.arity;
  if (positionals.length < least || positionals.length > most) {
    throw new UsageError(
      `${command.name} takes ${command.operands}, but ${String(positionals.length)} were given; see portplan ${command.name} --help`,
    );
  }
  return { operands: positionals, options, terminal };
}

async function hint(wrong: string, right: readonly string[], prefix = ''): Promise<string> {
  const { nearestName } = await import('@portplan/engine');
  const nearest = nearestName(wrong, right);
  if (nearest !== undefined) return `did you mean ${prefix}${nearest}?`;
  return right.length === 0 ? 'it has none' : `there are ${right.map((each) => prefix + each).join(', ')}`;
}
