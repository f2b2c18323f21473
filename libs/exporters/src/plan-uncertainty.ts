import type { PlanResult, UncertainResource, Uncertainty } from '@portplan/engine';
import { countText, minuteText, percentText, wholeText } from './figures.js';
import { textTable, type Style } from './text-table.js';
import { wrapped } from './wrapped-text.js';

/** What the intervals leave open: the pools that they move, the addresses needed, and what would be regretted least. */
export function uncertaintyText({ uncertainty }: PlanResult, width: number, style: Style): string {
  if (uncertainty === null) return '';
  const rows = uncertainty.resources
    .filter(isMoved)
    .map((resource) => [
      { text: resource.resource },
      { text: utilizationText(resource) },
      { text: percentText(resource.exhaustedShare) },
      { text: earliestText(resource) },
    ]);
  const columns = [
    { title: 'pool', wraps: true },
    { title: 'used p5 / p50 / p95' },
    { title: 'runs out in', align: 'right' as const },
    { title: 'at the earliest, UTC', rank: 1 },
  ];
  return [
    ...(rows.length === 0 ? [] : [textTable(columns, rows, width, style)]),
    ...uncertaintySentences(uncertainty).map((sentence) => wrapped(sentence, width)),
  ].join('\n');
}

/** The addresses needed, the least regret, and where all that comes from. */
export function uncertaintySentences({
  natGateways,
  leastRegret,
  samples,
  quantities,
}: Uncertainty): readonly string[] {
  return [
    ...natGateways
      .filter(({ requiredIps: { p5, p95 } }) => p5 !== p95)
      .map(
        ({ node, requiredIps: { p5, p50, p95 } }) =>
          `${node} needs ${[p5, p50, p95].map((ips) => (ips === null ? 'no number' : wholeText(ips))).join(' / ')} NAT IPs (p5 / p50 / p95).`,
      ),
    ...(leastRegret === null ? [] : [`Least regret: ${leastRegret.title}; ${leastRegret.because}.`]),
    `From ${countText(samples, 'sample')} of ${countText(quantities.length, 'interval')} in the topology.`,
  ];
}

/** used 368 % / 495 % / 735 % */
export function utilizationText({ utilization: { p5, p50, p95 } }: UncertainResource): string {
  return [p5, p50, p95].map(percentText).join(' / ');
}

function earliestText({ exhaustionAt: { p5 } }: UncertainResource): string {
  return p5 === null ? '' : minuteText(p5);
}

/** Whether the intervals make a difference to a pool. */
export function isMoved({ utilization: { p5, p95 } }: UncertainResource): boolean {
  return p95 - p5 > 0.001 * p95;
}
