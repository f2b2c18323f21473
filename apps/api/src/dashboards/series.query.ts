import { ApiPropertyOptional } from '@nestjs/swagger';
import type { SeriesQuestion } from '@portplan/engine';
import { RequestError } from '@portplan/platform';
import { Type } from 'class-transformer';
import { IsInt, IsNumber, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

const POINTS = 'points must be a whole number from 4 to 10000';
const QUANTILE = 'quantile must be a number from 0.001 to 0.999';
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Which pools, at which quantile of demand, when, and how finely. */
export class SeriesQuery {
  @ApiPropertyOptional({
    type: 'number',
    minimum: 0.001,
    maximum: 0.999,
    description: 'Of demand; the policy’s planning quantile where not given.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsNumber({}, { message: QUANTILE })
  @Min(0.001, { message: QUANTILE })
  @Max(0.999, { message: QUANTILE })
  quantile?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 4,
    maximum: 10_000,
    description: 'About so many points of each pool at most, lows and highs among them; 500 where not given.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: POINTS })
  @Min(4, { message: POINTS })
  @Max(10_000, { message: POINTS })
  points?: number;

  @ApiPropertyOptional({ description: 'ISO 8601 instant; the beginning of the forecast where not given.' })
  @IsOptional()
  @Matches(INSTANT, { message: 'from must be an ISO 8601 instant such as 2026-12-01T00:00:00Z' })
  from?: string;

  @ApiPropertyOptional({ description: 'ISO 8601 instant; the end of the forecast where not given.' })
  @IsOptional()
  @Matches(INSTANT, { message: 'to must be an ISO 8601 instant such as 2026-12-01T00:00:00Z' })
  to?: string;

  @ApiPropertyOptional({ description: 'Ids of resources, parted by commas; all where not given.' })
  @IsOptional()
  @IsString({ message: 'resources must be given once: ids parted by commas' })
  @MaxLength(5000)
  resources?: string;
}

/** @throws RequestError `invalid-parameter` where the end lies before the beginning, or is no instant */
export function seriesQuestion({ quantile, points, from, to, resources }: SeriesQuery): SeriesQuestion {
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
    ...(resources === undefined ? {} : { resources: resources.split(',').map((id) => id.trim()) }),
  };
}
