import { PLAIN_STYLE, type Style, type Tone } from '@portplan/exporters';
import { styleText } from 'node:util';

/** Where output goes, and what it can show. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly width: number;
  readonly style: Style;
}

const COLOURS = {
  strong: 'bold',
  faint: 'dim',
  good: 'green',
  caution: 'yellow',
  bad: 'red',
} as const satisfies Record<Exclude<Tone, 'plain'>, Parameters<typeof styleText>[0]>;

const WIDTH_WITHOUT_TERMINAL = 100;

/** The terminal of this process: colours only where there is one, NO_COLOR and FORCE_COLOR have the last word. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const refused = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const coloured = !refused && (forced || (stdout.isTTY && env['TERM'] !== 'dumb'));
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    width: stdout.isTTY ? stdout.columns : widthFromEnvironment(env['COLUMNS']),
    style: coloured ? colour : PLAIN_STYLE,
  };
}

function colour(tone: Tone, text: string): string {
  return tone === 'plain' ? text : styleText(COLOURS[tone], text, { validateStream: false });
}

function widthFromEnvironment(columns: string | undefined): number {
  const width = Number(columns);
  return Number.isInteger(width) && width >= 40 ? width : WIDTH_WITHOUT_TERMINAL;
}
