import { MOST_COUNTED, type DocumentFilter, type Keyset } from '@portplan/planning';
import { empty, join, raw, sql, type Sql } from '../generated/internal/prismaNamespace.js';
import { likePattern } from '../database/text-filter.js';
import type { ChildTable } from '../database/child-lists.js';
import type { HeadRow } from './document-mapper.js';
import type { DocumentKey, FoundRevision } from './document-tables.js';

/** The kinds of document that are kept in revisions; their tables are called alike. */
export type DocumentNoun = 'topology' | 'forecast';

/** A revision with its document. */
export interface FoundRow {
  readonly revision: number;
  readonly document: string;
  readonly revised_at: Date;
  readonly created_by: string;
  readonly created_at: Date;
}

/** A document at the given revision, or at its latest. */
export function oneDocument(
  noun: DocumentNoun,
  { workspaceId, id }: DocumentKey,
  revision: number | undefined,
): Sql {
  const [table, key] = [raw(noun), raw(`${noun}_id`)];
  const which = revision === undefined ? sql`r.superseded_at IS NULL` : sql`r.revision = ${revision}`;
  return sql`SELECT r.revision, r.document, r.created_at AS revised_at, r.created_by, d.created_at
    FROM ${table}_revision r JOIN ${table} d ON d.workspace_id = r.workspace_id AND d.id = r.${key}
    WHERE r.workspace_id = ${workspaceId} AND r.${key} = ${id} AND ${which}`;
}

export function toFoundRevision({ id }: DocumentKey, row: FoundRow): FoundRevision {
  const { revision, document, created_at: createdAt, revised_at: revisedAt, created_by: createdBy } = row;
  return { id, createdAt, row: { revision, document, createdAt: revisedAt, createdBy } };
}

/** Revisions without their documents, latest first. */
export function revisionsTable(noun: DocumentNoun): ChildTable {
  return { table: `${noun}_revision`, parent: `${noun}_id`, key: 'revision', columns: REVISION };
}

const REVISION = sql`revision, created_at AS "createdAt", created_by AS "createdBy"`;

/** A row of a list; all but the total are null where the page is empty, the total where it was not to be counted. */
export type ListedRow = { readonly total: number | null } & (
  { readonly [Column in keyof HeadRow]: HeadRow[Column] } | { readonly id: null }
);

/**
 * A page of documents, newest first, with how many there are in all, in one statement. What few documents match is gathered
 * by the search indexes; what very many match is met soon on the way from the newest on.
 */
export function documentList(
  noun: DocumentNoun,
  workspaceId: string,
  filter: DocumentFilter,
  { after, limit, counted }: Keyset,
): Sql {
  const from = sql`FROM ${raw(noun)} WHERE ${matching(workspaceId, filter)}`;
  const beyond = after === null ? empty : sql`AND id < ${after}`;
  const newest = sql`ORDER BY id DESC LIMIT ${limit + 1}`;
  const onTheWay = (condition: Sql): Sql => sql`SELECT ${HEAD} ${from} ${condition} ${beyond} ${newest}`;
  const gathered = sql`SELECT ${HEAD} FROM (SELECT * ${from} OFFSET 0) few`;
  const many = sql`(SELECT total FROM counted) >= ${MOST_COUNTED}`;
  const searched = filter.nameContains !== undefined || filter.label !== undefined;
  if (!counted && !searched) return sql`SELECT NULL::int AS total, ${HEAD} ${from} ${beyond} ${newest}`;
  const page = !searched
    ? onTheWay(empty)
    : sql`(${onTheWay(sql`AND ${many}`)}) UNION ALL (${gathered} WHERE NOT ${many} ${beyond} ${newest})`;
  return sql`WITH counted AS MATERIALIZED
      (SELECT count(*)::int AS total FROM (SELECT ${from} LIMIT ${MOST_COUNTED}) matching),
    page AS (${page})
    SELECT counted.total, page.* FROM counted LEFT JOIN page ON TRUE ORDER BY page.id DESC`;
}

const HEAD = sql`id, name, description, labels, revision, created_at AS "createdAt", updated_at AS "updatedAt"`;

function matching(workspaceId: string, { nameContains, label }: DocumentFilter): Sql {
  const conditions = [sql`workspace_id = ${workspaceId}`];
  if (nameContains !== undefined) conditions.push(sql`name ILIKE ${likePattern(nameContains)}`);
  if (label !== undefined)
    conditions.push(sql`labels @> jsonb_build_object(${label.name}::text, ${label.value}::text)`);
  return join(conditions, ' AND ');
}
