import type { Command } from './command.js';
import { COMMANDS } from './commands.js';

/** `portplan --help` */
export function programHelp(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    'portplan: will the ephemeral ports hold?',
    '',
    'usage: portplan COMMAND …',
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'portplan COMMAND --help says more. A file named - is standard input.',
    'exit status: 0 all well, 1 the plan says no (see --fail-on), 2 the input or the command line is wrong',
    '',
    'example: portplan plan topology.yaml forecast.yaml',
    '',
  ].join('\n');
}

/** `portplan COMMAND --help` */
export function commandHelp({ name, summary, operands, options, examples, notes = [] }: Command): string {
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    `usage: portplan ${name} ${operands}${rows.length > 0 ? ' [options]' : ''}`,
    '',
    `  ${summary}`,
    ...notes.map((note) => `  ${note}`),
    ...(rows.length > 0
      ? ['', 'options:', ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`)]
      : []),
    '',
    'examples:',
    ...examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}
