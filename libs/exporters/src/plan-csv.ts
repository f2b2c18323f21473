import type { PlanResult, Resource } from '@portplan/engine';

const COLUMNS: readonly (readonly [string, (resource: Resource) => string | number | null])[] = [
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
  const rows = result.resources.map((resource) => COLUMNS.map(([, read]) => field(read(resource))).join(','));
  return `${[COLUMNS.map(([title]) => title).join(','), ...rows].join('\r\n')}\r\n`;
}

/** Quoted where it must be; text that a spreadsheet would take for a formula is kept from being one. */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
