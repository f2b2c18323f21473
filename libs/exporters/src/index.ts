// Results for people.
export { planText, type PlanTextOptions } from './plan-text.js';
export { planSentences } from './plan-sentences.js';
export { explanationText } from './explanation-text.js';
export { profilesText, profileText } from './profile-text.js';

// Several results side by side.
export { comparisonCsv, comparisonMarkdown, comparisonText } from './comparison-text.js';
export type { Compared } from './comparison.js';

// Results for other programs and places.
export { planMarkdown } from './plan-markdown.js';
export { planCsv } from './plan-csv.js';
export { grafanaEdges, grafanaNodes, type GrafanaEdge, type GrafanaNode } from './grafana-node-graph.js';
export { headroomMetrics } from './headroom-metrics.js';
export { seriesCsv } from './series-csv.js';
export { prometheusRules } from './alerts/prometheus-rules.js';
export { azureMonitorAlerts, cloudWatchAlarms, gcpMonitoringAlerts } from './alerts/terraform-alarms.js';
export { proxyConfiguration } from './proxy-configuration.js';
export { planHtml, type PlanPage } from './html/plan-html.js';

// Text that fits a terminal.
export { countText, percentText } from './figures.js';
export { csvLines, type CsvColumn } from './csv-lines.js';
export { markdownCode, markdownTable, markdownText, type MarkdownColumn } from './markdown-table.js';
export { PLAIN_STYLE, textTable, type Cell, type Column, type Style, type Tone } from './text-table.js';
export { wrapped } from './wrapped-text.js';
