import type { DocumentName } from '../import-result.js';

/** What a document is made of: its parts that have an id, and itself. */
export type PartKind = 'node' | 'leg' | 'demand' | 'document';

/** A part of one of the two documents. */
export interface Part {
  readonly document: DocumentName;
  readonly part: PartKind;
  /** Id of the node or leg, source of the demand, name of the document. */
  readonly id: string;
}

/** What a re-import does to the documents as they stand. */
export interface Change extends Part {
  readonly kind: 'added' | 'removed' | 'changed';
  /** In dots, of what is changed; null of what is added or removed as a whole. */
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Why a re-import leaves something as it stands:
 * - `changed-by-both`: you and the import changed the same field
 * - `removed-by-import`: its resource is gone, and you had changed it
 * - `removed-by-you`: you removed it, and the import changed it or needs it
 * - `still-used`: its resource is gone, and something of yours leads there
 */
export type ConflictKind = 'changed-by-both' | 'removed-by-import' | 'removed-by-you' | 'still-used';

/** Something that cannot be had both ways: yours is kept. */
export interface Conflict extends Part {
  readonly kind: ConflictKind;
  /** In dots; null for the part as a whole. */
  readonly field: string | null;
  /** As the last import made it; null where there was nothing. */
  readonly base: unknown;
  readonly yours: unknown;
  readonly imported: unknown;
}
