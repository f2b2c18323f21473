import {
  azureMonitorAlerts,
  cloudWatchAlarms,
  gcpMonitoringAlerts,
  planCsv,
  planMarkdown,
  prometheusRules,
  proxyConfiguration,
  seriesCsv,
} from '@portplan/exporters';
import { seriesFitted } from '@portplan/history';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import type { PlannedDocuments } from '../documents.js';
import { writeFiles } from '../files.js';
import { nearestHint } from '../nearest-hint.js';
import { plannedFor } from '../planned.js';
import { UsageError } from '../usage-error.js';

type Exporter = (planned: PlannedDocuments) => string | Promise<string>;

/** What a plan can be exported as. A new format is a new row. */
export const EXPORTERS: Readonly<Record<string, Exporter>> = {
  html: async (planned) => (await import('../plan-page.js')).planPage(planned),
  markdown: ({ result, forecast }) => planMarkdown(result, forecast.start),
  csv: ({ result }) => planCsv(result),
  series: ({ topology, forecast, policy }) => seriesCsv(seriesFitted(topology, forecast, policy, {})),
  'prometheus-rules': ({ result }) => prometheusRules(result),
  'cloudwatch-alarms': ({ result }) => cloudWatchAlarms(result),
  'azure-alerts': ({ result }) => azureMonitorAlerts(result),
  'gcp-alerts': ({ result }) => gcpMonitoringAlerts(result),
  'proxy-configuration': ({ result }) => proxyConfiguration(result),
};

/** `portplan export FORMAT TOPOLOGY FORECAST` */
export async function exportTo(invocation: Invocation): Promise<ExitCode> {
  const [format = '', ...operands] = invocation.operands;
  const exporter = Object.hasOwn(EXPORTERS, format) ? EXPORTERS[format] : undefined;
  if (exporter === undefined)
    throw new UsageError(
      `export does not write "${format}"; ${await nearestHint(format, Object.keys(EXPORTERS))}`,
    );
  const { planned, rest } = await plannedFor({ ...invocation, operands });
  if (rest.length > 0)
    throw new UsageError(`export takes one topology and one forecast, but ${rest.join(' ')} is more`);
  const text = await exporter(planned);
  const out = textOption(invocation, 'out');
  if (out === undefined) invocation.terminal.out(text);
  else await writeFiles([{ path: out, text }]);
  return EXIT.ok;
}
