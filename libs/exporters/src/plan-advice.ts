import type { Effect, Finding, Recommendation, Rejection } from '@portplan/engine';
import { countText, percentText, wholeText } from './figures.js';
import type { Style, Tone } from './text-table.js';
import { wrapped } from './wrapped-text.js';

/** What would help, a numbered paragraph each: what to do, why, what it changes and what it takes. */
export function recommendationsText(
  recommendations: readonly Recommendation[],
  width: number,
  style: Style,
): string {
  return recommendations
    .map((recommendation, index) => {
      const { title, why, effect } = recommendation;
      const number = `${String(index + 1)}. `;
      const indent = ' '.repeat(number.length);
      return [
        number + style('strong', title),
        wrapped(why, width, indent),
        ...effect.map((each) => wrapped(effectText(each), width, indent, `${indent}  `)),
        style('faint', wrapped(takes(recommendation), width, indent)),
      ].join('\n');
    })
    .join('\n');
}

/** A pool before and after a remedy: egress:snat-ports:payments exhausted at 489.8 % → ok at 61.2 %. */
export function effectText({ resource, before, after }: Effect): string {
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

/** What was tried and does not help, a line each. */
export function rejectionsText(rejections: readonly Rejection[], width: number): string {
  return rejections
    .map((rejection) => {
      const place = rejection.node === null ? '' : ` at ${rejection.node}`;
      return wrapped(`${rejection.remedy}${place}: ${whyNot(rejection)}`, width, '- ', '  ');
    })
    .join('\n');
}

/** The reason of a "no", with what was found and what is allowed where those are numbers. */
export function whyNot({ reason, observed, limit, unit }: Rejection): string {
  const shown = [
    ...(observed === null ? [] : [`${wholeText(observed)} ${unit}`]),
    ...(limit === null ? [] : [`at most ${wholeText(limit)}${observed === null ? ` ${unit}` : ''}`]),
  ];
  return shown.length === 0 ? reason : `${reason} (${shown.join(', ')})`;
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
      ({ severity, message }) =>
        `${style(SEVERITY_TONES[severity], severity)}\n${wrapped(message, width, '  ')}`,
    )
    .join('\n');
}
