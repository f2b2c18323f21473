import type { NewRevision, RevisionReference } from '@portplan/planning';
import type { Queries } from '../database/database.js';
import type { LastingColumns, NewHead, RevisionWithDocument } from './document-mapper.js';

/** One document of one workspace. */
export interface DocumentKey {
  readonly workspaceId: string;
  readonly id: string;
}

export interface FoundRevision {
  readonly id: string;
  readonly lasting: LastingColumns;
  readonly row: RevisionWithDocument;
}

/** What one revision of one document consists of. */
export interface RevisionContent<Document> {
  readonly id: string;
  readonly revision: number;
  readonly content: NewRevision<Document>;
}

/** The two tables of one kind of document, each step one statement. */
export interface DocumentTables<Document> {
  insertHeads(on: Queries, workspaceId: string, heads: readonly NewHead[]): Promise<void>;
  /** Only those that are at the given revision, where one is given. @returns how many were */
  removeHeads(
    on: Queries,
    workspaceId: string,
    latest: readonly { readonly id: string; readonly revision?: number }[],
  ): Promise<number>;
  /** The document's latest revision; null where there is no such document. */
  currentRevision(on: Queries, key: DocumentKey): Promise<number | null>;
  /** Some statements for hundreds of revisions and what is in them. */
  insertRevisions(
    on: Queries,
    workspaceId: string,
    revisions: readonly RevisionContent<Document>[],
  ): Promise<void>;
  /** Says of the revisions before these that they are the latest no more. */
  supersede(on: Queries, workspaceId: string, revisions: readonly RevisionContent<Document>[]): Promise<void>;
  find(on: Queries, key: DocumentKey, revision: number | undefined): Promise<FoundRevision | null>;
  findMany(
    on: Queries,
    workspaceId: string,
    references: readonly RevisionReference[],
  ): Promise<readonly FoundRevision[]>;
  /** Names of the scenarios that pin a revision of the document, or have run one. */
  pinnedBy(on: Queries, key: DocumentKey): Promise<readonly string[]>;
}
