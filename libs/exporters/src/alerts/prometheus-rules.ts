import type { Alert, PlanResult } from '@portplan/engine';

/** Minutes that a threshold must be passed for: a single scrape is no trend. */
const PENDING: Readonly<Record<Alert['counts'], string>> = { refused: '0m', opened: '5m', held: '5m' };

const NAMES: Readonly<Record<Alert['counts'], string>> = {
  refused: 'PortplanConnectionsRefused',
  opened: 'PortplanConnectionRateHigh',
  held: 'PortplanPoolFilling',
};

/**
 * The alerts of a plan that Prometheus can watch, as a rule file for `rule_files`. The job of a series is taken to be the
 * id of its node.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function prometheusRules({ alerts, engineVersion }: PlanResult): string {
  const rules = alerts.filter(({ system }) => system === 'prometheus').flatMap(ruleLines);
  return [
    `# Thresholds computed by Portplan ${engineVersion}; the label job is the id of the node.`,
    'groups:',
    '  - name: portplan',
    ...(rules.length === 0 ? ['    rules: []'] : ['    rules:', ...rules]),
    '',
  ].join('\n');
}

function ruleLines({ counts, expression, severity, resource, node, because }: Alert): readonly string[] {
  return [
    `      - alert: ${NAMES[counts]}`,
    `        expr: ${quoted(expression)}`,
    `        for: ${PENDING[counts]}`,
    '        labels:',
    `          severity: ${severity}`,
    `          node: ${quoted(node)}`,
    `          resource: ${quoted(resource)}`,
    '        annotations:',
    `          summary: ${quoted(`${resource} is short of ports`)}`,
    // Braces begin a template in annotations.
    `          description: ${quoted(because.replaceAll('{{', '{ {'))}`,
  ];
}

/** A JSON string is a double-quoted scalar of YAML 1.2. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
