import { Field, ID, InputType } from '@nestjs/graphql';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  AUDIT_ACTIONS,
  AUDITED_NOUNS,
  type AuditAction,
  type AuditedNoun,
  type AuditFilter,
} from '@portplan/planning';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { instant } from '../graphql/filters.input.js';
import { PageQuery } from '../requests/list-query.js';

const NOUN = `noun must be one of ${AUDITED_NOUNS.join(', ')}`;
const ACTION = `action must be one of ${AUDIT_ACTIONS.join(', ')}`;

/** Which part of the audit log, and which changes. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ enum: AUDITED_NOUNS })
  @IsOptional()
  @IsIn(AUDITED_NOUNS, { message: NOUN })
  noun?: AuditedNoun;

  @ApiPropertyOptional({ enum: AUDIT_ACTIONS })
  @IsOptional()
  @IsIn(AUDIT_ACTIONS, { message: ACTION })
  action?: AuditAction;

  @ApiPropertyOptional({ description: 'What was changed.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  subjectId?: string;

  @ApiPropertyOptional({ description: 'Who changed it: a token’s id, or an identity’s subject.' })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  actorId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'At this instant or later.' })
  @IsOptional()
  @IsString()
  since?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before this instant.' })
  @IsOptional()
  @IsString()
  until?: string;
}

@InputType({ description: 'Which changes; all conditions hold.' })
export class AuditFilterInput {
  @Field(() => String, { nullable: true, description: AUDITED_NOUNS.join(', ') })
  @IsOptional()
  @IsIn(AUDITED_NOUNS, { message: NOUN })
  noun?: AuditedNoun | null;

  @Field(() => String, { nullable: true, description: AUDIT_ACTIONS.join(', ') })
  @IsOptional()
  @IsIn(AUDIT_ACTIONS, { message: ACTION })
  action?: AuditAction | null;

  @Field(() => ID, { nullable: true, description: 'What was changed.' })
  @IsOptional()
  @IsString()
  subjectId?: string | null;

  @Field(() => String, { nullable: true, description: 'Who changed it.' })
  @IsOptional()
  @IsString()
  actorId?: string | null;

  @Field(() => String, { nullable: true, description: 'At this instant or later.' })
  @IsOptional()
  @IsString()
  since?: string | null;

  @Field(() => String, { nullable: true, description: 'Before this instant.' })
  @IsOptional()
  @IsString()
  until?: string | null;
}

export function auditFilterOf(given: AuditQuery | AuditFilterInput | undefined): AuditFilter {
  if (given === undefined) return {};
  const { noun, action, subjectId, actorId, since, until } = given;
  return {
    noun: noun ?? undefined,
    action: action ?? undefined,
    subjectId: subjectId ?? undefined,
    actorId: actorId ?? undefined,
    since: since == null ? undefined : instant('since', since),
    until: until == null ? undefined : instant('until', until),
  };
}
