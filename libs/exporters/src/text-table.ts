import { brokenName, lengthOf } from './wrapped-text.js';

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
  /** May go on over several lines where the table is still too wide. */
  readonly wraps?: boolean;
}

const GAP = 2;
const NARROWEST = 12;
/** Wide enough to read names at a glance: columns of low rank go before names are broken to less than this. */
const READABLE = 36;

/** A table in plain text that fits a width: columns of low rank are left out, then long names broken over lines. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  style: Style,
): string {
  const kept = fittingColumns(columns, rows, width);
  const widths = wrappedWidths(kept, columns, rows, width);
  const placed = kept.map((index, place) => ({ index, column: columns[index], width: widths[place] ?? 0 }));
  const line = (cells: readonly Cell[]): string =>
    placed
      .map(({ index, column, width: columnWidth }) => {
        const { text, tone = 'plain' } = cells[index] ?? { text: '' };
        const padding = ' '.repeat(Math.max(0, columnWidth - lengthOf(text)));
        const shown = text === '' ? '' : style(tone, text);
        return column?.align === 'right' ? padding + shown : shown + padding;
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const lines = (cells: readonly Cell[]): readonly string[] => {
    const broken = new Map(
      placed.map((each) => [each.index, brokenName(cells[each.index]?.text ?? '', each.width)]),
    );
    const height = Math.max(...[...broken.values()].map((pieces) => pieces.length));
    return Array.from({ length: height }, (_, at) =>
      line(cells.map((cell, index) => ({ ...cell, text: broken.get(index)?.[at] ?? '' }))),
    );
  };
  const titles = columns.map(({ title }): Cell => ({ text: title, tone: 'faint' }));
  return [line(titles), ...rows.flatMap(lines)].join('\n');
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

/** The columns that say anything, and of those the highest ranks that fit beside each other. */
function fittingColumns(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly number[] {
  const least = (index: number): number => {
    const natural = naturalWidth(index, columns, rows);
    return columns[index]?.wraps === true ? Math.min(natural, READABLE) : natural;
  };
  const said = columns
    .map((_, index) => index)
    .filter((index) => rows.some((row) => (row[index]?.text ?? '') !== ''));
  const rankOf = (index: number): number => columns[index]?.rank ?? Infinity;
  let kept = said.filter((index) => rankOf(index) === Infinity);
  for (const index of said
    .filter((each) => !kept.includes(each))
    .sort((one, other) => rankOf(other) - rankOf(one))) {
    const more = said.filter((each) => each === index || kept.includes(each));
    if (totalWidth(more.map(least)) <= width) kept = more;
  }
  return kept;
}

/** Natural widths, but columns that may wrap give what the table has too much, the widest first. */
function wrappedWidths(
  kept: readonly number[],
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly number[] {
  const widths = kept.map((column) => naturalWidth(column, columns, rows));
  const wrapping = kept.flatMap((column, place) => (columns[column]?.wraps === true ? [place] : []));
  for (let excess = totalWidth(widths) - width; excess > 0; excess -= 1) {
    const widest = wrapping.reduce(
      (best, place) => ((widths[place] ?? 0) > (widths[best] ?? 0) ? place : best),
      wrapping[0] ?? -1,
    );
    const current = widths[widest];
    if (current === undefined || current <= NARROWEST) break;
    widths[widest] = current - 1;
  }
  return widths;
}
