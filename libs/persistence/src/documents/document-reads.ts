import type { DocumentFilter, Keyset } from '@portplan/planning';
import { join, raw, sql, type Sql } from '../generated/internal/prismaNamespace.js';
import { toJsonText } from '../database/json-text.js';
import { searchedList } from '../database/searched-list.js';
import { likePattern } from '../database/text-filter.js';
import type { ChildTable } from '../database/child-lists.js';
import type { HeadRow } from './document-mapper.js';
import type { DocumentKey, FoundRevision, RevisionContent } from './document-tables.js';

/** The kinds of document that are kept in revisions; their tables are called alike. */
export type DocumentNoun = 'topology' | 'forecast';

/** A revision with its document. */
export interface FoundRow {
  readonly revision: number;
  readonly document: string;
  readonly revised_at: Date;
  readonly created_by: string;
  readonly created_at: Date;
  readonly tags: unknown;
  readonly own_labels: unknown;
  readonly marking: number;
}

/** A document at the given revision, or at its latest. */
export function oneDocument(
  noun: DocumentNoun,
  { workspaceId, id }: DocumentKey,
  revision: number | undefined,
): Sql {
  const [table, key] = [raw(noun), raw(`${noun}_id`)];
  const which = revision === undefined ? sql`r.superseded_at IS NULL` : sql`r.revision = ${revision}`;
  return sql`SELECT r.revision, r.document, r.created_at AS revised_at, r.created_by, d.created_at, d.tags,
    d.own_labels, d.marking
    FROM ${table}_revision r JOIN ${table} d ON d.workspace_id = r.workspace_id AND d.id = r.${key}
    WHERE r.workspace_id = ${workspaceId} AND r.${key} = ${id} AND ${which}`;
}

export function toFoundRevision({ id }: DocumentKey, row: FoundRow): FoundRevision {
  const { revision, document, created_by: createdBy, tags, own_labels: ownLabels, marking } = row;
  return {
    id,
    lasting: { createdAt: row.created_at, tags, ownLabels, marking },
    row: { revision, document, createdAt: row.revised_at, createdBy },
  };
}

/** A latest revision with its document, and what the document's own table says of it. */
export interface WrittenRow extends HeadRow {
  readonly document: string;
}

/** A document's latest revision. */
export function writtenDocument(noun: DocumentNoun, { workspaceId, id }: DocumentKey): Sql {
  const [table, key] = [raw(noun), raw(`${noun}_id`)];
  return sql`SELECT d.id, d.name, d.description, d.labels, d.tags, d.marking, d.revision,
    d.created_at AS "createdAt", d.updated_at AS "updatedAt", r.document
    FROM ${table} d JOIN ${table}_revision r ON r.workspace_id = d.workspace_id AND r.${key} = d.id
    WHERE d.workspace_id = ${workspaceId} AND d.id = ${id} AND r.superseded_at IS NULL`;
}

/** Revisions without their documents, latest first. */
export function revisionsTable(noun: DocumentNoun): ChildTable {
  return { table: `${noun}_revision`, parent: `${noun}_id`, key: 'revision', columns: REVISION };
}

const REVISION = sql`revision, created_at AS "createdAt", created_by AS "createdBy"`;

/** The revisions before the given ones, as superseded when these were made. */
export function supersededRevisions(
  noun: DocumentNoun,
  workspaceId: string,
  revisions: readonly RevisionContent<unknown>[],
): Sql {
  const rows = revisions.map(
    ({ id, revision, content: { at } }) => sql`(${id}::uuid, ${revision - 1}::integer, ${at}::timestamptz)`,
  );
  return sql`UPDATE ${raw(`${noun}_revision`)} r SET superseded_at = v.at
    FROM (VALUES ${join(rows)}) v (id, revision, at)
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.${raw(`${noun}_id`)} = v.id AND r.revision = v.revision`;
}

/** A document's latest revision without the document. */
export function oneHead(noun: DocumentNoun, { workspaceId, id }: DocumentKey): Sql {
  return sql`SELECT ${HEAD} FROM ${raw(noun)} WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid`;
}

/** A page of documents, newest first or sorted, with how many there are in all, in one statement. */
export function documentList(
  noun: DocumentNoun,
  workspaceId: string,
  filter: DocumentFilter,
  keyset: Keyset,
): Sql {
  const list = {
    from: raw(noun),
    columns: HEAD,
    workspaceId,
    conditions: matching(noun, workspaceId, filter),
    searched: Object.values(filter).some((condition) => condition !== undefined),
    sortable: SORTABLE,
  };
  return searchedList(list, keyset);
}

const HEAD = sql`id, name, description, labels, tags, marking, revision, created_at AS "createdAt", updated_at AS "updatedAt"`;

const SORTABLE = {
  name: { expression: sql`name`, type: 'text' },
  createdAt: { expression: sql`created_at`, type: 'timestamptz' },
  updatedAt: { expression: sql`updated_at`, type: 'timestamptz' },
} as const;

function matching(noun: DocumentNoun, workspaceId: string, filter: DocumentFilter): readonly Sql[] {
  const { nodeKind, nodeProfile } = filter;
  const conditions = [...markingConditions(filter)];
  if (noun === 'topology' && (nodeKind !== undefined || nodeProfile !== undefined)) {
    const node = [sql`n.workspace_id = ${workspaceId}::uuid`];
    if (nodeKind !== undefined) node.push(sql`n.kind = ${nodeKind}`);
    if (nodeProfile !== undefined) node.push(sql`n.profile = ${nodeProfile}`);
    conditions.push(sql`(id, revision) IN
      (SELECT n.topology_id, n.revision FROM topology_node n WHERE ${join(node, ' AND ')})`);
  }
  return conditions;
}

/** What is asked of the name, the tags and the labels. */
export function markingConditions({
  nameContains,
  tags,
  labels,
}: Pick<DocumentFilter, 'nameContains' | 'tags' | 'labels'>): readonly Sql[] {
  const conditions: Sql[] = [];
  if (nameContains !== undefined) conditions.push(sql`name ILIKE ${likePattern(nameContains)}`);
  if (tags !== undefined) conditions.push(sql`tags @> ${toJsonText(tags)}::jsonb`);
  if (labels !== undefined) conditions.push(sql`labels @> ${toJsonText(labels)}::jsonb`);
  return conditions;
}
