import type { Resource } from '@portplan/engine';
import { bindingPool, comparedPools, monthlyCost, natIps, natIpsText, type Compared } from './comparison.js';
import { csvLines, type CsvColumn } from './csv-lines.js';
import { factorText, instantText, minuteText, percentText } from './figures.js';
import { markdownCode, markdownTable, markdownText, type MarkdownColumn } from './markdown-table.js';
import { STATUS_TONES } from './plan-tables.js';
import { textTable, type Cell, type Column, type Style } from './text-table.js';

/** Plans side by side for a terminal: a line for each, then each pool in all of them. */
export function comparisonText(cases: readonly Compared[], width: number, style: Style): string {
  const sections = [
    ['Plans', plansTable(cases, width, style)],
    ['Pools at their peak', poolsTable(cases, width, style)],
  ] as const;
  return `${sections.map(([title, table]) => `${style('strong', title)}\n${table}`).join('\n\n')}\n`;
}

const PLAN_COLUMNS: readonly (Column & { readonly cell: (each: Compared) => Cell })[] = [
  { title: 'plan', wraps: true, cell: ({ name }) => ({ text: name }) },
  {
    title: 'status',
    cell: ({ result: { summary } }) => ({ text: summary.status, tone: STATUS_TONES[summary.status] }),
  },
  { title: 'binds', wraps: true, cell: ({ result }) => ({ text: bindingPool(result)?.id ?? '–' }) },
  { title: 'used', align: 'right', cell: ({ result }) => usedCell(bindingPool(result)) },
  {
    title: 'fits',
    align: 'right',
    rank: 4,
    cell: ({ result }) => ({ text: factorText(bindingPool(result)?.headroom.factor ?? null) }),
  },
  { title: 'NAT IPs', align: 'right', rank: 3, cell: ({ result }) => ({ text: natIpsText(result) }) },
  { title: 'a month', align: 'right', rank: 1, cell: ({ result }) => ({ text: costText(result) }) },
  {
    title: 'runs out, UTC',
    rank: 2,
    cell: ({ result: { summary } }) => ({
      text: summary.exhaustionAt === null ? '' : minuteText(summary.exhaustionAt),
    }),
  },
];

function usedCell(pool: Resource | null): Cell {
  return pool === null
    ? { text: '–' }
    : { text: percentText(pool.peak.utilization), tone: STATUS_TONES[pool.status] };
}

function costText(result: Compared['result']): string {
  const cost = monthlyCost(result);
  return cost === null ? '' : `${cost.currency} ${cost.amount.toFixed(2)}`;
}

function plansTable(cases: readonly Compared[], width: number, style: Style): string {
  const rows = cases.map((each) => PLAN_COLUMNS.map(({ cell }) => cell(each)));
  return textTable(PLAN_COLUMNS, rows, width, style);
}

function poolsTable(cases: readonly Compared[], width: number, style: Style): string {
  const columns: readonly Column[] = [
    { title: 'pool', wraps: true },
    // The last ones go first where the terminal is too narrow for all.
    ...cases.map(({ name }, index): Column => ({
      title: name,
      align: 'right',
      rank: cases.length - index,
      wraps: true,
    })),
  ];
  const rows = comparedPools(cases).map(({ id, cases: pools }): readonly Cell[] => [
    { text: id },
    ...pools.map(usedCell),
  ]);
  return textTable(columns, rows, width, style);
}

const MARKDOWN_COLUMNS: readonly MarkdownColumn<Compared>[] = [
  { title: 'plan', align: 'left', cell: ({ name }) => markdownText(name) },
  {
    title: 'status',
    align: 'left',
    cell: ({ result: { summary } }) => (summary.status === 'ok' ? 'ok' : `**${summary.status}**`),
  },
  {
    title: 'binds',
    align: 'left',
    cell: ({ result: { summary } }) => (summary.binding === null ? '–' : markdownCode(summary.binding)),
  },
  { title: 'used', align: 'right', cell: ({ result }) => usedCell(bindingPool(result)).text },
  {
    title: 'fits',
    align: 'right',
    cell: ({ result }) => markdownText(factorText(bindingPool(result)?.headroom.factor ?? null)),
  },
  { title: 'NAT IPs', align: 'right', cell: ({ result }) => natIpsText(result) },
  {
    title: 'runs out',
    align: 'left',
    cell: ({ result: { summary } }) =>
      summary.exhaustionAt === null ? '' : instantText(summary.exhaustionAt),
  },
];

/** The same for a comment on a pull request. */
export function comparisonMarkdown(cases: readonly Compared[]): string {
  const pools = markdownTable(
    [
      { title: 'pool', align: 'left', cell: ({ id }) => markdownCode(id) },
      ...cases.map(({ name }, index): MarkdownColumn<ReturnType<typeof comparedPools>[number]> => ({
        title: markdownText(name),
        align: 'right',
        cell: ({ cases: each }) => statusText(each[index] ?? null),
      })),
    ],
    comparedPools(cases),
  );
  return `### Port headroom, compared\n\n${markdownTable(MARKDOWN_COLUMNS, cases)}\n\n${pools}\n`;
}

function statusText(pool: Resource | null): string {
  if (pool === null) return '–';
  const used = percentText(pool.peak.utilization);
  return pool.status === 'ok' ? used : `${used} **${pool.status}**`;
}

interface ComparedRow {
  readonly plan: Compared;
  readonly pool: Resource;
}

const CSV_COLUMNS: readonly CsvColumn<ComparedRow>[] = [
  ['plan', ({ plan }) => plan.name],
  ['plan_status', ({ plan }) => plan.result.summary.status],
  ['nat_ips_now', ({ plan }) => natIps(plan.result).current],
  ['nat_ips_required', ({ plan }) => natIps(plan.result).required],
  ['pool', ({ pool }) => pool.id],
  ['capacity', ({ pool }) => pool.capacity],
  ['offered_load', ({ pool }) => pool.peak.offeredLoad],
  ['utilization', ({ pool }) => pool.peak.utilization],
  ['blocking_probability', ({ pool }) => pool.peak.blockingProbability],
  ['headroom_factor', ({ pool }) => pool.headroom.factor],
  ['status', ({ pool }) => pool.status],
  ['exhaustion_at', ({ pool }) => pool.exhaustionAt.planning],
];

/** A line for each pool of each plan. */
export function comparisonCsv(cases: readonly Compared[]): string {
  return csvLines(
    CSV_COLUMNS,
    cases.flatMap((plan) => plan.result.resources.map((pool) => ({ plan, pool }))),
  );
}
