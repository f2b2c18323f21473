import type { MarkingsChange } from '../documents/markings.js';
import type {
  DocumentFilter,
  DocumentHead,
  DocumentState,
  Revision,
  RevisionReference,
  StoredDocument,
  WrittenDocument,
} from '../documents/stored-document.js';
import type { Keyset, Slice } from '../lists/page.js';

/** What an import made, before it was merged with edits. */
export interface GeneratedContent {
  /** Which of several sources it was of; null where that has no name. */
  readonly from: string | null;
  readonly content: object;
}

/** What a new revision consists of. */
export interface NewRevision<Document> {
  readonly document: Document;
  readonly at: Date;
  readonly createdBy: string;
  /** Of which import the document came. */
  readonly generated?: GeneratedContent | undefined;
}

/** A document to be stored, and what is put on it. */
export interface NewDocument<Document> {
  readonly id: string;
  readonly first: NewRevision<Document>;
  readonly markings: MarkingsChange;
}

/** A change of a stored document: its next revision, what is put on it, or both. */
export interface ChangedDocument<Document> {
  readonly id: string;
  /** What is on it counts only where that alone changes. */
  readonly expected: Pick<DocumentState, 'revision'> & Partial<DocumentState>;
  /** Null where tags and labels alone change. */
  readonly next: NewRevision<Document> | null;
  readonly markings: MarkingsChange;
}

/** Keeps documents of one kind in immutable, numbered revisions. Each write happens whole or not at all. */
export abstract class DocumentStore<Document> {
  /** Revision 1. @throws PlanningError `name-taken` */
  abstract insert(
    workspaceId: string,
    id: string,
    first: NewRevision<Document>,
  ): Promise<StoredDocument<Document>>;

  /** The revision after the expected one. @throws PlanningError `not-found`, `revision-conflict`, `name-taken` */
  abstract revise(
    workspaceId: string,
    id: string,
    expectedRevision: number,
    next: NewRevision<Document>,
  ): Promise<StoredDocument<Document>>;

  /** Changes tags and labels. @throws PlanningError `not-found`, `revision-conflict`, `marking-conflict`, `invalid-field` */
  abstract mark(
    workspaceId: string,
    id: string,
    expected: DocumentState,
    change: MarkingsChange,
  ): Promise<DocumentHead>;

  /** The given revision, the latest where none is given. */
  abstract find(workspaceId: string, id: string, revision?: number): Promise<StoredDocument<Document> | null>;

  /** The latest revision, its document unread. */
  abstract findWritten(workspaceId: string, id: string): Promise<WrittenDocument | null>;

  /** The latest revision without its document. */
  abstract findHead(workspaceId: string, id: string): Promise<DocumentHead | null>;

  /** Those that exist, in no particular order. */
  abstract findMany(
    workspaceId: string,
    references: readonly RevisionReference[],
  ): Promise<readonly StoredDocument<Document>[]>;

  /** Latest revisions, newest document first; keys are ids. */
  abstract list(workspaceId: string, filter: DocumentFilter, keyset: Keyset): Promise<Slice<DocumentHead>>;

  /** The same page of the revisions of each document, latest first; keys are revision numbers. */
  abstract listRevisions(
    workspaceId: string,
    ids: readonly string[],
    keyset: Keyset,
  ): Promise<ReadonlyMap<string, Slice<Revision>>>;

  /** With all revisions. @throws PlanningError `not-found`, `revision-conflict`, `in-use` */
  abstract remove(workspaceId: string, id: string, expectedRevision?: number): Promise<void>;

  /** Many in a number of statements that does not grow with them. @throws as `insert` and `mark`, of one that cannot be; then none is stored */
  abstract insertMany(
    workspaceId: string,
    documents: readonly NewDocument<Document>[],
  ): Promise<readonly DocumentHead[]>;

  /** Many, as `insertMany`. @throws as `revise` and `mark`; also where one goes before another: the same document, or its former name */
  abstract changeMany(
    workspaceId: string,
    changes: readonly ChangedDocument<Document>[],
  ): Promise<readonly DocumentHead[]>;

  /** Many, as `insertMany`. @throws as `remove` */
  abstract removeMany(workspaceId: string, latest: readonly RevisionReference[]): Promise<void>;
}
