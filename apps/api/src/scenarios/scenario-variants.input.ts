import { Field, InputType } from '@nestjs/graphql';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { SweptParameter } from '@portplan/planning';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { GraphQLJson } from '../shown/json.scalar.js';

/** What a copy is called. */
export class CloneInput {
  @ApiProperty({ description: 'Of the copy; unique in the workspace.', minLength: 1, maxLength: 200 })
  @IsString({ message: 'name must be text of 1 to 200 characters' })
  name!: string;
}

export class RebaseInput {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Of the topology; the latest where not given.',
  })
  @IsOptional()
  @IsInt({ message: 'topologyRevision must be a whole number from 1' })
  @Min(1, { message: 'topologyRevision must be a whole number from 1' })
  topologyRevision?: number;

  @ApiPropertyOptional({
    description: 'Only say what would conflict; needs no If-Match, and changes nothing.',
  })
  @IsOptional()
  @IsBoolean({ message: 'dryRun must be true or false' })
  dryRun?: boolean;
}

export class MergeInput {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'The topology’s latest revision, as it was read: the overrides become the one after it.',
  })
  @IsInt({ message: 'topologyRevision must be a whole number from 1' })
  @Min(1, { message: 'topologyRevision must be a whole number from 1' })
  topologyRevision!: number;
}

export class RevertInput {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description:
      'The topology’s latest revision, as it was read: what takes the merge back becomes the one after it. Needed unless dryRun.',
  })
  @ValidateIf(({ dryRun }: RevertInput) => dryRun !== true)
  @IsInt({ message: 'topologyRevision must be a whole number from 1, unless dryRun is true' })
  @Min(1, { message: 'topologyRevision must be a whole number from 1, unless dryRun is true' })
  topologyRevision!: number;

  @ApiPropertyOptional({
    description: 'Only say what would conflict; needs no topologyRevision, and changes nothing.',
  })
  @IsOptional()
  @IsBoolean({ message: 'dryRun must be true or false' })
  dryRun?: boolean;
}

export class ComparisonInput {
  @ApiProperty({
    type: [String],
    minItems: 2,
    maxItems: 20,
    description: 'Ids; the first is what the others differ from.',
  })
  @IsArray({ message: 'scenarioIds must be a list of 2 to 20 ids' })
  @ArrayMinSize(2, { message: 'scenarioIds must be a list of 2 to 20 ids' })
  @ArrayMaxSize(20, { message: 'scenarioIds must be a list of 2 to 20 ids' })
  @IsString({ each: true, message: 'scenarioIds must be a list of 2 to 20 ids' })
  scenarioIds!: string[];
}

const POINTER = 'pointer must be a JSON Pointer such as /topology/nodes/egress/publicIps';
const PLACE =
  'RFC 6901 into { topology, forecast, policy }; an item of a list by its index, its id or its source.';
const VALUES = 'values must be a list of 1 to 200 values';

@InputType({ description: 'One thing that is varied.' })
class SweptParameterInput implements SweptParameter {
  @Field({ description: PLACE })
  @ApiProperty({
    maxLength: 500,
    description: PLACE,
    example: '/topology/nodes/egress/publicIps',
  })
  @IsString({ message: POINTER })
  @MaxLength(500, { message: POINTER })
  @Matches(/^\/(topology|forecast|policy)\//, { message: POINTER })
  pointer!: string;

  @Field(() => [GraphQLJson], { description: 'What stands there.' })
  @ApiProperty({ type: 'array', items: {}, minItems: 1, maxItems: 200, description: 'What stands there.' })
  @IsArray({ message: VALUES })
  @ArrayMinSize(1, { message: VALUES })
  @ArrayMaxSize(200, { message: VALUES })
  values!: unknown[];
}

@InputType({ description: 'What is varied.' })
export class SweepInput {
  @Field(() => [SweptParameterInput], { description: 'Every combination is planned, 200 at most.' })
  @ApiProperty({
    type: [SweptParameterInput],
    minItems: 1,
    maxItems: 5,
    description: 'Every combination is planned, 200 at most.',
  })
  @IsArray({ message: 'parameters must be a list of 1 to 5 parameters' })
  @ArrayMinSize(1, { message: 'parameters must be a list of 1 to 5 parameters' })
  @ArrayMaxSize(5, { message: 'parameters must be a list of 1 to 5 parameters' })
  @ValidateNested({ each: true })
  @Type(() => SweptParameterInput)
  parameters!: SweptParameterInput[];
}
