import { ApiPropertyOptional } from '@nestjs/swagger';
import { STATUSES, type Status } from '@portplan/engine';
import type { ScenarioFilter } from '@portplan/planning';
import { Transform } from 'class-transformer';
import { IsBoolean, IsNumber, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { instant, oneOf, STALE_MEANS, STALE_SCENARIO_MEANS } from '../graphql/filters.input.js';
import { listed } from '../figures/figures.query.js';
import { asNumber, markedFilter, MarkedQuery, PageQuery } from '../requests/list-query.js';

const UTILIZATION = 'utilizationAbove must be a number of at least 0, such as 0.8 for 80 %';

const STALE = 'stale must be true or false';

/** As it stands in a query; anything else stays what it is, to be refused. */
const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** Which scenarios: by what they pin, and by what their newest run says. */
export class ScenarioQuery extends MarkedQuery {
  @ApiPropertyOptional({ description: 'Only those that pin this topology.' })
  @IsOptional()
  @IsString()
  topologyId?: string;

  @ApiPropertyOptional({ description: 'Only those that pin this forecast.' })
  @IsOptional()
  @IsString()
  forecastId?: string;

  @ApiPropertyOptional({
    description: `Whose newest run is in one of these states, parted by commas: ${STATUSES.join(', ')}.`,
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  status?: string;

  @ApiPropertyOptional({
    type: 'number',
    minimum: 0,
    description: 'Whose newest run has a pool that is fuller than this at its peak, 1 for full.',
  })
  @IsOptional()
  @Transform(asNumber)
  @IsNumber({}, { message: UTILIZATION })
  @Min(0, { message: UTILIZATION })
  utilizationAbove?: number;

  @ApiPropertyOptional({
    description: 'Whose newest run is exhausted before this ISO 8601 instant, at the planning quantile.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  exhaustedBefore?: string;

  @ApiPropertyOptional({ type: 'boolean', description: STALE_SCENARIO_MEANS })
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean({ message: STALE })
  stale?: boolean;
}

/** Which runs of a scenario. */
export class RunQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'boolean', description: STALE_MEANS })
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean({ message: STALE })
  stale?: boolean;
}

/** @throws RequestError `invalid-parameter` */
export function scenarioQueryFilter(query: ScenarioQuery): ScenarioFilter {
  const { topologyId, forecastId, status, utilizationAbove, exhaustedBefore, stale } = query;
  return {
    ...markedFilter(query),
    topologyId,
    forecastId,
    utilizationAbove,
    stale,
    statuses: listed(status)?.map((word): Status => oneOf('status', word, STATUSES)),
    exhaustedBefore: exhaustedBefore === undefined ? undefined : instant('exhaustedBefore', exhaustedBefore),
  };
}
