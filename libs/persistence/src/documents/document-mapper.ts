import type {
  DocumentHead,
  NewRevision,
  Revision,
  StoredDocument,
  WrittenDocument,
} from '@portplan/planning';
import { fromJsonText } from '../database/json-text.js';

/** What every kind of document that is kept in revisions has. */
export interface NamedDocument {
  readonly name: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The columns that say what a document's latest revision is like. */
export interface HeadColumns {
  readonly name: string;
  readonly description: string | null;
  readonly labels: Record<string, string>;
  readonly revision: number;
  readonly updatedAt: Date;
}

/** A document that is stored for the first time. */
export interface NewHead extends HeadColumns {
  readonly id: string;
  readonly tags: readonly string[];
  readonly ownLabels: Readonly<Record<string, string>>;
  readonly marking: number;
}

export interface HeadRow extends Omit<HeadColumns, 'labels'> {
  readonly id: string;
  readonly labels: unknown;
  readonly tags: unknown;
  readonly marking: number;
  readonly createdAt: Date;
}

/** What was put on a document. */
export interface MarkingColumns {
  readonly tags: unknown;
  readonly ownLabels: unknown;
  readonly marking: number;
}

/** What of a document belongs to none of its revisions. */
export interface LastingColumns extends MarkingColumns {
  readonly createdAt: Date;
}

export const LASTING = { createdAt: true, tags: true, ownLabels: true, marking: true } as const;

export interface RevisionRow {
  readonly revision: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface RevisionWithDocument extends RevisionRow {
  readonly document: string;
}

export function toHeadColumns({ document, at }: NewRevision<NamedDocument>, revision: number): HeadColumns {
  return {
    name: document.name,
    description: document.description ?? null,
    labels: { ...document.labels },
    revision,
    updatedAt: at,
  };
}

/** @param heads of documents that are made now */
export function toHeadRows(workspaceId: string, heads: readonly NewHead[]) {
  return heads.map(({ tags, ...head }) => ({
    workspaceId,
    ...head,
    tags: [...tags],
    ownLabels: { ...head.ownLabels },
    createdAt: head.updatedAt,
  }));
}

export function toDocumentHead(row: HeadRow): DocumentHead {
  const { id, name, description, marking, revision, createdAt, updatedAt } = row;
  const markings = { tags: toTags(row.tags), labels: toLabels(row.labels), marking };
  return { id, name, description, ...markings, revision, createdAt, updatedAt };
}

/**
 * The columns of the document's own table say all but in which order the document has its labels, for which it is read where it
 * has several.
 */
export function toWrittenDocument({
  document: text,
  ...row
}: HeadRow & { readonly document: string }): WrittenDocument {
  const head = toDocumentHead(row);
  if (Object.keys(head.labels).length < 2) return { ...head, text };
  const { labels } = fromJsonText(text) as NamedDocument;
  return { ...head, labels: { ...labels, ...head.labels }, text };
}

/** @param lasting of the document, which was created when its first revision was made */
export function toStoredDocument<Document extends NamedDocument>(
  id: string,
  lasting: LastingColumns,
  row: RevisionWithDocument,
): StoredDocument<Document> {
  const document = fromJsonText(row.document) as Document;
  return {
    id,
    name: document.name,
    description: document.description ?? null,
    tags: toTags(lasting.tags),
    labels: { ...document.labels, ...toLabels(lasting.ownLabels) },
    marking: lasting.marking,
    revision: row.revision,
    createdAt: lasting.createdAt,
    updatedAt: row.createdAt,
    document,
  };
}

export function toRevision({ revision, createdAt, createdBy }: RevisionRow): Revision {
  return { revision, createdAt, createdBy };
}

export function toTags(tags: unknown): readonly string[] {
  return Array.isArray(tags) ? tags.map(String) : [];
}

export function toLabels(labels: unknown): Readonly<Record<string, string>> {
  if (typeof labels !== 'object' || labels === null) return {};
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}
