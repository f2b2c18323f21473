import type { HeadroomPoint, PoolSeries } from '@portplan/engine';
import { csvLines, type CsvColumn } from './csv-lines.js';

interface SeriesRow {
  readonly pool: PoolSeries;
  readonly point: HeadroomPoint;
}

const COLUMNS: readonly CsvColumn<SeriesRow>[] = [
  ['resource', ({ pool }) => pool.id],
  ['at', ({ point }) => point.at],
  ['capacity', ({ pool }) => pool.capacity],
  ['offered_load', ({ point }) => point.offeredLoad],
  ['utilization', ({ point }) => point.utilization],
  ['required', ({ point }) => point.required],
  ['headroom_factor', ({ point }) => point.headroomFactor],
];

/** Headroom over time, a line for each pool and instant. */
export function seriesCsv(series: readonly PoolSeries[]): string {
  return csvLines(
    COLUMNS,
    series.flatMap((pool) => pool.points.map((point) => ({ pool, point }))),
  );
}
