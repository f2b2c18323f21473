import type { PlanResult } from '@portplan/engine';
import { factorText, instantText, percentText, probabilityText, wholeText } from './figures.js';
import { planSentences } from './plan-text.js';

/** A plan as a comment on a pull request. */
export function planMarkdown(result: PlanResult, start: string): string {
  const parts = [
    `### Port headroom: ${result.summary.status}`,
    planSentences(result, start).map(escaped).join('<br>\n'),
    table(
      ['pool', 'capacity', 'load', 'used', 'blocking', 'fits', 'status', 'runs out'],
      result.resources.map((resource) => [
        `\`${resource.id}\``,
        wholeText(resource.capacity),
        wholeText(resource.peak.offeredLoad),
        percentText(resource.peak.utilization),
        probabilityText(resource.peak.blockingProbability),
        factorText(resource.headroom.factor),
        resource.status,
        resource.exhaustionAt.planning === null ? '' : instantText(resource.exhaustionAt.planning),
      ]),
    ),
    table(
      ['gateway', 'IPs now', 'IPs needed', 'for'],
      result.natGateways.map((gateway) => [
        `\`${gateway.node}\``,
        wholeText(gateway.currentIps),
        gateway.requiredIps === null ? 'none helps' : wholeText(gateway.requiredIps),
        gateway.bindingDestination ?? '–',
      ]),
    ),
    result.findings.map(({ severity, message }) => `- **${severity}**: ${escaped(message)}`).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(titles),
    line(titles.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll(/[<>*_]/g, (character) => `\\${character}`);
}
