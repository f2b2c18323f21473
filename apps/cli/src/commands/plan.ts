import { STATUSES, type PlanResult, type Status } from '@portplan/engine';
import { planCsv, planMarkdown, planText } from '@portplan/exporters';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import { planFiles, type PlannedDocuments } from '../documents.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

type Writer = (planned: PlannedDocuments, terminal: Terminal) => string | Promise<string>;

const WRITERS: Readonly<Record<string, Writer>> = {
  json: ({ result }) => `${JSON.stringify(result, null, 2)}\n`,
  yaml: async ({ result }) => (await import('yaml')).stringify(result, { aliasDuplicateObjects: false }),
  csv: ({ result }) => planCsv(result),
  markdown: ({ result, forecast }) => planMarkdown(result, forecast.start),
};

const asText: Writer = ({ result, forecast }, { width, style }) =>
  planText(result, { start: forecast.start, width, style });

/** `portplan plan TOPOLOGY FORECAST` */
export async function plan(invocation: Invocation): Promise<ExitCode> {
  const { operands, options, terminal } = invocation;
  const failFrom = failureStatus(textOption(invocation, 'fail-on'));
  const leastFactor = headroomFactor(textOption(invocation, 'min-headroom-factor'));
  const formats = Object.keys(WRITERS).filter((format) => options[format] === true);
  if (formats.length > 1) throw new UsageError(`--${formats.join(' and --')} exclude each other`);

  const [topology = '', forecast = ''] = operands;
  const planned = await planFiles(topology, forecast, textOption(invocation, 'policy'));
  const write = WRITERS[formats[0] ?? ''] ?? asText;
  terminal.out(await write(planned, terminal));
  return refuses(planned.result, failFrom, leastFactor) ? EXIT.refused : EXIT.ok;
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
