import type {
  Finding,
  NatGatewayResult,
  PlanResult,
  PoolingAdvice,
  Resource,
  Status,
} from '@portplan/engine';
import {
  countText,
  distanceText,
  factorText,
  instantText,
  percentText,
  probabilityText,
  wholeText,
} from './figures.js';
import { textTable, wrapped, type Column, type Style, type Tone } from './text-table.js';

export interface PlanTextOptions {
  /** Start of the forecast, ISO 8601: distances are counted from there. */
  readonly start: string;
  /** Characters of a line. */
  readonly width: number;
  readonly style: Style;
}

const TONES: Readonly<Record<Status, Tone>> = {
  ok: 'good',
  warning: 'caution',
  over: 'caution',
  exhausted: 'bad',
};

/** A plan as a person reads it: first the answer, then the pools, the gateways, and what would help. */
export function planText(result: PlanResult, options: PlanTextOptions): string {
  const sections = [
    answer(result, options),
    section('Pools at their peak', resourcesTable(result.resources, options), options),
    section('NAT gateways', gatewaysTable(result.natGateways, options), options),
    section('Pooling that saves ports', poolingTable(result.pooling, options), options),
    section('Findings', result.findings.map((finding) => findingLine(finding, options)).join('\n'), options),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

/** The plan in a paragraph: what binds, when it runs out, how many addresses are needed. */
export function planSentences(result: PlanResult, start: string): readonly string[] {
  const { status, binding, exhaustionAt } = result.summary;
  const pool = result.resources.find(({ id }) => id === binding);
  if (pool === undefined) return ['No pool of ports stands on any path: there is nothing to run out.'];
  const { peak, capacity, headroom } = pool;
  const lines = [
    `${pool.id} binds: ${wholeText(peak.offeredLoad)} of ${wholeText(capacity)} at ${instantText(peak.at)}, ${percentText(peak.utilization)} (${status}).`,
  ];
  if (exhaustionAt !== null)
    lines.push(`It runs out at ${instantText(exhaustionAt)}, ${distanceText(start, exhaustionAt)}.`);
  else if (pool.overTargetAt.planning !== null)
    lines.push(
      `It is over its target from ${instantText(pool.overTargetAt.planning)}, ${distanceText(start, pool.overTargetAt.planning)}.`,
    );
  else
    lines.push(
      `It does not run out within the forecast; ${factorText(headroom.factor)} its traffic would still fit.`,
    );
  return [...lines, ...result.natGateways.map(gatewaySentence)];
}

function gatewaySentence({
  node,
  currentIps,
  requiredIps,
  requiredIpsTotal,
  bindingDestination,
  gatewaysRequired,
}: NatGatewayResult): string {
  if (requiredIps === null)
    return `${node}: no number of addresses meets the policy${bindingDestination === null ? '' : ` toward ${bindingDestination}`}.`;
  const toward = bindingDestination === null ? '' : ` for ${bindingDestination}`;
  const gateways =
    gatewaysRequired === null || gatewaysRequired <= 1
      ? ''
      : ` on ${countText(gatewaysRequired, 'gateway', 'gateways')}`;
  const zones =
    requiredIpsTotal === null || requiredIpsTotal === requiredIps
      ? ''
      : ` (${wholeText(requiredIpsTotal)} over all zones)`;
  return `${node} needs ${countText(requiredIps, 'NAT IP', 'NAT IPs')}${toward}${gateways}${zones}; it has ${wholeText(currentIps)}.`;
}

function answer(result: PlanResult, { start, width, style }: PlanTextOptions): string {
  const { status } = result.summary;
  const title = style(TONES[status], status.toUpperCase());
  return [title, ...planSentences(result, start).map((line) => wrapped(line, width))].join('\n');
}

function section(title: string, body: string, { style }: PlanTextOptions): string {
  return body === '' ? '' : `${style('strong', title)}\n${body}`;
}

const RESOURCE_COLUMNS: readonly Column[] = [
  { title: 'pool', shrinks: true },
  { title: 'capacity', align: 'right' },
  { title: 'load', align: 'right' },
  { title: 'required', align: 'right', rank: 3 },
  { title: 'used', align: 'right' },
  { title: 'blocking', align: 'right', rank: 2 },
  { title: 'fits', align: 'right', rank: 4 },
  { title: 'status' },
  { title: 'runs out', rank: 1 },
];

function resourcesTable(resources: readonly Resource[], { width, style }: PlanTextOptions): string {
  if (resources.length === 0) return '';
  const rows = resources.map((resource) => {
    const { peak, status } = resource;
    return [
      { text: resource.id },
      { text: wholeText(resource.capacity) },
      { text: wholeText(peak.offeredLoad) },
      { text: wholeText(peak.required) },
      { text: percentText(peak.utilization), tone: TONES[status] },
      { text: probabilityText(peak.blockingProbability) },
      { text: factorText(resource.headroom.factor) },
      { text: status, tone: TONES[status] },
      { text: resource.exhaustionAt.planning === null ? '' : instantText(resource.exhaustionAt.planning) },
    ];
  });
  return textTable(RESOURCE_COLUMNS, rows, width, style);
}

const GATEWAY_COLUMNS: readonly Column[] = [
  { title: 'gateway', shrinks: true },
  { title: 'IPs now', align: 'right' },
  { title: 'IPs needed', align: 'right' },
  { title: 'p50 / p95 / p99', rank: 3 },
  { title: 'limit', align: 'right', rank: 2 },
  { title: 'gateways', align: 'right', rank: 4 },
  { title: 'for', shrinks: true },
  { title: 'ports per VM', align: 'right', rank: 2 },
  { title: 'a month', align: 'right', rank: 1 },
];

function gatewaysTable(gateways: readonly NatGatewayResult[], { width, style }: PlanTextOptions): string {
  if (gateways.length === 0) return '';
  const orDash = (value: number | null): string => (value === null ? '–' : wholeText(value));
  const rows = gateways.map((gateway) => {
    const { p50, p95, p99 } = gateway.requiredIpsByQuantile;
    const short = gateway.requiredIps === null || gateway.requiredIps > gateway.currentIps;
    return [
      { text: gateway.node },
      { text: wholeText(gateway.currentIps) },
      {
        text: gateway.requiredIps === null ? 'none helps' : wholeText(gateway.requiredIps),
        tone: short ? ('bad' as const) : ('good' as const),
      },
      { text: `${orDash(p50)} / ${orDash(p95)} / ${orDash(p99)}` },
      { text: orDash(gateway.ipsPerGatewayLimit) },
      { text: orDash(gateway.gatewaysRequired) },
      { text: gateway.bindingDestination ?? '–' },
      { text: orDash(gateway.portsPerVm) },
      {
        text:
          gateway.monthlyCost === null
            ? '–'
            : `${gateway.monthlyCost.currency} ${gateway.monthlyCost.amount.toFixed(2)}`,
      },
    ];
  });
  return textTable(GATEWAY_COLUMNS, rows, width, style);
}

const POOLING_COLUMNS: readonly Column[] = [
  { title: 'leg', shrinks: true },
  { title: 'max idle', align: 'right' },
  { title: 'max open', align: 'right' },
  { title: 'idle s', align: 'right', rank: 1 },
  { title: 'ports before', align: 'right' },
  { title: 'after', align: 'right' },
  { title: 'saved', align: 'right', rank: 2 },
];

function poolingTable(pooling: readonly PoolingAdvice[], { width, style }: PlanTextOptions): string {
  if (pooling.length === 0) return '';
  const rows = pooling.map(({ leg, perProcess, before, after }) => [
    { text: leg },
    { text: wholeText(perProcess.maxIdle) },
    { text: wholeText(perProcess.maxConnections) },
    { text: wholeText(perProcess.idleTimeoutSeconds) },
    { text: wholeText(before.ports) },
    { text: wholeText(after.ports) },
    { text: percentText(1 - after.ports / before.ports), tone: 'good' as const },
  ]);
  return `${textTable(POOLING_COLUMNS, rows, width, style)}\n${style('faint', 'per process; configuration lines with --json')}`;
}

function findingLine({ severity, message }: Finding, { width, style }: PlanTextOptions): string {
  const tone: Tone = severity === 'critical' ? 'bad' : severity === 'warning' ? 'caution' : 'plain';
  return `${style(tone, severity)}\n${wrapped(message, width, '  ')}`;
}
