import type { PlanResult, Resource } from '@portplan/engine';
import { csvLines, type CsvColumn } from './csv-lines.js';

const COLUMNS: readonly CsvColumn<Resource>[] = [
  ['id', ({ id }) => id],
  ['node', ({ node }) => node],
  ['kind', ({ kind }) => kind],
  ['destination', ({ destination }) => destination],
  ['scope', ({ scope }) => scope],
  ['protocol', ({ protocol }) => protocol],
  ['capacity', ({ capacity }) => capacity],
  ['peak_at', ({ peak }) => peak.at],
  ['connections_per_second', ({ peak }) => peak.connectionsPerSecond],
  ['offered_load', ({ peak }) => peak.offeredLoad],
  ['required', ({ peak }) => peak.required],
  ['utilization', ({ peak }) => peak.utilization],
  ['blocking_probability', ({ peak }) => peak.blockingProbability],
  ['headroom_ports', ({ headroom }) => headroom.ports],
  ['headroom_factor', ({ headroom }) => headroom.factor],
  ['status', ({ status }) => status],
  ['over_target_at', ({ overTargetAt }) => overTargetAt.planning],
  ['exhaustion_at', ({ exhaustionAt }) => exhaustionAt.planning],
];

/** The pools as RFC 4180 lines, a line each under a header; null is empty. */
export function planCsv(result: PlanResult): string {
  return csvLines(COLUMNS, result.resources);
}
