import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ScenarioInput as NewScenario } from '@portplan/planning';
import { IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { GraphQLJson } from '../shown/json.scalar.js';
import { documentReference } from '../shown/shown.js';
import { markingsOf, MarkingsInput } from '../stored/markings.input.js';

/** What a client says of a scenario. */
@InputType()
export class ScenarioInput extends MarkingsInput {
  @Field({ description: 'Unique in the workspace, 1 to 200 characters.' })
  @ApiProperty({ description: 'Unique in the workspace.', minLength: 1, maxLength: 200 })
  @IsString({ message: 'name must be text of 1 to 200 characters' })
  name!: string;

  @Field(() => String, { nullable: true })
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @IsOptional()
  @IsString({ message: 'description must be text' })
  @MaxLength(2000, { message: 'description must be text of at most 2000 characters' })
  description?: string | null;

  @Field(() => ID, { description: 'A stored topology.' })
  @ApiProperty({ description: 'Id of a stored topology.' })
  @IsString({ message: 'topologyId must be the id of a stored topology' })
  topologyId!: string;

  @Field(() => Int, { nullable: true, description: 'The latest where not given; it stays pinned.' })
  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    description: 'The latest where not given; it stays pinned.',
  })
  @IsOptional()
  @IsInt({ message: 'topologyRevision must be a whole number from 1' })
  @Min(1, { message: 'topologyRevision must be a whole number from 1' })
  topologyRevision?: number | null;

  @Field(() => ID, { description: 'A stored forecast.' })
  @ApiProperty({ description: 'Id of a stored forecast.' })
  @IsString({ message: 'forecastId must be the id of a stored forecast' })
  forecastId!: string;

  @Field(() => Int, { nullable: true, description: 'The latest where not given; it stays pinned.' })
  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    description: 'The latest where not given; it stays pinned.',
  })
  @IsOptional()
  @IsInt({ message: 'forecastRevision must be a whole number from 1' })
  @Min(1, { message: 'forecastRevision must be a whole number from 1' })
  forecastRevision?: number | null;

  @Field(() => GraphQLJson, { nullable: true, description: 'A Policy document; defaults where not given.' })
  @ApiPropertyOptional(documentReference('Policy'))
  @IsOptional()
  policy?: unknown;

  @Field(() => GraphQLJson, {
    nullable: true,
    description: 'RFC 6902: what is changed in the pinned topology before it is planned.',
  })
  @ApiPropertyOptional({
    type: 'array',
    maxItems: 1000,
    items: { $ref: '#/components/schemas/PatchOperation' },
    description: 'RFC 6902: what is changed in the pinned topology before it is planned.',
  })
  @IsOptional()
  overrides?: unknown;
}

/** As the use cases take it: what is null is not given. */
export function scenarioOf(input: ScenarioInput): NewScenario {
  const { topologyRevision, forecastRevision, tags: _tags, labels: _labels, ...rest } = input;
  return {
    ...rest,
    ...markingsOf(input),
    topologyRevision: topologyRevision ?? undefined,
    forecastRevision: forecastRevision ?? undefined,
  };
}
