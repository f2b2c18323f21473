import type { Style, Tone } from '@portplan/exporters';

/** Where output goes, and what it can show. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Puts a line in the place of the last one, which it leaves to be written over; null where nobody watches. */
  readonly watched: ((line: string) => void) | null;
  readonly width: number;
  readonly style: Style;
}

/** Select graphic rendition, ECMA-48: what turns each tone on, and off again. */
const RENDITIONS: Readonly<Record<Exclude<Tone, 'plain'>, readonly [on: number, off: number]>> = {
  strong: [1, 22],
  faint: [2, 22],
  good: [32, 39],
  caution: [33, 39],
  bad: [31, 39],
};

/** Back to the first column, and what stands there erased to the end of the line. */
const LINE_AGAIN = '\r\u001b[K';

const WIDTH_WITHOUT_TERMINAL = 100;
const NARROWEST = 40;

/** The terminal of this process: colours only where there is one; FORCE_COLOR asks for them anyway, NO_COLOR forbids them. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['FORCE_COLOR'] === '0';
  const coloured = !refused && (forced || (stdout.isTTY && env['TERM'] !== 'dumb'));
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    watched: stderr.isTTY && env['TERM'] !== 'dumb' ? (line) => stderr.write(`${LINE_AGAIN}${line}`) : null,
    width: widthOf(stdout.isTTY ? stdout.columns : Number(env['COLUMNS'])),
    style: coloured ? colour : (_tone, text) => text,
  };
}

function colour(tone: Tone, text: string): string {
  if (tone === 'plain') return text;
  const [on, off] = RENDITIONS[tone];
  return `\u001b[${String(on)}m${text}\u001b[${String(off)}m`;
}

function widthOf(columns: number): number {
  return Number.isInteger(columns) && columns >= NARROWEST ? columns : WIDTH_WITHOUT_TERMINAL;
}
