import type { MarkingsChange } from '../documents/markings.js';
import type {
  DocumentFilter,
  DocumentHead,
  DocumentState,
  Revision,
  RevisionReference,
  StoredDocument,
} from '../documents/stored-document.js';
import type { Keyset, Slice } from '../lists/page.js';

/** What a new revision consists of. */
export interface NewRevision<Document> {
  readonly document: Document;
  readonly at: Date;
  readonly createdBy: string;
  /** What the import made of which the document came, before it was merged with edits. */
  readonly generated?: object | undefined;
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
}
