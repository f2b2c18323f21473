import { MOST_COUNTED, valuesOf, type Keyset, type Slice } from '@portplan/planning';
import { empty, join, raw, sql, type Sql } from '../generated/internal/prismaNamespace.js';
import { toSlice } from './keyset.js';

/** Something that a list can be sorted by: never null. */
export interface SortColumn {
  readonly expression: Sql;
  readonly type: 'text' | 'timestamptz' | 'float8';
}

/** The rows of one table with an `id`, and how they may be searched and sorted. */
export interface SearchedList {
  /** Table, or query in brackets with a name behind it. */
  readonly from: Sql;
  /** What is read of a row, `id` under its own name. */
  readonly columns: Sql;
  readonly workspaceId: string;
  /** All hold. */
  readonly conditions: readonly Sql[];
  /** Whether few rows may match, which are better gathered by an index than met on the way. */
  readonly searched: boolean;
  /** By field. */
  readonly sortable: Readonly<Record<string, SortColumn>>;
}

/** A row of a list; all but the total are null where the page is empty, the total where it was not to be counted. */
export type ListedRow<Row> = {
  readonly total: number | null;
  /** Where the list is sorted. */
  readonly key?: string | null;
} & (Row | { readonly id: null });

type Ordering = SortColumn & { readonly descending: boolean };

/**
 * A page of a list, newest first or sorted, with how many there are in all, in one statement. What is searched for is gathered
 * by the search indexes, once for the count and the page; where very many rows match, they are met soon on the way from the
 * first on.
 */
export function searchedList(
  { from, columns, workspaceId, conditions, searched, sortable }: SearchedList,
  { after, limit, counted, sort }: Keyset,
): Sql {
  const order = sort.flatMap(({ field, descending }): Ordering[] => {
    const column = sortable[field];
    return column === undefined ? [] : [{ ...column, descending }];
  });
  const all = sql`FROM ${from} WHERE workspace_id = ${workspaceId}::uuid`;
  const matching = join([all, ...conditions], ' AND ');
  const beyond = (keys: readonly Ordering[]) => (after === null ? empty : sql`AND ${beyondKey(keys, after)}`);
  const first = (keys: readonly Ordering[]) =>
    sql`ORDER BY ${inOrder(keys, ({ expression }) => expression)} LIMIT ${limit + 1}`;
  const withKeys = (read: Sql): Sql =>
    order.reduce((so, { expression }, at) => sql`${so}, ${expression} AS ${sorted(at)}`, read);
  const onTheWay = sql`SELECT ${withKeys(columns)} ${matching}`;
  const many = sql`(SELECT total FROM counted) >= ${MOST_COUNTED}`;
  const gathered = order.map((ordering, at) => ({ ...ordering, expression: sorted(at) }));
  const page = !searched
    ? sql`${onTheWay} ${beyond(order)} ${first(order)}`
    : sql`(${onTheWay} AND ${many} ${beyond(order)} ${first(order)}) UNION ALL
      (SELECT ${withKeys(columns)} ${all} AND id IN
        (SELECT id FROM found WHERE NOT ${many} ${beyond(gathered)} ${first(gathered)}))`;
  const found = sql`found AS MATERIALIZED (SELECT ${withKeys(raw('id'))} ${matching} LIMIT ${MOST_COUNTED}),
    counted AS MATERIALIZED (SELECT count(*)::int AS total FROM found)`;
  const counting = sql`counted AS MATERIALIZED
    (SELECT count(*)::int AS total FROM (SELECT ${matching} LIMIT ${MOST_COUNTED}) matching)`;
  const uncounted = sql`counted AS (SELECT NULL::int AS total)`;
  const keys = order.map((_, at) => sql`page.${sorted(at)}`);
  const key =
    order.length === 0 ? empty : sql`, json_build_array(${join([...keys, sql`page.id`])})::text AS key`;
  return sql`WITH ${searched ? found : counted ? counting : uncounted}, page AS (${page})
    SELECT counted.total, page.* ${key} FROM counted LEFT JOIN page ON TRUE
    ORDER BY ${inOrder(order, (_, at) => sql`page.${sorted(at)}`, sql`page.id`)}`;
}

/** The page that was read. */
export function listedSlice<Row extends { readonly id: string }, Item>(
  keyset: Keyset,
  rows: readonly ListedRow<Row>[],
  toItem: (row: Row) => Item,
): Slice<Item> {
  const page = rows.filter((row): row is ListedRow<Row> & Row => row.id !== null);
  const slice = toSlice(keyset, page, keyset.counted ? (rows[0]?.total ?? null) : null, toItem);
  return keyset.sort.length === 0 ? slice : { ...slice, keys: page.map(({ key }) => key ?? '') };
}

function sorted(at: number): Sql {
  return raw(`sorted_${String(at)}`);
}

function inOrder(
  order: readonly Ordering[],
  expressionOf: (ordering: Ordering, at: number) => Sql,
  id = raw('id'),
): Sql {
  const keys = order.map(
    (ordering, at) => sql`${expressionOf(ordering, at)} ${raw(ordering.descending ? 'DESC' : 'ASC')}`,
  );
  return join([...keys, sql`${id} DESC`]);
}

/** Behind the row with this key: it differs first in one of the keys, or else in its id. */
function beyondKey(order: readonly Ordering[], after: string): Sql {
  if (order.length === 0) return sql`id < ${after}::uuid`;
  const values = valuesOf(after);
  const valueOf = (at: number): Sql => sql`${String(values[at])}::${raw(order[at]?.type ?? 'uuid')}`;
  const equalUntil = (end: number): readonly Sql[] =>
    order.slice(0, end).map(({ expression }, at) => sql`${expression} = ${valueOf(at)}`);
  const differing = order.map(({ expression, descending }, at) => {
    const behind = sql`${expression} ${raw(descending ? '<' : '>')} ${valueOf(at)}`;
    return sql`(${join([...equalUntil(at), behind], ' AND ')})`;
  });
  const last = sql`(${join([...equalUntil(order.length), sql`id < ${valueOf(order.length)}`], ' AND ')})`;
  return sql`(${join([...differing, last], ' OR ')})`;
}
