import { Field, InputType } from '@nestjs/graphql';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ROLES, SCOPES, type Role, type Scope, type TokenInput as Wanted } from '@portplan/planning';
import { ArrayMaxSize, IsArray, IsISO8601, IsIn, IsOptional, IsString } from 'class-validator';

@InputType('TokenInput')
export class TokenInput {
  @Field(() => String, { description: 'What it is for.' })
  @ApiProperty({ description: 'What it is for.', minLength: 1, maxLength: 200 })
  @IsString({ message: 'name must be text of 1 to 200 characters' })
  name!: string;

  @Field(() => String, { description: 'viewer, planner or admin.' })
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES, { message: `role must be one of ${ROLES.join(', ')}` })
  role!: Role;

  @Field(() => [String], {
    nullable: true,
    description: 'read, write, admin: narrower than the role; all of the role where not given.',
  })
  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'string', enum: [...SCOPES] },
    nullable: true,
    description: 'Narrower than the role; all of the role where not given.',
  })
  @IsOptional()
  @IsArray({ message: `scopes must be a list of ${SCOPES.join(', ')}` })
  @ArrayMaxSize(SCOPES.length, { message: `scopes must be a list of ${SCOPES.join(', ')}, each once` })
  @IsIn(SCOPES, { each: true, message: `scopes must be a list of ${SCOPES.join(', ')}` })
  scopes?: Scope[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 8601 instant in the future; never where not given.',
  })
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @IsOptional()
  @IsISO8601(
    { strict: true },
    { message: 'expiresAt must be an ISO 8601 instant in the future, such as 2027-01-31T00:00:00Z' },
  )
  expiresAt?: string | null;
}

export function tokenOf({ name, role, scopes, expiresAt }: TokenInput): Wanted {
  return { name, role, scopes, expiresAt: expiresAt == null ? null : new Date(expiresAt) };
}
