import type { Markings } from './markings.js';

/** A document's place in a list: everything but the document. */
export interface DocumentHead extends Markings {
  readonly id: string;
  /** The document's own name; unique among its kind in a workspace. */
  readonly name: string;
  readonly description: string | null;
  /** The document's own, and those that were put on it, which go before. */
  readonly labels: Readonly<Record<string, string>>;
  /** Counts changes of tags and labels, from 0. */
  readonly marking: number;
  /** 1 for the first; each change makes the next. */
  readonly revision: number;
  readonly createdAt: Date;
  /** When this revision was made. */
  readonly updatedAt: Date;
}

/** A document at one of its revisions. A revision never changes. */
export interface StoredDocument<Document> extends DocumentHead {
  readonly document: Document;
}

/** A document's latest revision, with the document as it was written down: JSON that nobody has read since. */
export interface WrittenDocument extends DocumentHead {
  readonly text: string;
}

/** What is remembered of a revision beside the document. */
export interface Revision {
  readonly revision: number;
  readonly createdAt: Date;
  /** Id of the token that made it. */
  readonly createdBy: string;
}

/** One revision of one document. */
export interface RevisionReference {
  readonly id: string;
  readonly revision: number;
}

/** How a document was when it was read. */
export interface DocumentState {
  readonly revision: number;
  readonly marking: number;
}

export interface DocumentFilter {
  /** Part of the name, upper or lower case. */
  readonly nameContains?: string | undefined;
  /** All of them. */
  readonly tags?: readonly string[] | undefined;
  /** All of them, with these values. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Topologies with a node of this kind. */
  readonly nodeKind?: string | undefined;
  /** Topologies with a node of this profile; of the same node as the kind, where both are given. */
  readonly nodeProfile?: string | undefined;
}
