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
import type { Alert } from '@portplan/engine';
import { seriesFitted } from '@portplan/history';
import { EXIT, textOption, type ExitCode, type Invocation } from '../command.js';
import type { PlannedDocuments } from '../documents.js';
import { writeFiles } from '../files.js';
import { nearestHint } from '../nearest-hint.js';
import { plannedFor } from '../planned.js';
import { UsageError } from '../usage-error.js';

type Exporter = (planned: PlannedDocuments) => string | Promise<string>;

/** What a plan can be exported as. A new format is a new row. */
const EXPORTERS: Readonly<Record<string, Exporter>> = {
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

/** What a format needs of a plan, where many a plan has nothing of it. */
const NEEDS: Readonly<Record<string, (planned: PlannedDocuments) => string | null>> = {
  'prometheus-rules': alertsOf('prometheus', 'Prometheus'),
  'cloudwatch-alarms': alertsOf('cloudwatch', 'CloudWatch'),
  'azure-alerts': alertsOf('azure-monitor', 'Azure Monitor'),
  'gcp-alerts': alertsOf('gcp-monitoring', 'Google Cloud Monitoring'),
  'proxy-configuration': ({ result }) => (result.pooling.length > 0 ? null : 'the plan advises no pool'),
};

function alertsOf(system: Alert['system'], title: string): (planned: PlannedDocuments) => string | null {
  return ({ result }) =>
    result.alerts.some((alert) => alert.system === system)
      ? null
      : `no pool of the plan that needs watching has a metric of ${title}`;
}

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
  const nothing = NEEDS[format]?.(planned) ?? null;
  if (nothing !== null) invocation.terminal.err(`${nothing}: there is nothing to export\n`);
  const out = textOption(invocation, 'out');
  if (out === undefined || out === '-') invocation.terminal.out(text);
  else await writeFiles([{ path: out, text }]);
  return EXIT.ok;
}
