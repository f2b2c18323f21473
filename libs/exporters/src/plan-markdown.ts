import type { PlanResult } from '@portplan/engine';
import { factorText, instantText, percentText, probabilityText, wholeText } from './figures.js';
import { markdownCode, markdownTable, markdownText, type MarkdownColumn } from './markdown-table.js';
import {
  divided,
  effectLines,
  findingText,
  MOST_RECOMMENDATIONS,
  placed,
  takes,
  whyNot,
} from './plan-advice.js';
import { isMoved, uncertaintySentences, utilizationText } from './plan-uncertainty.js';
import { planSentences } from './plan-sentences.js';

const RESOURCE_COLUMNS: readonly MarkdownColumn<PlanResult['resources'][number]>[] = [
  { title: 'pool', align: 'left', cell: ({ id }) => markdownCode(id) },
  { title: 'capacity', align: 'right', cell: ({ capacity }) => wholeText(capacity) },
  { title: 'load', align: 'right', cell: ({ peak }) => wholeText(peak.offeredLoad) },
  { title: 'used', align: 'right', cell: ({ peak }) => percentText(peak.utilization) },
  {
    title: 'blocking',
    align: 'right',
    cell: ({ peak }) => markdownText(probabilityText(peak.blockingProbability)),
  },
  { title: 'fits', align: 'right', cell: ({ headroom }) => markdownText(factorText(headroom.factor)) },
  { title: 'status', align: 'left', cell: ({ status }) => (status === 'ok' ? status : `**${status}**`) },
  {
    title: 'runs out',
    align: 'left',
    cell: ({ exhaustionAt }) => (exhaustionAt.planning === null ? '' : instantText(exhaustionAt.planning)),
  },
];

const GATEWAY_COLUMNS: readonly MarkdownColumn<PlanResult['natGateways'][number]>[] = [
  { title: 'gateway', align: 'left', cell: ({ node }) => markdownCode(node) },
  { title: 'IPs now', align: 'right', cell: ({ currentIps }) => wholeText(currentIps) },
  {
    title: 'IPs needed',
    align: 'right',
    cell: ({ requiredIps }) => (requiredIps === null ? 'none helps' : wholeText(requiredIps)),
  },
  {
    title: 'for',
    align: 'left',
    cell: ({ bindingDestination }) => (bindingDestination === null ? '–' : markdownCode(bindingDestination)),
  },
];

const POOLING_COLUMNS: readonly MarkdownColumn<PlanResult['pooling'][number]>[] = [
  { title: 'leg', align: 'left', cell: ({ leg }) => markdownCode(leg) },
  { title: 'pools', align: 'right', cell: ({ poolsPerProcess }) => wholeText(poolsPerProcess) },
  { title: 'max idle', align: 'right', cell: ({ perProcess }) => wholeText(perProcess.maxIdle) },
  { title: 'max open', align: 'right', cell: ({ perProcess }) => wholeText(perProcess.maxConnections) },
  { title: 'ports before', align: 'right', cell: ({ before }) => wholeText(before.ports) },
  { title: 'after', align: 'right', cell: ({ after }) => wholeText(after.ports) },
];

/** A plan as a comment on a pull request: the answer and what is to be done open, the rest folded where it is long. */
export function planMarkdown(result: PlanResult, start: string): string {
  const parts = [
    `### Port headroom: ${result.summary.status}`,
    planSentences(result, start).map(markdownText).join('<br>\n'),
    markdownTable(RESOURCE_COLUMNS, result.resources),
    markdownTable(GATEWAY_COLUMNS, result.natGateways),
    uncertain(result),
    list('What would help', result.recommendations.slice(0, MOST_RECOMMENDATIONS).map(recommendation)),
    folded(
      'What else would help',
      result.recommendations.slice(MOST_RECOMMENDATIONS).map(recommendation).join('\n'),
    ),
    list('What would not', rejections(result)),
    folded('Pooling that saves ports, per process', markdownTable(POOLING_COLUMNS, result.pooling)),
    list(
      'Findings',
      result.findings.map((finding) => `- **${finding.severity}**: ${markdownText(findingText(finding))}`),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function uncertain({ uncertainty }: PlanResult): string {
  if (uncertainty === null) return '';
  const pools = uncertainty.resources
    .filter(isMoved)
    .map((each) => `${markdownCode(each.resource)}: ${markdownText(utilizationText(each))} used`);
  return list(
    'What is not known for certain (p5 / p50 / p95)',
    [...pools, ...uncertaintySentences(uncertainty).map(markdownText)].map((line) => `- ${line}`),
  );
}

function rejections({ rejected }: PlanResult): readonly string[] {
  const { tried, never } = divided(rejected);
  return [
    ...tried.map((each) => `- **${markdownText(placed(each))}**: ${markdownText(whyNot(each))}`),
    ...(never === '' ? [] : [`- ${markdownText(never)}`]),
  ];
}

function recommendation(each: PlanResult['recommendations'][number]): string {
  const effects = effectLines(each).map((line) => `  - ${markdownText(line)}`);
  return [
    `- **${markdownText(each.title)}**: ${markdownText(each.why)} (${markdownText(takes(each))})`,
    ...effects,
  ].join('\n');
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `**${title}**\n\n${items.join('\n')}`;
}

function folded(title: string, body: string): string {
  return body === '' ? '' : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
