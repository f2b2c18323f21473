import type { Alert, PlanResult } from '@portplan/engine';
import { NOTHING, SALE_WITH_ADVICE } from '../spec-support/sale.js';
import { prometheusRules } from './prometheus-rules.js';
import { azureMonitorAlerts, cloudWatchAlarms, gcpMonitoringAlerts } from './terraform-alarms.js';

const [REFUSED] = SALE_WITH_ADVICE.alerts;
if (REFUSED === undefined) throw new Error('no alert');

function having(...alerts: readonly Partial<Alert>[]): PlanResult {
  return { ...NOTHING, alerts: alerts.map((alert) => ({ ...REFUSED, ...alert }) as Alert) };
}

const OPENED: Partial<Alert> = {
  id: 'app:ephemeral-ports:payments:opened',
  resource: 'app:ephemeral-ports:payments',
  node: 'app',
  severity: 'warning',
  counts: 'opened',
  system: 'prometheus',
  namespace: 'node_exporter',
  metric: 'node_netstat_Tcp_ActiveOpens',
  statistic: 'rate',
  dimension: 'job',
  threshold: 371.4,
  expression: 'rate(node_netstat_Tcp_ActiveOpens{job="app"}[5m]) > 371.4',
  because: '371.4 new connections a second fill the pool',
};

describe('the alerts of a plan as a Prometheus rule file', () => {
  it('are a group of rules, with quotes where YAML needs them', () => {
    expect(prometheusRules(having(OPENED)))
      .toBe(`# Thresholds computed by Portplan ${NOTHING.engineVersion}; the label job is the id of the node.
groups:
  - name: portplan
    rules:
      - alert: PortplanConnectionRateHigh
        expr: "rate(node_netstat_Tcp_ActiveOpens{job=\\"app\\"}[5m]) > 371.4"
        for: 5m
        labels:
          severity: warning
          node: "app"
          resource: "app:ephemeral-ports:payments"
        annotations:
          summary: "app:ephemeral-ports:payments is short of ports"
          description: "371.4 new connections a second fill the pool"
`);
  });

  it('are an empty group where nothing is measured by Prometheus', () => {
    expect(prometheusRules(SALE_WITH_ADVICE)).toContain('    rules: []\n');
  });
});

describe('the alerts of a plan as CloudWatch alarms', () => {
  const alarms = JSON.parse(cloudWatchAlarms(having({}, OPENED))) as Record<string, unknown>;

  it('are resources of Terraform that name the gateway by a variable', () => {
    expect(alarms['resource']).toEqual({
      aws_cloudwatch_metric_alarm: {
        'portplan_egress__snat-ports__payments__refused': {
          alarm_name: 'portplan egress:snat-ports:payments:refused',
          alarm_description: 'a connection that egress refused found no port',
          namespace: 'AWS/NATGateway',
          metric_name: 'ErrorPortAllocation',
          dimensions: { NatGatewayId: '${var.portplan_egress}' },
          statistic: 'Sum',
          period: 60,
          evaluation_periods: 1,
          comparison_operator: 'GreaterThanThreshold',
          threshold: 0,
          treat_missing_data: 'notBreaching',
          alarm_actions: '${var.portplan_notify}',
        },
      },
    });
  });

  it('ask for what the topology does not say', () => {
    expect(Object.keys(alarms['variable'] as object)).toEqual(['portplan_notify', 'portplan_egress']);
  });

  it('leave nothing of a text to be evaluated', () => {
    const text = cloudWatchAlarms(having({ because: '${file("/etc/passwd")} %{ if true }' }));
    expect(text).toContain('$${file(');
    expect(text).toContain('%%{ if');
  });

  it('are an empty file where there are none', () => {
    expect(Object.keys(JSON.parse(cloudWatchAlarms(NOTHING)) as object)).toEqual(['//']);
  });
});

describe('the alerts of a plan elsewhere', () => {
  it('are metric alerts of Azure Monitor, by their dimensions', () => {
    const text = azureMonitorAlerts(
      having({
        system: 'azure-monitor',
        metric: 'SNATConnectionCount',
        filter: { ConnectionState: 'Failed' },
      }),
    );
    const { resource } = JSON.parse(text) as {
      resource: Record<string, Record<string, { criteria: object }>>;
    };
    const [alert] = Object.values(resource['azurerm_monitor_metric_alert'] ?? {});
    expect(alert?.criteria).toMatchObject({
      aggregation: 'Total',
      operator: 'GreaterThan',
      threshold: 0,
      dimension: [{ name: 'ConnectionState', operator: 'Include', values: ['Failed'] }],
    });
  });

  it('are alert policies of Google Cloud, by a filter', () => {
    const text = gcpMonitoringAlerts(
      having({
        system: 'gcp-monitoring',
        namespace: 'gce_instance',
        metric: 'compute.googleapis.com/nat/port_usage',
        dimension: 'nat_gateway_name',
        statistic: 'maximum',
        severity: 'warning',
        threshold: 51,
      }),
    );
    expect(JSON.parse(text)).toMatchObject({
      resource: {
        google_monitoring_alert_policy: {
          'portplan_egress__snat-ports__payments__refused': {
            conditions: {
              condition_threshold: {
                filter: expect.stringContaining(
                  'metric.labels.nat_gateway_name="${var.portplan_egress}"',
                ) as string,
              },
            },
          },
        },
      },
    });
    expect(text).toContain('"threshold_value": 51');
  });
});
