import { requireRole, type Caller } from '../caller.js';
import { canMatch } from '../lists/can-match.js';
import { EMPTY_SLICE, toKeyset, toPage, type Page, type PageRequest } from '../lists/page.js';
import type { AuditStore } from '../ports/audit-store.js';
import type { AuditEntry, AuditFilter } from './audit-entry.js';

/** Who changed what in a workspace. */
export class AuditLog {
  constructor(private readonly entries: AuditStore) {}

  /** Newest first. Admin. @throws PlanningError `forbidden`, `invalid-cursor`, `invalid-page-size` */
  async list(caller: Caller, filter: AuditFilter = {}, page: PageRequest = {}): Promise<Page<AuditEntry>> {
    requireRole(caller, 'admin');
    const keyset = toKeyset('audit-entries', page);
    const slice = canMatch({ ids: [filter.subjectId], texts: [filter.actorId] })
      ? await this.entries.list(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage('audit-entries', slice, ({ id }) => id);
  }
}
