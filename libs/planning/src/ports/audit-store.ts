import type { AuditEntry, AuditFilter } from '../audit/audit-entry.js';
import type { Keyset, Slice } from '../lists/page.js';

/** Reads alone: entries are written where changes are, in the same transaction. */
export abstract class AuditStore {
  /** Newest first; keys are ids. */
  abstract list(workspaceId: string, filter: AuditFilter, keyset: Keyset): Promise<Slice<AuditEntry>>;
}
