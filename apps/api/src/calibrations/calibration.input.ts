import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsDefined, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { GraphQLJson } from '../shown/json.scalar.js';
import { documentReference } from '../shown/shown.js';

const OBSERVED =
  'JSON of `aws cloudwatch get-metric-data` or of a Prometheus range query: open connections and the rate of new ones, of one gateway or host.';

/** What was measured, and under which forecast. */
@InputType()
export class CalibrationInput {
  @Field(() => GraphQLJson, { description: OBSERVED })
  @ApiProperty({ type: 'object', additionalProperties: true, description: OBSERVED })
  @IsDefined({ message: 'observed is missing; it must be the JSON of CloudWatch or Prometheus' })
  observed!: unknown;

  @Field(() => ID, { nullable: true, description: 'A stored forecast.' })
  @ApiPropertyOptional({ format: 'uuid', description: 'A stored forecast.' })
  @IsOptional()
  @IsString({ message: 'forecastId must be the id of a forecast' })
  @MaxLength(100, { message: 'forecastId must be the id of a forecast' })
  forecastId?: string;

  @Field(() => Int, { nullable: true, description: 'Of the forecast; the latest where not given.' })
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Of the forecast; the latest where not given.',
  })
  @IsOptional()
  @IsInt({ message: 'forecastRevision must be a whole number from 1' })
  @Min(1, { message: 'forecastRevision must be a whole number from 1' })
  forecastRevision?: number;

  @Field(() => GraphQLJson, {
    nullable: true,
    description: 'A Forecast document, in the place of a stored one.',
  })
  @ApiPropertyOptional({
    ...documentReference('Forecast'),
    description: 'A Forecast document, in the place of a stored one.',
  })
  @IsOptional()
  forecast?: unknown;

  @Field(() => String, { nullable: true, description: 'Id of the pool; the one that binds where not given.' })
  @ApiPropertyOptional({ maxLength: 400, description: 'Id of the pool; the one that binds where not given.' })
  @IsOptional()
  @IsString({ message: 'pool must be the id of a resource of the plan' })
  @MaxLength(400, { message: 'pool must be the id of a resource of the plan' })
  pool?: string;
}

/** Over REST the revision stands in If-Match, and whether to apply in the body. */
export class AppliedCalibrationInput extends CalibrationInput {
  @ApiPropertyOptional({
    description: 'Put the found values into the topology as its next revision; needs If-Match.',
  })
  @IsOptional()
  @IsBoolean({ message: 'apply must be true or false' })
  apply?: boolean;
}
