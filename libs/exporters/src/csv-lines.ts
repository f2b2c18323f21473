export type CsvColumn<Row> = readonly [title: string, read: (row: Row) => string | number | null];

/**
 * Rows as lines under a header; null is empty.
 *
 * @see RFC 4180
 */
export function csvLines<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map(([, read]) => field(read(row))).join(','));
  return `${[columns.map(([title]) => title).join(','), ...lines].join('\r\n')}\r\n`;
}

/** Quoted where it must be; text that a spreadsheet would take for a formula is kept from being one. */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
