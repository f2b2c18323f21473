import type { NewRevision, RevisionReference } from '@portplan/planning';
import type { Queries } from '../database/database.js';
import type { HeadColumns, LastingColumns, RevisionWithDocument } from './document-mapper.js';

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

/** The two tables of one kind of document, each step one statement. */
export interface DocumentTables<Document> {
  insertHead(on: Queries, key: DocumentKey, columns: HeadColumns): Promise<void>;
  /** Only if the document is at the given revision. @returns whether it was */
  advanceHead(on: Queries, key: DocumentKey, from: number, columns: HeadColumns): Promise<boolean>;
  /** Only if the document is at the given revision, where one is given. @returns whether it was */
  removeHead(on: Queries, key: DocumentKey, at: number | undefined): Promise<boolean>;
  /** The document's latest revision; null where there is no such document. */
  currentRevision(on: Queries, key: DocumentKey): Promise<number | null>;
  insertRevision(
    on: Queries,
    key: DocumentKey,
    revision: number,
    content: NewRevision<Document>,
  ): Promise<void>;
  supersede(on: Queries, key: DocumentKey, revision: number, at: Date): Promise<void>;
  find(on: Queries, key: DocumentKey, revision: number | undefined): Promise<FoundRevision | null>;
  findMany(
    on: Queries,
    workspaceId: string,
    references: readonly RevisionReference[],
  ): Promise<readonly FoundRevision[]>;
  /** Names of the scenarios that pin a revision of the document, or have run one. */
  pinnedBy(on: Queries, key: DocumentKey): Promise<readonly string[]>;
}
