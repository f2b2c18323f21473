import type { FirewallRuleAdvice, NatGatewayResult, PoolingAdvice, Resource, Status } from '@portplan/engine';
import { barText, factorText, minuteText, percentText, probabilityText, wholeText } from './figures.js';
import { isShort } from './plan-sentences.js';
import { textTable, type Cell, type Column, type Style, type Tone } from './text-table.js';

export const STATUS_TONES: Readonly<Record<Status, Tone>> = {
  ok: 'good',
  warning: 'caution',
  over: 'caution',
  exhausted: 'bad',
};

interface ColumnOf<Row> extends Column {
  readonly cell: (row: Row) => Cell;
}

/** Nothing where there are no rows. */
function tableOf<Row>(
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
  width: number,
  style: Style,
): string {
  if (rows.length === 0) return '';
  return textTable(
    columns,
    rows.map((row) => columns.map(({ cell }) => cell(row))),
    width,
    style,
  );
}

function text(shown: string): Cell {
  return { text: shown };
}

function countOrDash(value: number | null): string {
  return value === null ? '–' : wholeText(value);
}

const BAR_CHARACTERS = 8;

const RESOURCE_COLUMNS: readonly ColumnOf<Resource>[] = [
  { title: 'pool', wraps: true, cell: ({ id }) => text(id) },
  { title: 'capacity', align: 'right', cell: ({ capacity }) => text(wholeText(capacity)) },
  { title: 'load', align: 'right', cell: ({ peak }) => text(wholeText(peak.offeredLoad)) },
  { title: 'required', align: 'right', rank: 2, cell: ({ peak }) => text(wholeText(peak.required)) },
  {
    title: 'used',
    align: 'right',
    cell: ({ peak, status }) => ({ text: percentText(peak.utilization), tone: STATUS_TONES[status] }),
  },
  {
    title: '',
    rank: 1,
    cell: ({ peak, status }) => ({
      text: barText(peak.utilization, BAR_CHARACTERS),
      tone: STATUS_TONES[status],
    }),
  },
  {
    title: 'blocking',
    align: 'right',
    rank: 3,
    cell: ({ peak }) => text(probabilityText(peak.blockingProbability)),
  },
  { title: 'fits', align: 'right', rank: 5, cell: ({ headroom }) => text(factorText(headroom.factor)) },
  { title: 'status', cell: ({ status }) => ({ text: status, tone: STATUS_TONES[status] }) },
  {
    title: 'runs out, UTC',
    rank: 4,
    cell: ({ exhaustionAt }) => text(exhaustionAt.planning === null ? '' : minuteText(exhaustionAt.planning)),
  },
];

/** Every pool at its worst instant. */
export function resourcesTable(resources: readonly Resource[], width: number, style: Style): string {
  return tableOf(RESOURCE_COLUMNS, resources, width, style);
}

const GATEWAY_COLUMNS: readonly ColumnOf<NatGatewayResult>[] = [
  { title: 'gateway', wraps: true, cell: ({ node }) => text(node) },
  { title: 'IPs now', align: 'right', cell: ({ currentIps }) => text(wholeText(currentIps)) },
  {
    title: 'needed',
    align: 'right',
    cell: (gateway) => ({
      text: gateway.requiredIps === null ? 'none helps' : wholeText(gateway.requiredIps),
      tone: isShort(gateway) ? 'bad' : 'good',
    }),
  },
  {
    title: 'p50 / p95 / p99',
    rank: 4,
    cell: ({ requiredIpsByQuantile: { p50, p95, p99 } }) =>
      text([p50, p95, p99].map(countOrDash).join(' / ')),
  },
  {
    title: 'most IPs',
    align: 'right',
    rank: 3,
    cell: ({ ipsPerGatewayLimit }) => text(countOrDash(ipsPerGatewayLimit)),
  },
  {
    title: 'gateways',
    align: 'right',
    rank: 5,
    cell: ({ gatewaysRequired }) => text(countOrDash(gatewaysRequired)),
  },
  {
    title: 'ports per VM',
    align: 'right',
    rank: 3,
    cell: ({ portsPerVm }) => text(portsPerVm === null ? '' : wholeText(portsPerVm)),
  },
  {
    title: 'a month',
    align: 'right',
    rank: 2,
    cell: ({ monthlyCost }) =>
      text(monthlyCost === null ? '' : `${monthlyCost.currency} ${monthlyCost.amount.toFixed(2)}`),
  },
  { title: 'for', wraps: true, cell: ({ bindingDestination }) => text(bindingDestination ?? '–') },
];

/** How many addresses each gateway has and needs. */
export function gatewaysTable(gateways: readonly NatGatewayResult[], width: number, style: Style): string {
  return tableOf(GATEWAY_COLUMNS, gateways, width, style);
}

const POOLING_COLUMNS: readonly ColumnOf<PoolingAdvice>[] = [
  { title: 'leg', wraps: true, cell: ({ leg }) => text(leg) },
  {
    title: 'pools',
    align: 'right',
    rank: 3,
    cell: ({ poolsPerProcess }) => text(wholeText(poolsPerProcess)),
  },
  { title: 'max idle', align: 'right', cell: ({ perProcess }) => text(wholeText(perProcess.maxIdle)) },
  {
    title: 'max open',
    align: 'right',
    cell: ({ perProcess }) => text(wholeText(perProcess.maxConnections)),
  },
  {
    title: 'idle s',
    align: 'right',
    rank: 1,
    cell: ({ perProcess }) => text(wholeText(perProcess.idleTimeoutSeconds)),
  },
  { title: 'ports before', align: 'right', cell: ({ before }) => text(wholeText(before.ports)) },
  { title: 'after', align: 'right', cell: ({ after }) => text(wholeText(after.ports)) },
  {
    title: 'saved',
    align: 'right',
    rank: 2,
    cell: ({ before, after }) => ({
      text: before.ports > 0 ? percentText(1 - after.ports / before.ports) : '–',
      tone: 'good',
    }),
  },
];

/** Pools of connections, per process, that would save ports. */
export function poolingTable(pooling: readonly PoolingAdvice[], width: number, style: Style): string {
  return tableOf(POOLING_COLUMNS, pooling, width, style);
}

const RULE_COLUMNS: readonly ColumnOf<FirewallRuleAdvice>[] = [
  { title: 'firewall', wraps: true, cell: ({ firewall }) => text(firewall) },
  { title: 'direction', cell: ({ direction }) => text(direction) },
  { title: 'protocol', cell: ({ protocol }) => text(protocol) },
  { title: 'from', wraps: true, cell: ({ from }) => text(from) },
  { title: 'to', wraps: true, cell: ({ to }) => text(to) },
  { title: 'ports', cell: ({ ports: [low, high] }) => text(`${String(low)}–${String(high)}`) },
  { title: 'because', wraps: true, rank: 1, cell: ({ because }) => text(because) },
];

/** Rules that let the traffic and its answers through. */
export function firewallRulesTable(
  rules: readonly FirewallRuleAdvice[],
  width: number,
  style: Style,
): string {
  return tableOf(RULE_COLUMNS, rules, width, style);
}
