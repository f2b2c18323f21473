import type { Effect, Finding, GatewayEffect, Recommendation, Rejection } from '@portplan/engine';
import { countText, percentText, wholeText } from './figures.js';
import type { Style, Tone } from './text-table.js';
import { wrapped } from './wrapped-text.js';

/** Recommendations that a page has room for: the best come first, and all are in the JSON. */
export const MOST_RECOMMENDATIONS = 6;

/** Rejections that a page has room for. */
const MOST_REJECTIONS = 8;

/** Pools that are told of one by one for each recommendation. */
const MOST_EFFECTS = 3;

/** What would help, a numbered paragraph each: what to do, why, what it changes and what it takes. */
export function recommendationsText(
  recommendations: readonly Recommendation[],
  width: number,
  style: Style,
): string {
  const shown = recommendations.slice(0, MOST_RECOMMENDATIONS).map((recommendation, index) => {
    const { title, why } = recommendation;
    const number = `${String(index + 1)}. `;
    const indent = ' '.repeat(number.length);
    return [
      ...wrapped(title, width, number, indent)
        .split('\n')
        .map((line, at) => {
          const before = at === 0 ? number : indent;
          return before + style('strong', line.slice(before.length));
        }),
      wrapped(why, width, indent),
      ...effectLines(recommendation).map((line) => wrapped(line, width, indent, `${indent}  `)),
      style('faint', wrapped(takes(recommendation), width, indent)),
    ].join('\n');
  });
  const more = recommendations.length - shown.length;
  return [...shown, ...(more > 0 ? [style('faint', `and ${wholeText(more)} more with --json`)] : [])].join(
    '\n',
  );
}

/** What a remedy changes, a line each: the pools, worst first, and the addresses that gateways have and need. */
export function effectLines({ effect, gateways }: Recommendation): readonly string[] {
  const more = effect.length - MOST_EFFECTS;
  return [
    ...effect.slice(0, MOST_EFFECTS).map(effectText),
    ...(more > 0 ? [`and ${countText(more, 'more pool')}`] : []),
    ...gateways.map(addressesText),
  ];
}

/** egress has 1 NAT IP → 7; egress needs 7 NAT IPs → 1. */
function addressesText({ node, before, after }: GatewayEffect): string {
  const needed = (ips: number | null): string => (ips === null ? 'no number' : wholeText(ips));
  return [
    ...(before.publicIps === after.publicIps
      ? []
      : [`${node} has ${countText(before.publicIps, 'NAT IP')} → ${wholeText(after.publicIps)}`]),
    ...(before.requiredIps === after.requiredIps
      ? []
      : [
          before.requiredIps === null
            ? `${node}: no number of NAT IPs → ${needed(after.requiredIps)}`
            : `${node} needs ${countText(before.requiredIps, 'NAT IP')} → ${needed(after.requiredIps)}`,
        ]),
  ].join(', ');
}

/** A pool before and after a remedy: egress:snat-ports:payments exhausted at 489.8 % → ok at 61.2 %. */
function effectText({ resource, before, after }: Effect): string {
  const state = (side: Effect['before']): string =>
    side === null ? 'not there' : `${side.status} at ${percentText(side.utilization)}`;
  return `${resource}: ${state(before)} → ${state(after)}`;
}

/** What a remedy takes: a setting, 14 days, USD 25.55 a month. */
export function takes({ effort, leadTimeDays, monthlyCost }: Recommendation): string {
  return [
    `takes a ${effort}`,
    ...(leadTimeDays > 0 ? [countText(leadTimeDays, 'day')] : []),
    ...(monthlyCost === null ? [] : [`${monthlyCost.currency} ${monthlyCost.amount.toFixed(2)} a month`]),
  ].join(', ');
}

/** What was tried and does not help, a line each; what must not be tried at all, by name. */
export function rejectionsText(rejections: readonly Rejection[], width: number): string {
  const { tried, never } = divided(rejections);
  const lines = tried
    .slice(0, MOST_REJECTIONS)
    .map((rejection) => wrapped(`${placed(rejection)}: ${whyNot(rejection)}`, width, '- ', '  '));
  const more = tried.length - lines.length;
  return [
    ...lines,
    ...(never === '' ? [] : [wrapped(never, width, '- ', '  ')]),
    ...(more > 0 ? [`and ${wholeText(more)} more with --json`] : []),
  ].join('\n');
}

/** Rejections of a place, and those of the whole topology in a sentence, since they are the same for everybody. */
export function divided(rejections: readonly Rejection[]): {
  readonly tried: readonly Rejection[];
  readonly never: string;
} {
  const names = rejections.filter(({ node }) => node === null).map(({ remedy }) => remedy);
  return {
    tried: rejections.filter(({ node }) => node !== null),
    never: names.length === 0 ? '' : `${names.join(', ')}: no cure, or not safe (the JSON says why)`,
  };
}

/** more-nat-ips at egress */
export function placed({ remedy, node }: Rejection): string {
  return node === null ? remedy : `${remedy} at ${node}`;
}

/** The reason of a "no", with what was found and what is allowed where those are numbers. */
export function whyNot({ reason, observed, limit, unit }: Rejection): string {
  const shown = [
    ...(observed === null ? [] : [`${wholeText(observed)} ${unit}`]),
    ...(limit === null ? [] : [`at most ${wholeText(limit)}${observed === null ? ` ${unit}` : ''}`]),
  ];
  return shown.length === 0 ? reason : `${reason} (${shown.join(', ')})`;
}

/** What was noticed, and what would mend it where that is known. */
export function findingText({ message, remedy }: Finding): string {
  return remedy === undefined ? message : `${message}. What would help: ${remedy}`;
}

const SEVERITY_TONES: Readonly<Record<Finding['severity'], Tone>> = {
  info: 'plain',
  warning: 'caution',
  critical: 'bad',
};

/** Settings that will hurt although every pool has room, a paragraph each. */
export function findingsText(findings: readonly Finding[], width: number, style: Style): string {
  return findings
    .map(
      (finding) =>
        `${style(SEVERITY_TONES[finding.severity], finding.severity)}\n${wrapped(findingText(finding), width, '  ')}`,
    )
    .join('\n');
}
