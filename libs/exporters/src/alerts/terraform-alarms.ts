import type { Alert, PlanResult } from '@portplan/engine';

type Json = Readonly<Record<string, unknown>>;
type System = Exclude<Alert['system'], 'prometheus'>;

/** How a provider's alarms are written in Terraform. */
interface Dialect {
  readonly resourceType: string;
  /** What whoever applies the file must say of each node, beside the topology. */
  readonly variables: (node: string, alert: Alert) => Json;
  readonly alarm: (alert: Alert, variable: string) => Json;
}

const CLOUDWATCH_STATISTICS: Readonly<Record<Alert['statistic'], string>> = {
  sum: 'Sum',
  average: 'Average',
  maximum: 'Maximum',
  rate: 'Average',
};

const AZURE_AGGREGATIONS: Readonly<Record<Alert['statistic'], string>> = {
  sum: 'Total',
  average: 'Average',
  maximum: 'Maximum',
  rate: 'Average',
};

const GOOGLE_ALIGNERS: Readonly<Record<Alert['statistic'], string>> = {
  sum: 'ALIGN_DELTA',
  average: 'ALIGN_MEAN',
  maximum: 'ALIGN_MAX',
  rate: 'ALIGN_RATE',
};

/** Periods that a warning must last; a refused connection is told at once. */
const WARNING_PERIODS = 5;

const DIALECTS: Readonly<Record<System, Dialect>> = {
  cloudwatch: {
    resourceType: 'aws_cloudwatch_metric_alarm',
    variables: (node, { dimension, namespace }) => ({
      type: 'string',
      description: `${dimension} of ${node}, as ${namespace} reports it`,
    }),
    alarm: (alert, variable) => ({
      alarm_name: `portplan ${alert.id}`,
      alarm_description: alert.because,
      namespace: alert.namespace,
      metric_name: alert.metric,
      dimensions: { [alert.dimension]: `\${var.${variable}}`, ...alert.filter },
      statistic: CLOUDWATCH_STATISTICS[alert.statistic],
      period: alert.periodSeconds,
      evaluation_periods: periodsOf(alert),
      comparison_operator: 'GreaterThanThreshold',
      threshold: alert.threshold,
      treat_missing_data: 'notBreaching',
      alarm_actions: '${var.portplan_notify}',
    }),
  },
  'azure-monitor': {
    resourceType: 'azurerm_monitor_metric_alert',
    variables: (node) => ({ type: 'string', description: `resource id of ${node}` }),
    alarm: (alert, variable) => ({
      name: `portplan-${slug(alert.id)}`,
      description: alert.because,
      resource_group_name: '${var.portplan_resource_group}',
      scopes: [`\${var.${variable}}`],
      severity: alert.severity === 'critical' ? 1 : 2,
      frequency: 'PT1M',
      window_size: alert.severity === 'critical' ? 'PT1M' : 'PT5M',
      criteria: {
        metric_namespace: alert.namespace,
        metric_name: alert.metric,
        aggregation: AZURE_AGGREGATIONS[alert.statistic],
        operator: 'GreaterThan',
        // A sum over the window grows with it.
        threshold: alert.threshold * (alert.severity !== 'critical' && alert.statistic === 'sum' ? 5 : 1),
        dimension: Object.entries(alert.filter).map(([name, value]) => ({
          name,
          operator: 'Include',
          values: [value],
        })),
      },
      action: [{ action_group_id: '${var.portplan_notify}' }],
    }),
  },
  'gcp-monitoring': {
    resourceType: 'google_monitoring_alert_policy',
    variables: (node, { dimension }) => ({ type: 'string', description: `${dimension} of ${node}` }),
    alarm: (alert, variable) => ({
      display_name: `portplan ${alert.id}`,
      combiner: 'OR',
      documentation: { content: alert.because },
      notification_channels: '${var.portplan_notify}',
      conditions: {
        display_name: alert.metric,
        condition_threshold: {
          filter: [
            `resource.type="${alert.namespace}"`,
            `metric.type="${alert.metric}"`,
            `metric.labels.${alert.dimension}="\${var.${variable}}"`,
            ...Object.entries(alert.filter).map(([label, value]) => `metric.labels.${label}="${value}"`),
          ].join(' AND '),
          comparison: 'COMPARISON_GT',
          threshold_value: alert.threshold,
          duration: `${String((periodsOf(alert) - 1) * alert.periodSeconds)}s`,
          aggregations: {
            alignment_period: `${String(alert.periodSeconds)}s`,
            per_series_aligner: GOOGLE_ALIGNERS[alert.statistic],
          },
        },
      },
    }),
  },
};

/** Whom to tell, in the terms of each provider. */
const SHARED_VARIABLES: Readonly<Record<System, Json>> = {
  cloudwatch: {
    portplan_notify: { type: 'list(string)', default: [], description: 'ARNs of SNS topics to tell' },
  },
  'azure-monitor': {
    portplan_notify: { type: 'string', description: 'id of the action group to tell' },
    portplan_resource_group: { type: 'string', description: 'resource group of the alerts' },
  },
  'gcp-monitoring': {
    portplan_notify: { type: 'list(string)', default: [], description: 'notification channels to tell' },
  },
};

/** CloudWatch alarms of a plan as a `.tf.json` file; ids of gateways are variables. */
export function cloudWatchAlarms(result: PlanResult): string {
  return terraformAlarms(result, 'cloudwatch');
}

/** Azure Monitor metric alerts of a plan as a `.tf.json` file; resource ids are variables. */
export function azureMonitorAlerts(result: PlanResult): string {
  return terraformAlarms(result, 'azure-monitor');
}

/** Google Cloud Monitoring alert policies of a plan as a `.tf.json` file; names of gateways are variables. */
export function gcpMonitoringAlerts(result: PlanResult): string {
  return terraformAlarms(result, 'gcp-monitoring');
}

/** @see https://developer.hashicorp.com/terraform/language/syntax/json */
function terraformAlarms({ alerts, engineVersion }: PlanResult, system: System): string {
  const { resourceType, variables, alarm } = DIALECTS[system];
  const own = alerts.filter((alert) => alert.system === system);
  const comment = { '//': `Thresholds computed by Portplan ${engineVersion}` };
  if (own.length === 0) return written(comment);
  const variableOf = ({ node }: Alert): string => `portplan_${slug(node)}`;
  return written({
    ...comment,
    variable: {
      ...SHARED_VARIABLES[system],
      ...Object.fromEntries(own.map((alert) => [variableOf(alert), variables(alert.node, alert)])),
    },
    resource: {
      [resourceType]: Object.fromEntries(
        own.map((alert) => [`portplan_${slug(alert.id)}`, alarm(literal(alert), variableOf(alert))]),
      ),
    },
  });
}

function written(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function periodsOf({ severity }: Alert): number {
  return severity === 'critical' ? 1 : WARNING_PERIODS;
}

/** A text as an identifier of Terraform: letters, digits, hyphens and underscores stay, colons become two underscores. */
function slug(text: string): string {
  return text
    .replaceAll(':', '__')
    .replaceAll(/[^\w-]/g, (character) => `_${character.codePointAt(0)?.toString(16) ?? ''}_`);
}

/** An alert in whose texts nothing is an expression of Terraform. */
function literal(alert: Alert): Alert {
  const plain = (text: string): string => text.replaceAll(/[$%](?=\{)/g, '$&$&');
  return { ...alert, id: plain(alert.id), because: plain(alert.because) };
}
