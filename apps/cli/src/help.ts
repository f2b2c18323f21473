import { wrapped } from '@portplan/exporters';
import type { Command } from './command.js';
import { COMMANDS } from './commands.js';

/** `portplan --help` */
export function programHelp(width: number): string {
  return [
    'portplan: will the ephemeral ports hold?',
    '',
    'usage: portplan COMMAND …',
    '',
    ...definitions(
      COMMANDS.map(({ name, summary }) => [name, summary]),
      width,
    ),
    '',
    wrapped('portplan COMMAND --help says more. A file named - is standard input.', width),
    wrapped(
      'exit status: 0 all well; 1 the plan says no (see --fail-on), or what was to be read from elsewhere (an import, a server) cannot be; 2 the documents or the command line are wrong',
      width,
    ),
    '',
    'example: portplan plan topology.yaml forecast.yaml',
    '',
  ].join('\n');
}

/** `portplan COMMAND --help` */
export function commandHelp(command: Command, width: number): string {
  const { name, summary, operands, options, examples, notes } = command;
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  return [
    `usage: portplan ${name}${operands === '' ? '' : ` ${operands}`}${rows.length > 0 ? ' [options]' : ''}`,
    '',
    wrapped(summary, width, '  '),
    ...(notes === undefined ? [] : ['', wrapped(notes, width, '  ')]),
    ...(rows.length > 0 ? ['', 'options:', ...definitions(rows, width)] : []),
    '',
    'examples:',
    // Whole, so that they can be copied.
    ...examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

/** Terms in a column, and beside each what it means. */
function definitions(rows: readonly (readonly [term: string, meaning: string])[], width: number): string[] {
  const longest = Math.max(...rows.map(([term]) => term.length));
  return rows.map(([term, meaning]) =>
    wrapped(meaning, width, `  ${term.padEnd(longest)}  `, ' '.repeat(longest + 4)),
  );
}
