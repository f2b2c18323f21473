import { parseArgs } from 'node:util';
import type { Command, Given, OptionSpec } from './command.js';
import { nearestHint } from './nearest-hint.js';
import { UsageError } from './usage-error.js';

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/**
 * The operands and options of a command line, or that it asks for help.
 *
 * @throws UsageError with the nearest option for one that there is not, and for values and operands too many or too few
 */
export async function parseArguments(command: Command, args: readonly string[]): Promise<Given | 'help'> {
  const { positionals, tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }])),
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
    // Its own messages do not say what would be right.
    strict: false,
    tokens: true,
  });
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []));
  if (given.some(({ name }) => name === 'help')) return 'help';
  const options: Record<string, string | boolean> = {};
  for (const token of given) {
    const spec = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (spec === undefined) {
      const hint = await nearestHint(token.name, Object.keys(command.options), '--');
      throw new UsageError(`${command.name} has no option ${token.rawName}; ${hint}`);
    }
    options[token.name] = valueOf(token, spec);
  }
  refuseCount(command, positionals.length);
  return { operands: positionals, options };
}

function valueOf({ rawName, value, inlineValue }: OptionToken, spec: OptionSpec): string | boolean {
  if (spec.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return true;
  }
  // The next option is no value; what does begin with dashes can be given as --option=--value.
  if (value === undefined || (inlineValue === false && value.startsWith('--')))
    throw new UsageError(`${rawName} needs a value: ${rawName} ${spec.value ?? 'VALUE'}`);
  return value;
}

function refuseCount({ name, operands, arity: [least, most] }: Command, count: number): void {
  if (count >= least && count <= most) return;
  const were = count === 1 ? '1 was' : `${count === 0 ? 'none' : String(count)} were`;
  throw new UsageError(
    `${name} takes ${operands === '' ? 'no operands' : operands}, but ${were} given; see portplan ${name} --help`,
  );
}
