export interface MarkdownColumn<Row> {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Markdown already. */
  readonly cell: (row: Row) => string;
}

/** Nothing where there are no rows. */
export function markdownTable<Row>(columns: readonly MarkdownColumn<Row>[], rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  // A bar within a cell would end it; those that markdownText has escaped are escaped already.
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === 'left' ? '---' : '---:'))),
    ...rows.map((row) => line(columns.map(({ cell }) => cell(row)))),
  ].join('\n');
}

/** A name, set as code. */
export function markdownCode(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** Text that stays text: on one line, without markup, links or mentions. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>#~|]/g, (character) => `\\${character}`)
    .replaceAll('@', '@\u200b');
}
