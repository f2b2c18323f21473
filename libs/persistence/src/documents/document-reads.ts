import type { Statement } from '../database/tenant-reads.js';
import type { DocumentKey, FoundRevision } from './document-tables.js';

/** A row of either. */
export interface FoundRow {
  readonly revision: number;
  readonly document: string;
  readonly revised_at: Date;
  readonly created_by: string;
  readonly created_at: Date;
}

/** The two ways to read one document, as statements. */
export interface DocumentReads {
  readonly latest: Statement;
  readonly atRevision: Statement;
}

export function documentReads(noun: 'topology' | 'forecast'): DocumentReads {
  const read = (which: string, condition: string): Statement => ({
    name: `${noun}-${which}`,
    text: `SELECT r.revision, r.document, r.created_at AS revised_at, r.created_by, d.created_at
      FROM ${noun}_revision r JOIN ${noun} d ON d.workspace_id = r.workspace_id AND d.id = r.${noun}_id
      WHERE r.workspace_id = $1 AND r.${noun}_id = $2 AND ${condition}`,
  });
  return {
    latest: read('latest', 'r.superseded_at IS NULL'),
    atRevision: read('at-revision', 'r.revision = $3'),
  };
}

export function toFoundRevision({ id }: DocumentKey, row: FoundRow): FoundRevision {
  const { revision, document, created_at: createdAt, revised_at: revisedAt, created_by: createdBy } = row;
  return { id, createdAt, row: { revision, document, createdAt: revisedAt, createdBy } };
}
