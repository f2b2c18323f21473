import type { DocumentHead, NewRevision, Revision, StoredDocument } from '@portplan/planning';
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

export interface HeadRow extends Omit<HeadColumns, 'labels'> {
  readonly id: string;
  readonly labels: unknown;
  readonly createdAt: Date;
}

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

export function toDocumentHead(row: HeadRow): DocumentHead {
  const { id, name, description, revision, createdAt, updatedAt } = row;
  return { id, name, description, labels: toLabels(row.labels), revision, createdAt, updatedAt };
}

/** @param createdAt of the document, which is when its first revision was made */
export function toStoredDocument<Document extends NamedDocument>(
  id: string,
  createdAt: Date,
  row: RevisionWithDocument,
): StoredDocument<Document> {
  const document = fromJsonText(row.document) as Document;
  return {
    id,
    name: document.name,
    description: document.description ?? null,
    labels: { ...document.labels },
    revision: row.revision,
    createdAt,
    updatedAt: row.createdAt,
    document,
  };
}

export function toRevision({ revision, createdAt, createdBy }: RevisionRow): Revision {
  return { revision, createdAt, createdBy };
}

function toLabels(labels: unknown): Readonly<Record<string, string>> {
  if (typeof labels !== 'object' || labels === null) return {};
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}
