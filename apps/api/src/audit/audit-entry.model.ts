import { ObjectType } from '@nestjs/graphql';
import { ACTOR_KINDS, AUDIT_ACTIONS, AUDITED_NOUNS, type AuditEntry as Stored } from '@portplan/planning';
import { Shown } from '../shown/shown.js';

@ObjectType({ description: 'A change that was made.' })
export class AuditEntry {
  @Shown('text', 'Counts up.')
  id!: string;

  @Shown('instant', 'When.')
  at!: string;

  @Shown('text', 'A token, somebody an identity provider vouches for, or the service of its own accord.', {
    values: ACTOR_KINDS,
  })
  actorKind!: string;

  @Shown('text', 'The token’s id, or the identity’s subject.')
  actorId!: string;

  @Shown('text', 'What people call it.', { nullable: true })
  actorName!: string | null;

  @Shown('text', 'The request that made it, as its answer said in x-request-id.', { nullable: true })
  requestId!: string | null;

  @Shown('text', 'What was done.', { values: AUDIT_ACTIONS })
  action!: string;

  @Shown('text', 'To what.', { values: AUDITED_NOUNS })
  noun!: string;

  @Shown('id', 'Which one.')
  subjectId!: string;

  @Shown('text', 'As it was called then.', { nullable: true })
  subjectName!: string | null;

  @Shown('count', 'Null where it was new, or has none.', { nullable: true })
  revisionBefore!: number | null;

  @Shown('count', 'Null where it is gone, or has none.', { nullable: true })
  revisionAfter!: number | null;

  static from({ at, ...stored }: Stored): AuditEntry {
    return Object.assign(new AuditEntry(), stored, { at: at.toISOString() });
  }
}
