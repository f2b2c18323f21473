/** A document's place in a list: everything but the document. */
export interface DocumentHead {
  readonly id: string;
  /** The document's own name; unique among its kind in a workspace. */
  readonly name: string;
  readonly description: string | null;
  readonly labels: Readonly<Record<string, string>>;
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

export interface DocumentFilter {
  /** Part of the name, upper or lower case. */
  readonly nameContains?: string | undefined;
  readonly label?: { readonly name: string; readonly value: string } | undefined;
}
