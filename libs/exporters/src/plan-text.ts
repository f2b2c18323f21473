import type { PlanResult } from '@portplan/engine';
import { countText } from './figures.js';
import { findingsText, recommendationsText, rejectionsText } from './plan-advice.js';
import { planSentences } from './plan-sentences.js';
import {
  firewallRulesTable,
  gatewaysTable,
  poolingTable,
  resourcesTable,
  STATUS_TONES,
} from './plan-tables.js';
import { uncertaintyText } from './plan-uncertainty.js';
import type { Style } from './text-table.js';
import { wrapped } from './wrapped-text.js';

export interface PlanTextOptions {
  /** Start of the forecast, ISO 8601: distances are counted from there. */
  readonly start: string;
  /** Characters of a line. */
  readonly width: number;
  readonly style: Style;
}

type Renderer<Part> = (part: readonly Part[], width: number, style: Style) => string;

/** A plan as a person reads it: first the answer, then the pools, the gateways, and what would help. Says nothing of what is not there. */
export function planText(result: PlanResult, options: PlanTextOptions): string {
  const { width, style } = options;
  const section = <Part>(title: string, part: readonly Part[], render: Renderer<Part>): string =>
    part.length === 0 ? '' : `${style('strong', title)}\n${render(part, width, style)}`;
  const sections = [
    answer(result, options),
    section('Pools at their peak', result.resources, resourcesTable),
    section('NAT gateways', result.natGateways, gatewaysTable),
    uncertain(result, options),
    section('What would help', result.recommendations, recommendationsText),
    section('What would not', result.rejected, rejectionsText),
    section('Pooling that saves ports, per process', result.pooling, poolingTable),
    section('Rules that the traffic needs', result.firewallRules, firewallRulesTable),
    section('Findings', result.findings, findingsText),
    unsaid(result, options),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

function uncertain(result: PlanResult, { width, style }: PlanTextOptions): string {
  const text = uncertaintyText(result, width, style);
  return text === '' ? '' : `${style('strong', 'What is not known for certain')}\n${text}`;
}

function answer(result: PlanResult, { start, width, style }: PlanTextOptions): string {
  const { status } = result.summary;
  const title = style(STATUS_TONES[status], status.toUpperCase());
  return [title, ...planSentences(result, start).map((line) => wrapped(line, width))].join('\n');
}

/** What only programs want to read is counted, so that a person knows of it. */
function unsaid({ pooling, recommendations, alerts }: PlanResult, { width, style }: PlanTextOptions): string {
  const hidden = [
    ...(pooling.length > 0 ? ['configuration lines of the pools'] : []),
    ...(recommendations.length > 0 ? ['patches of the topology'] : []),
    ...(alerts.length > 0 ? [countText(alerts.length, 'alert rule')] : []),
  ];
  return hidden.length === 0 ? '' : style('faint', wrapped(`with --json: ${hidden.join(', ')}`, width));
}
