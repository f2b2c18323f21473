import type { DemandHistory } from '@portplan/engine';
import { CsvError, parse } from 'csv-parse/sync';
import { HistoryError } from './history-error.js';

/** Requests per second at an instant. */
export interface RecordedRate {
  /** Seconds since 1970. */
  readonly atSeconds: number;
  readonly requestsPerSecond: number;
}

/**
 * The rates of a recording, ascending in time.
 *
 * @throws HistoryError that names line or index, what stands there, and what would be right
 * @see RFC 4180; https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export function readHistory(history: DemandHistory): readonly RecordedRate[] {
  const rates = history.csv === undefined ? fromPrometheus(history.prometheus ?? {}) : fromCsv(history.csv);
  const ascending = [...rates].sort((one, other) => one.atSeconds - other.atSeconds);
  return ascending.filter(({ atSeconds }, index) => atSeconds !== ascending[index - 1]?.atSeconds);
}

interface CsvLine {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function fromCsv(csv: string): readonly RecordedRate[] {
  const lines = linesOf(csv);
  const [first] = lines;
  // A header is a first line without any number.
  const isHeader = first?.record.every(
    (field) => Number.isNaN(Number(field)) && Number.isNaN(Date.parse(field)),
  );
  return (isHeader === true ? lines.slice(1) : lines).map(
    ({ record: [time = '', value = '', ...more], info }) => {
      const at = `line ${String(info.lines)}`;
      if (more.length > 0)
        throw new HistoryError('syntax', more.join(','), `${at} has more than a time and a value`);
      return { atSeconds: instantOf(time, at), requestsPerSecond: rateOf(value, at) };
    },
  );
}

function linesOf(csv: string): readonly CsvLine[] {
  try {
    return parse(csv, {
      info: true,
      trim: true,
      skip_empty_lines: true,
      comment: '#',
      relax_column_count: true,
      bom: true,
    }) as unknown as readonly CsvLine[];
  } catch (error) {
    if (error instanceof CsvError) throw new HistoryError('syntax', null, `it is no CSV: ${error.message}`);
    throw error;
  }
}

function fromPrometheus(answer: Readonly<Record<string, unknown>>): readonly RecordedRate[] {
  const data = fieldsOf(answer['data'] ?? answer);
  const results = data['result'];
  if (data['resultType'] !== 'matrix' || !Array.isArray(results))
    throw new HistoryError(
      'syntax',
      null,
      'it is no answer of a Prometheus range query; it must have data.resultType "matrix" and data.result',
    );
  const [only, ...others] = results.map(fieldsOf);
  const values = only?.['values'];
  if (others.length > 0 || !Array.isArray(values))
    throw new HistoryError(
      'syntax',
      String(results.length),
      `it has ${String(results.length)} series; it must have one: add them up with sum(rate(…))`,
    );
  return values.flatMap((pair: unknown, index): readonly RecordedRate[] => {
    const at = `values[${String(index)}]`;
    const [time, value] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    // What a query could not say of an instant, such as nothing divided by nothing, is a gap.
    if (value === 'NaN') return [];
    return [{ atSeconds: instantOf(String(time), at), requestsPerSecond: rateOf(String(value), at) }];
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** ISO 8601 with a time and no zone, with a space in the place of the T or not. */
const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/** The year 10000: what is later was written in milliseconds. */
const LATEST_SECONDS = 253_402_300_800;

/** Seconds since 1970, or ISO 8601; without a zone that of UTC, wherever the program runs. */
function instantOf(text: string, at: string): number {
  const number = text === '' ? NaN : Number(text);
  const seconds = Number.isNaN(number) ? Date.parse(text.replace(WITHOUT_ZONE, '$1T$2Z')) / 1000 : number;
  if (Number.isFinite(seconds) && seconds < LATEST_SECONDS && /^\d/.test(text)) return seconds;
  throw new HistoryError(
    'not-an-instant',
    text,
    `${at} has the time ${JSON.stringify(text.slice(0, 40))}; it must be an ISO 8601 instant such as 2026-11-01T00:00:00Z, or seconds (not milliseconds) since 1970`,
  );
}

function rateOf(text: string, at: string): number {
  const rate = text === '' ? NaN : Number(text);
  if (Number.isFinite(rate) && rate >= 0) return rate;
  throw new HistoryError(
    'not-a-rate',
    text,
    `${at} has the value ${JSON.stringify(text.slice(0, 40))}; it must be a number of requests per second, at least 0`,
  );
}
