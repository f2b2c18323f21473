import {
  ACTOR_KINDS,
  AUDIT_ACTIONS,
  AUDITED_NOUNS,
  AuditStore,
  MOST_COUNTED,
  type AuditEntry,
  type AuditFilter,
  type Keyset,
  type Slice,
} from '@portplan/planning';
import type { Database } from '../database/database.js';
import { NEWEST_FIRST, sliceOf, takeOf } from '../database/keyset.js';
import { oneOf } from '../runs/run-mapper.js';

interface AuditRow extends Omit<AuditEntry, 'id' | 'actorKind' | 'action' | 'noun'> {
  readonly id: bigint;
  readonly actorKind: string;
  readonly action: string;
  readonly noun: string;
}

export class PrismaAuditStore extends AuditStore {
  constructor(private readonly database: Database) {
    super();
  }

  override async list(
    workspaceId: string,
    { noun, action, subjectId, actorId, since, until }: AuditFilter,
    keyset: Keyset,
  ): Promise<Slice<AuditEntry>> {
    const where = {
      workspaceId,
      ...(noun !== undefined && { noun }),
      ...(action !== undefined && { action }),
      ...(subjectId !== undefined && { subjectId }),
      ...(actorId !== undefined && { actorId }),
      at: { ...(since !== undefined && { gte: since }), ...(until !== undefined && { lt: until }) },
    };
    const beyond = keyset.after === null ? {} : { id: { lt: BigInt(keyset.after) } };
    const page = { where: { ...where, ...beyond }, orderBy: NEWEST_FIRST, ...takeOf(keyset) };
    return sliceOf(
      keyset,
      this.database.auditEntry.findMany(page),
      () => this.database.auditEntry.count({ where, take: MOST_COUNTED }),
      toAuditEntry,
    );
  }
}

function toAuditEntry(row: AuditRow): AuditEntry {
  const { at, actorId, actorName, requestId, subjectId, subjectName, revisionBefore, revisionAfter } = row;
  return {
    id: String(row.id),
    at,
    actorKind: oneOf(ACTOR_KINDS, row.actorKind, 'kind of actor'),
    actorId,
    actorName,
    requestId,
    action: oneOf(AUDIT_ACTIONS, row.action, 'action'),
    noun: oneOf(AUDITED_NOUNS, row.noun, 'noun'),
    subjectId,
    subjectName,
    revisionBefore,
    revisionAfter,
  };
}
