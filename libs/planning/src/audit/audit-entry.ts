/** What can be done to something that is kept. */
export const AUDIT_ACTIONS = ['created', 'revised', 'renamed', 'marked', 'revoked', 'deleted'] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What changes are told of. */
export const AUDITED_NOUNS = [
  'workspace',
  'token',
  'topology',
  'forecast',
  'scenario',
  'run',
  'profile',
] as const;

export type AuditedNoun = (typeof AUDITED_NOUNS)[number];

/** A token of ours, somebody an identity provider vouches for, or the service of its own accord. */
export const ACTOR_KINDS = ['token', 'identity', 'service'] as const;

export type ActorKind = (typeof ACTOR_KINDS)[number];

/** A change that was made. */
export interface AuditEntry {
  /** Counts up. */
  readonly id: string;
  readonly at: Date;
  readonly actorKind: ActorKind;
  readonly actorId: string;
  readonly actorName: string | null;
  /** The request that made it, as its answer said in `x-request-id`. */
  readonly requestId: string | null;
  readonly action: AuditAction;
  readonly noun: AuditedNoun;
  readonly subjectId: string;
  /** As it was called then. */
  readonly subjectName: string | null;
  readonly revisionBefore: number | null;
  readonly revisionAfter: number | null;
}

/** Which changes; all conditions hold. */
export interface AuditFilter {
  readonly noun?: AuditedNoun | undefined;
  readonly action?: AuditAction | undefined;
  readonly subjectId?: string | undefined;
  readonly actorId?: string | undefined;
  /** At this instant or later. */
  readonly since?: Date | undefined;
  /** Before this instant. */
  readonly until?: Date | undefined;
}
