import { marked, type Markings, type MarkingsChange } from '@portplan/planning';
import type { Queries } from '../database/database.js';
import { fromJsonText, toJsonText } from '../database/json-text.js';
import { raw, sql } from '../generated/internal/prismaNamespace.js';
import { toLabels, toTags, type NamedDocument } from './document-mapper.js';
import type { DocumentNoun } from './document-reads.js';
import type { DocumentKey, FoundRevision } from './document-tables.js';

/**
 * Changes what was put on a document, only if it is as it was found.
 *
 * @returns what is on it now, with the document's own labels; false where it was changed meanwhile
 * @throws PlanningError `invalid-field`
 */
export async function markHead(
  on: Queries,
  noun: DocumentNoun,
  { workspaceId, id }: DocumentKey,
  { row, lasting }: FoundRevision,
  change: MarkingsChange,
): Promise<Markings | false> {
  const own = marked({ tags: toTags(lasting.tags), labels: toLabels(lasting.ownLabels) }, change);
  const labels = { ...(fromJsonText(row.document) as NamedDocument).labels, ...own.labels };
  const count = await on.$executeRaw(sql`UPDATE ${raw(noun)} SET tags = ${toJsonText(own.tags)}::jsonb,
      own_labels = ${toJsonText(own.labels)}::jsonb, labels = ${toJsonText(labels)}::jsonb,
      marking = marking + 1
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND revision = ${row.revision}
      AND marking = ${lasting.marking}`);
  return count === 1 && { tags: own.tags, labels };
}

/** Labels that were put on a document go before those of its new revision. */
export async function withOwnLabels(
  on: Queries,
  noun: DocumentNoun,
  { workspaceId, id }: DocumentKey,
): Promise<void> {
  await on.$executeRaw(sql`UPDATE ${raw(noun)} SET labels = labels || own_labels
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid AND own_labels <> '{}'`);
}
