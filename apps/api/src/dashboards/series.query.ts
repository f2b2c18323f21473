import { Field, InputType, Int } from '@nestjs/graphql';
import { ApiPropertyOptional } from '@nestjs/swagger';
import type { SeriesQuestion } from '@portplan/engine';
import { RequestError } from '@portplan/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { given as conditionsOf, type Incoming } from '../graphql/filters.input.js';

const POINTS = 'points must be a whole number from 4 to 10000';
const QUANTILE = 'quantile must be a number from 0.001 to 0.999';
const QUANTILE_MEANS = 'Of demand; the policy’s planning quantile where not given.';
const POINTS_MEANS =
  'About so many points of each pool at most, lows and highs among them; 500 where not given.';
const FROM_MEANS = 'ISO 8601 instant; the beginning of the forecast where not given.';
const TO_MEANS = 'ISO 8601 instant; the end of the forecast where not given.';
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** At which quantile of demand, when, and how finely. */
@InputType({ isAbstract: true })
class SeriesWindow {
  @Field(() => Number, { nullable: true, description: QUANTILE_MEANS })
  @ApiPropertyOptional({
    type: 'number',
    minimum: 0.001,
    maximum: 0.999,
    description: QUANTILE_MEANS,
  })
  @IsOptional()
  @Type(() => Number)
  @IsNumber({}, { message: QUANTILE })
  @Min(0.001, { message: QUANTILE })
  @Max(0.999, { message: QUANTILE })
  quantile?: number;

  @Field(() => Int, { nullable: true, description: POINTS_MEANS })
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 4,
    maximum: 10_000,
    description: POINTS_MEANS,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: POINTS })
  @Min(4, { message: POINTS })
  @Max(10_000, { message: POINTS })
  points?: number;

  @Field(() => String, { nullable: true, description: FROM_MEANS })
  @ApiPropertyOptional({ description: FROM_MEANS })
  @IsOptional()
  @Matches(INSTANT, { message: 'from must be an ISO 8601 instant such as 2026-12-01T00:00:00Z' })
  from?: string;

  @Field(() => String, { nullable: true, description: TO_MEANS })
  @ApiPropertyOptional({ description: TO_MEANS })
  @IsOptional()
  @Matches(INSTANT, { message: 'to must be an ISO 8601 instant such as 2026-12-01T00:00:00Z' })
  to?: string;
}

/** The same of some pools or all, over REST. */
export class SeriesQuery extends SeriesWindow {
  @ApiPropertyOptional({ description: 'Ids of resources, parted by commas; all where not given.' })
  @IsOptional()
  @IsString({ message: 'resources must be given once: ids parted by commas' })
  @MaxLength(5000)
  resources?: string;
}

/** The same of some pools or all, over GraphQL. */
@InputType({ description: 'Which pools, at which quantile of demand, when, and how finely.' })
export class SeriesInput extends SeriesWindow {
  @Field(() => [String], { nullable: true, description: 'Ids of resources; all where not given.' })
  @IsOptional()
  @IsString({ each: true })
  @ArrayMaxSize(200, { message: 'resources must be a list of at most 200 ids' })
  resources?: string[];
}

/** @throws RequestError `invalid-parameter` where the end lies before the beginning, or is no instant */
export function seriesQuestion({ resources, ...question }: SeriesQuery): SeriesQuestion {
  const ids = resources?.split(',').map((id) => id.trim());
  return seriesQuestionOf(ids === undefined ? question : { ...question, resources: ids });
}

/** An input as it comes: with null for what a client's variable leaves open. @throws as `seriesQuestion` */
export function seriesQuestionOf(given: Incoming<SeriesInput>): SeriesQuestion {
  const { quantile, points, from, to, resources } = conditionsOf<SeriesInput>(given);
  for (const [name, instant] of Object.entries({ from, to }))
    if (instant !== undefined && Number.isNaN(Date.parse(instant)))
      throw new RequestError('invalid-parameter', `${name} is "${instant}"; there is no such instant`);
  if (from !== undefined && to !== undefined && Date.parse(to) < Date.parse(from))
    throw new RequestError('invalid-parameter', `to is "${to}"; it must be no earlier than from, "${from}"`);
  return {
    ...(quantile === undefined ? {} : { quantile }),
    ...(points === undefined ? {} : { points }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(resources === undefined ? {} : { resources }),
  };
}
