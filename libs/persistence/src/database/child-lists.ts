import { MOST_COUNTED, type Keyset, type Slice } from '@portplan/planning';
import { empty, raw, sql, type Sql } from '../generated/internal/prismaNamespace.js';
import { toSlice } from './keyset.js';

/** A table whose rows belong to something, newest first by their key. */
export interface ChildTable {
  readonly table: string;
  /** Column that says what a row belongs to. */
  readonly parent: string;
  /** Column that orders the rows of one parent. */
  readonly key: string;
  /** What is read of a row, the key among it under its own name. */
  readonly columns: Sql;
}

/** A row of one of the lists; where a page is empty, there is one row that says so. */
export type ChildRow<Row> = { readonly parent: string; readonly total: number | null } & (
  (Row & { readonly there: true }) | { readonly there: false }
);

/** The same page of many lists, one for each parent, in one statement. @param condition on rows of the table */
export function childLists(
  { table, parent, key, columns }: ChildTable,
  workspaceId: string,
  parents: readonly string[],
  { after, limit, counted }: Keyset,
  condition?: Sql,
): Sql {
  const own = sql`FROM ${raw(table)} WHERE workspace_id = ${workspaceId} AND ${raw(parent)} = parent.id
    ${condition === undefined ? empty : sql`AND ${condition}`}`;
  const beyond = after === null ? empty : sql`AND ${raw(key)} < ${after}`;
  const total = counted
    ? sql`(SELECT count(*)::int FROM (SELECT ${own} LIMIT ${MOST_COUNTED}) counted)`
    : sql`NULL::int`;
  return sql`SELECT parent.id AS parent, ${total} AS total, page.${raw(key)} IS NOT NULL AS there, page.*
    FROM unnest(${[...parents]}::uuid[]) AS parent(id)
    LEFT JOIN LATERAL (SELECT ${columns} ${own} ${beyond} ORDER BY ${raw(key)} DESC LIMIT ${limit + 1}) page
      ON TRUE
    ORDER BY parent.id, page.${raw(key)} DESC`;
}

/** The page of each parent, out of what {@link childLists} found. */
export function childSlices<Row extends object, Item>(
  keyset: Keyset,
  rows: readonly ChildRow<Row>[],
  toItem: (row: Row) => Item,
): ReadonlyMap<string, Slice<Item>> {
  const byParent = new Map<string, { readonly total: number | null; readonly page: Row[] }>();
  for (const row of rows) {
    const { parent, total } = row;
    const known = byParent.get(parent) ?? { total, page: [] };
    byParent.set(parent, known);
    if (row.there) known.page.push(row);
  }
  return new Map(
    [...byParent].map(([parent, { total, page }]) => [parent, toSlice(keyset, page, total, toItem)]),
  );
}
