/** What a stretch of text means; whoever prints it decides whether that is a colour. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'caution' | 'bad';

/** Colours text, or leaves it as it is. */
export type Style = (tone: Tone, text: string) => string;

/** Text without colours. */
export const PLAIN_STYLE: Style = (_tone, text) => text;

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Lower ones go first where the table is too wide; those without a rank always stay. */
  readonly rank?: number;
  /** May be cut in its middle where the table is still too wide. */
  readonly shrinks?: boolean;
}

const GAP = 2;
const NARROWEST = 12;
/** Long enough to tell names apart: columns of low rank go before a name is cut below this. */
const READABLE = 44;

/** A table in plain text that fits a width: columns of low rank are left out, then long ones cut in their middle. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  style: Style,
): string {
  const kept = fittingColumns(columns, rows, width);
  const widths = shrunk(kept, columns, rows, width);
  const line = (cells: readonly Cell[], tone?: Tone): string =>
    kept
      .map((column, place) => {
        const cell = cells[column] ?? { text: '' };
        const text = cut(cell.text, widths[place] ?? 0);
        const padding = ' '.repeat(Math.max(0, (widths[place] ?? 0) - lengthOf(text)));
        const shown = style(tone ?? cell.tone ?? 'plain', text);
        return columns[column]?.align === 'right' ? padding + shown : shown + padding;
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const titles = columns.map(({ title }) => ({ text: title }));
  return [line(titles, 'faint'), ...rows.map((row) => line(row))].join('\n');
}

function naturalWidth(
  column: number,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): number {
  return rows.reduce(
    (widest, row) => Math.max(widest, lengthOf(row[column]?.text ?? '')),
    lengthOf(columns[column]?.title ?? ''),
  );
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1);
}

function fittingColumns(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly number[] {
  let kept = columns
    .map((_, index) => index)
    .filter((column) => rows.some((row) => (row[column]?.text ?? '') !== ''));
  const least = (column: number): number => {
    const natural = naturalWidth(column, columns, rows);
    return columns[column]?.shrinks === true ? Math.min(natural, READABLE) : natural;
  };
  const droppable = columns
    .map(({ rank }, index) => ({ rank, index }))
    .filter((each): each is { rank: number; index: number } => each.rank !== undefined)
    .sort((one, other) => one.rank - other.rank);
  for (const { index } of droppable) {
    if (totalWidth(kept.map(least)) <= width) break;
    kept = kept.filter((each) => each !== index);
  }
  return kept;
}

function shrunk(
  kept: readonly number[],
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly number[] {
  const widths = kept.map((column) => naturalWidth(column, columns, rows));
  for (;;) {
    const excess = totalWidth(widths) - width;
    if (excess <= 0) return widths;
    const widest = kept.reduce(
      (best, column, place) =>
        columns[column]?.shrinks === true && (widths[place] ?? 0) > (widths[best] ?? -1) ? place : best,
      -1,
    );
    const current = widths[widest];
    if (current === undefined || current <= NARROWEST) return widths;
    widths[widest] = Math.max(NARROWEST, current - excess);
  }
}

/** Cut in the middle, since names differ at their ends. */
function cut(text: string, width: number): string {
  const characters = Array.from(text);
  if (characters.length <= width) return text;
  const left = Math.ceil((width - 1) / 2);
  return `${characters.slice(0, left).join('')}…${characters.slice(characters.length - (width - 1 - left)).join('')}`;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** Breaks a paragraph at spaces to fit a width, each line behind an indent. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && lengthOf(indent) + lengthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.map((each) => `${indent}${each}`).join('\n');
}
