import { STATUSES, type PlanResult, type Status } from '@portplan/engine';
import { planCsv, planMarkdown, planText } from '@portplan/exporters';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import type { PlannedDocuments } from '../documents.js';
import { formatOf, valueText, type Format } from '../output-format.js';
import { plannedFor } from '../planned.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** `portplan plan TOPOLOGY FORECAST` */
export async function plan(invocation: Invocation): Promise<ExitCode> {
  const failFrom = failureStatus(textOption(invocation, 'fail-on'));
  const leastFactor = headroomFactor(textOption(invocation, 'min-headroom-factor'));
  const format = formatOf(invocation);
  const { planned } = await plannedFor(invocation);
  invocation.terminal.out(await written(format, planned, invocation.terminal));
  return refuses(planned.result, failFrom, leastFactor) ? EXIT.refused : EXIT.ok;
}

function written(
  format: Format | null,
  { result, forecast: { start } }: PlannedDocuments,
  { width, style }: Terminal,
): string | Promise<string> {
  switch (format) {
    case null:
      return planText(result, { start, width, style });
    case 'csv':
      return planCsv(result);
    case 'markdown':
      return planMarkdown(result, start);
    case 'json':
    case 'yaml':
      return valueText(format, result);
  }
}

function failureStatus(given: string | undefined): Status | null {
  if (given === undefined) return 'exhausted';
  if (given === 'never') return null;
  const found = STATUSES.find((status) => status === given && status !== 'ok');
  if (found !== undefined) return found;
  throw new UsageError(`--fail-on is "${given}"; it must be warning, over, exhausted or never`);
}

function headroomFactor(given: string | undefined): number {
  if (given === undefined) return 0;
  const factor = given.trim() === '' ? NaN : Number(given);
  if (Number.isFinite(factor) && factor > 0) return factor;
  throw new UsageError(`--min-headroom-factor is "${given}"; it must be a number above 0, such as 1.5`);
}

function refuses(result: PlanResult, failFrom: Status | null, leastFactor: number): boolean {
  const tooBad = failFrom !== null && STATUSES.indexOf(result.summary.status) >= STATUSES.indexOf(failFrom);
  return tooBad || result.resources.some(({ headroom }) => (headroom.factor ?? Infinity) < leastFactor);
}
