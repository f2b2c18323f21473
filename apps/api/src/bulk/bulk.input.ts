import { Field, ID, InputType } from '@nestjs/graphql';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MOST_ITEMS } from '@portplan/planning';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ScenarioInput } from '../scenarios/scenario.input.js';
import { GraphQLJson } from '../shown/json.scalar.js';
import { documentReference } from '../shown/shown.js';
import { MarkingsInput } from '../stored/markings.input.js';

const ACTIONS = ['create', 'update', 'delete'] as const;
const ACTION = `action must be one of ${ACTIONS.join(', ')}`;
const ITEMS = `items must be a list of 1 to ${String(MOST_ITEMS)} changes`;
const IN_ORDER = 'In this order, in one transaction.';

/** What every change says: of what is there, which, and as it was read. */
@InputType({ isAbstract: true })
class ChangeInput extends MarkingsInput {
  @Field(() => String, { description: ACTIONS.join(', ') })
  @ApiProperty({ enum: ACTIONS })
  @IsIn(ACTIONS, { message: ACTION })
  action!: (typeof ACTIONS)[number];

  @Field(() => ID, { nullable: true, description: 'Of what is updated or deleted.' })
  @ApiPropertyOptional({ description: 'Of what is updated or deleted.' })
  @IsOptional()
  @IsString({ message: 'id must be text' })
  @MaxLength(200, { message: 'id must be at most 200 characters' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'As it was read: ETag, or revision.marking.' })
  @ApiPropertyOptional({ description: 'ETag of what is updated or deleted, as it was read: `3`, or `3.1`.' })
  @IsOptional()
  @IsString({ message: 'etag must be text, such as "3"' })
  @MaxLength(30, { message: 'etag must be at most 30 characters' })
  etag?: string | null;
}

@InputType()
export class TopologyChangeInput extends ChangeInput {
  @Field(() => GraphQLJson, { nullable: true, description: 'Where tags and labels alone change, none.' })
  @ApiPropertyOptional(documentReference('Topology'))
  @IsOptional()
  document?: unknown;
}

@InputType()
export class ForecastChangeInput extends ChangeInput {
  @Field(() => GraphQLJson, { nullable: true, description: 'Where tags and labels alone change, none.' })
  @ApiPropertyOptional(documentReference('Forecast'))
  @IsOptional()
  document?: unknown;
}

@InputType()
export class ScenarioChangeInput extends ChangeInput {
  @Field(() => ScenarioInput, { nullable: true, description: 'What it says from now on.' })
  @ApiPropertyOptional({ type: () => ScenarioInput })
  @IsOptional()
  @ValidateNested({ message: 'scenario must be an object' })
  @Type(() => ScenarioInput)
  scenario?: ScenarioInput | null;
}

@InputType()
export class TopologyChanges {
  @Field(() => [TopologyChangeInput], { description: IN_ORDER })
  @ApiProperty({ type: [TopologyChangeInput], minItems: 1, maxItems: MOST_ITEMS, description: IN_ORDER })
  @IsArray({ message: ITEMS })
  @ArrayMaxSize(MOST_ITEMS, { message: ITEMS })
  @ValidateNested({ each: true, message: 'each of items must be an object' })
  @Type(() => TopologyChangeInput)
  items!: TopologyChangeInput[];
}

@InputType()
export class ForecastChanges {
  @Field(() => [ForecastChangeInput], { description: IN_ORDER })
  @ApiProperty({ type: [ForecastChangeInput], minItems: 1, maxItems: MOST_ITEMS, description: IN_ORDER })
  @IsArray({ message: ITEMS })
  @ArrayMaxSize(MOST_ITEMS, { message: ITEMS })
  @ValidateNested({ each: true, message: 'each of items must be an object' })
  @Type(() => ForecastChangeInput)
  items!: ForecastChangeInput[];
}

@InputType()
export class ScenarioChanges {
  @Field(() => [ScenarioChangeInput], { description: IN_ORDER })
  @ApiProperty({ type: [ScenarioChangeInput], minItems: 1, maxItems: MOST_ITEMS, description: IN_ORDER })
  @IsArray({ message: ITEMS })
  @ArrayMaxSize(MOST_ITEMS, { message: ITEMS })
  @ValidateNested({ each: true, message: 'each of items must be an object' })
  @Type(() => ScenarioChangeInput)
  items!: ScenarioChangeInput[];
}
