import type { NatGatewayResult, PoolingAdvice, Resource } from '@portplan/engine';
import { factorText, minuteText, percentText, probabilityText, wholeText } from '../figures.js';
import { isShort } from '../plan-sentences.js';
import { markup, type Markup } from './markup.js';

interface HtmlColumn<Row> {
  readonly title: string;
  readonly right?: true;
  readonly cell: (row: Row) => Markup | string;
}

/** Nothing where there are no rows. */
function table<Row>(columns: readonly HtmlColumn<Row>[], rows: readonly Row[]): Markup {
  if (rows.length === 0) return markup``;
  const side = ({ right }: HtmlColumn<Row>): Markup => (right === true ? markup` class="right"` : markup``);
  return markup`<div class="scroll"><table><thead><tr>${columns.map((column) => markup`<th${side(column)}>${column.title}</th>`)}</tr></thead><tbody>
${rows.map((row) => markup`<tr>${columns.map((column) => markup`<td${side(column)}>${column.cell(row)}</td>`)}</tr>\n`)}</tbody></table></div>`;
}

const code = (text: string): Markup => markup`<code>${text}</code>`;
const toned = (tone: string, text: string): Markup => markup`<span class="${tone}">${text}</span>`;
const countOrDash = (value: number | null): string => (value === null ? '–' : wholeText(value));

const RESOURCE_COLUMNS: readonly HtmlColumn<Resource>[] = [
  { title: 'pool', cell: ({ id }) => code(id) },
  { title: 'capacity', right: true, cell: ({ capacity }) => wholeText(capacity) },
  { title: 'load', right: true, cell: ({ peak }) => wholeText(peak.offeredLoad) },
  { title: 'required', right: true, cell: ({ peak }) => wholeText(peak.required) },
  {
    title: 'used',
    right: true,
    cell: ({ peak, status }) => toned(status, percentText(peak.utilization)),
  },
  { title: 'blocking', right: true, cell: ({ peak }) => probabilityText(peak.blockingProbability) },
  { title: 'fits', right: true, cell: ({ headroom }) => factorText(headroom.factor) },
  { title: 'status', cell: ({ status }) => toned(status, status) },
  {
    title: 'runs out, UTC',
    cell: ({ exhaustionAt: { planning } }) => (planning === null ? '' : minuteText(planning)),
  },
];

/** Every pool at its worst instant. */
export function resourcesTable(resources: readonly Resource[]): Markup {
  return table(RESOURCE_COLUMNS, resources);
}

const GATEWAY_COLUMNS: readonly HtmlColumn<NatGatewayResult>[] = [
  { title: 'gateway', cell: ({ node }) => code(node) },
  { title: 'IPs now', right: true, cell: ({ currentIps }) => wholeText(currentIps) },
  {
    title: 'needed',
    right: true,
    cell: (gateway) =>
      toned(
        isShort(gateway) ? 'bad' : 'good',
        gateway.requiredIps === null ? 'none helps' : wholeText(gateway.requiredIps),
      ),
  },
  {
    title: 'p50 / p95 / p99',
    cell: ({ requiredIpsByQuantile: { p50, p95, p99 } }) => [p50, p95, p99].map(countOrDash).join(' / '),
  },
  { title: 'most IPs', right: true, cell: ({ ipsPerGatewayLimit }) => countOrDash(ipsPerGatewayLimit) },
  { title: 'gateways', right: true, cell: ({ gatewaysRequired }) => countOrDash(gatewaysRequired) },
  {
    title: 'a month',
    right: true,
    cell: ({ monthlyCost: cost }) =>
      cost === null
        ? ''
        : markup`<span title="${cost.assumes}">${cost.currency} ${cost.amount.toFixed(2)}</span>`,
  },
  { title: 'for', cell: ({ bindingDestination }) => code(bindingDestination ?? '–') },
];

/** How many addresses each gateway has and needs. */
export function gatewaysTable(gateways: readonly NatGatewayResult[]): Markup {
  return table(GATEWAY_COLUMNS, gateways);
}

const POOLING_COLUMNS: readonly HtmlColumn<PoolingAdvice>[] = [
  { title: 'leg', cell: ({ leg }) => code(leg) },
  { title: 'pools', right: true, cell: ({ poolsPerProcess }) => wholeText(poolsPerProcess) },
  { title: 'max idle', right: true, cell: ({ perProcess }) => wholeText(perProcess.maxIdle) },
  { title: 'max open', right: true, cell: ({ perProcess }) => wholeText(perProcess.maxConnections) },
  { title: 'idle s', right: true, cell: ({ perProcess }) => wholeText(perProcess.idleTimeoutSeconds) },
  { title: 'ports before', right: true, cell: ({ before }) => wholeText(before.ports) },
  { title: 'after', right: true, cell: ({ after }) => wholeText(after.ports) },
  {
    title: 'to set',
    cell: ({ config }) =>
      markup`${Object.entries(config).map(
        ([product, lines]) => markup`<details><summary>${product}</summary><pre>${lines}</pre></details>`,
      )}`,
  },
];

/** Pools of connections, per process, that would save ports. */
export function poolingTable(pooling: readonly PoolingAdvice[]): Markup {
  return table(POOLING_COLUMNS, pooling);
}
