import {
  marked,
  NO_MARKINGS,
  PlanningError,
  type ChangedDocument,
  type DocumentHead,
  type MarkingsChange,
  type NewDocument,
} from '@portplan/planning';
import type { Queries } from '../database/database.js';
import { toJsonText } from '../database/json-text.js';
import { join, raw, sql } from '../generated/internal/prismaNamespace.js';
import {
  toDocumentHead,
  toHeadColumns,
  toLabels,
  toTags,
  type HeadRow,
  type NamedDocument,
} from './document-mapper.js';
import type { DocumentNoun } from './document-reads.js';
import type { DocumentTables } from './document-tables.js';

/** Stores documents with what is put on them. @throws PlanningError `invalid-field` */
export async function insertDocuments<Document extends NamedDocument>(
  on: Queries,
  tables: DocumentTables<Document>,
  workspaceId: string,
  documents: readonly NewDocument<Document>[],
): Promise<readonly DocumentHead[]> {
  const heads = documents.map(({ id, first, markings }) => {
    const { tags, labels: ownLabels } = marked(NO_MARKINGS, markings);
    const columns = toHeadColumns(first, 1);
    const labels = { ...columns.labels, ...ownLabels };
    return { id, ...columns, labels, tags, ownLabels, marking: isMarked(markings) ? 1 : 0 };
  });
  await tables.insertHeads(on, workspaceId, heads);
  const revisions = documents.map(({ id, first }) => ({ id, revision: 1, content: first }));
  await tables.insertRevisions(on, workspaceId, revisions);
  return heads.map((head) => toDocumentHead({ ...head, createdAt: head.updatedAt }));
}

/** A document as it stands before its change. */
interface Standing extends Omit<HeadRow, 'labels'> {
  readonly ownLabels: unknown;
  /** The document's own. */
  readonly labels: unknown;
}

type ChangedHead = Standing & { readonly labels: Readonly<Record<string, string>> };

/** Changes documents, what is on them, or both. @throws PlanningError of one that cannot be changed so, or not at once with the others */
export async function changeDocuments<Document extends NamedDocument>(
  on: Queries,
  noun: DocumentNoun,
  tables: DocumentTables<Document>,
  workspaceId: string,
  changes: readonly ChangedDocument<Document>[],
): Promise<readonly DocumentHead[]> {
  const standing = await lockHeads(on, noun, workspaceId, changes);
  const names = new Map([...standing.values()].map(({ id, name }) => [name, id]));
  const heads = changes.map((change) => {
    const before = expectedHead(noun, standing.get(change.id), change);
    standing.delete(change.id);
    const after = changedHead(before, change);
    // Which of them is changed first, the database decides: a name that one gives up for another is not for one statement.
    if ((names.get(after.name) ?? after.id) !== after.id)
      throw new PlanningError('name-taken', { noun, name: after.name });
    return after;
  });
  await advanceHeads(on, noun, workspaceId, heads);
  const revised = changes.flatMap(({ id, next, expected: { revision } }) =>
    next === null ? [] : [{ id, revision: revision + 1, content: next }],
  );
  if (revised.length > 0) {
    await tables.supersede(on, workspaceId, revised);
    await tables.insertRevisions(on, workspaceId, revised);
  }
  return heads.map(toDocumentHead);
}

/**
 * In the order of their ids, so that others who lock the same wait and are not waited for. One that was changed while this waited
 * comes without the labels of its new revision, which is not seen from here, and is not as expected anyway.
 */
async function lockHeads(
  on: Queries,
  noun: DocumentNoun,
  workspaceId: string,
  changes: readonly ChangedDocument<NamedDocument>[],
): Promise<Map<string, Standing>> {
  const ids = join(changes.map(({ id }) => sql`${id}::uuid`));
  const rows = await on.$queryRaw<
    Standing[]
  >(sql`SELECT d.id, d.name, d.description, d.revision, d.marking, d.tags,
      d.own_labels AS "ownLabels", d.created_at AS "createdAt", d.updated_at AS "updatedAt",
      r.document::json -> 'labels' AS labels
    FROM ${raw(noun)} d
    LEFT JOIN ${raw(`${noun}_revision`)} r
      ON r.workspace_id = d.workspace_id AND r.${raw(`${noun}_id`)} = d.id AND r.revision = d.revision
    WHERE d.workspace_id = ${workspaceId}::uuid AND d.id IN (${ids})
    ORDER BY d.id FOR UPDATE OF d`);
  return new Map(rows.map((row) => [row.id, row]));
}

function expectedHead(
  noun: DocumentNoun,
  found: Standing | undefined,
  { id, expected, next }: ChangedDocument<NamedDocument>,
): Standing {
  if (found === undefined) throw new PlanningError('not-found', { noun, id });
  if (found.revision !== expected.revision)
    throw new PlanningError('revision-conflict', {
      noun,
      id,
      expectedRevision: expected.revision,
      currentRevision: found.revision,
    });
  if (next === null && found.marking !== expected.marking)
    throw new PlanningError('marking-conflict', { noun, id });
  return found;
}

function changedHead(before: Standing, { next, markings }: ChangedDocument<NamedDocument>): ChangedHead {
  const own = marked({ tags: toTags(before.tags), labels: toLabels(before.ownLabels) }, markings);
  const columns = next === null ? before : toHeadColumns(next, before.revision + 1);
  return {
    ...before,
    ...columns,
    labels: { ...toLabels(columns.labels), ...own.labels },
    tags: own.tags,
    ownLabels: own.labels,
    marking: before.marking + (isMarked(markings) ? 1 : 0),
  };
}

function isMarked({ tags, labels }: MarkingsChange): boolean {
  return tags !== undefined || labels !== undefined;
}

async function advanceHeads(
  on: Queries,
  noun: DocumentNoun,
  workspaceId: string,
  heads: readonly ChangedHead[],
): Promise<void> {
  const rows = heads.map(
    ({ id, name, description, labels, tags, ownLabels, marking, revision, updatedAt }) =>
      sql`(${id}::uuid, ${name}::text, ${description}::text, ${toJsonText(labels)}::jsonb, ${JSON.stringify(tags)}::jsonb,
        ${JSON.stringify(ownLabels)}::jsonb, ${marking}::integer, ${revision}::integer, ${updatedAt}::timestamptz)`,
  );
  await on.$executeRaw(sql`UPDATE ${raw(noun)} d SET name = v.name, description = v.description, labels = v.labels,
      tags = v.tags, own_labels = v.own_labels, marking = v.marking, revision = v.revision, updated_at = v.updated_at
    FROM (VALUES ${join(rows)}) v (id, name, description, labels, tags, own_labels, marking, revision, updated_at)
    WHERE d.workspace_id = ${workspaceId}::uuid AND d.id = v.id`);
}
