import { ApiPropertyOptional } from '@nestjs/swagger';
import { RESOURCE_KINDS, STATUSES } from '@portplan/engine';
import { Transform } from 'class-transformer';
import { IsBoolean, IsNumber, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { asNumber, PageQuery } from '../requests/list-query.js';

const UTILIZATION = 'utilizationAbove must be a number of at least 0, such as 0.8 for 80 %';

/** Which figures of all scenarios. */
class FigureQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only this run; of each scenario the newest one where not given.' })
  @IsOptional()
  @IsString()
  runId?: string;

  @ApiPropertyOptional({ description: 'Only runs of this scenario.' })
  @IsOptional()
  @IsString()
  scenarioId?: string;

  @ApiPropertyOptional({ description: 'Only runs of this topology.' })
  @IsOptional()
  @IsString()
  topologyId?: string;

  @ApiPropertyOptional({ description: 'Only this node.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  node?: string;
}

class StateQuery extends FigureQuery {
  @ApiPropertyOptional({ description: `Only these states, parted by commas: ${STATUSES.join(', ')}.` })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  status?: string;

  @ApiPropertyOptional({ type: 'number', minimum: 0, description: 'Fuller than this at the peak.' })
  @IsOptional()
  @Transform(asNumber)
  @IsNumber({}, { message: UTILIZATION })
  @Min(0, { message: UTILIZATION })
  utilizationAbove?: number;

  @ApiPropertyOptional({ description: 'Exhausted before this ISO 8601 instant, at the given quantile.' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  exhaustedBefore?: string;

  @ApiPropertyOptional({
    description: 'Over its target before this ISO 8601 instant, at the given quantile.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  overTargetBefore?: string;

  @ApiPropertyOptional({
    enum: ['p50', 'planning', 'p99'],
    description: 'Quantile of demand of the two instants; planning where not given.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  quantile?: string;
}

export class ResourceQuery extends StateQuery {
  @ApiPropertyOptional({ enum: RESOURCE_KINDS, description: 'Only this kind.' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  kind?: string;

  @ApiPropertyOptional({ description: 'Only toward this node.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  destination?: string;
}

export class NatGatewayQuery extends StateQuery {
  @ApiPropertyOptional({
    type: 'boolean',
    description: 'true: those that need more addresses than they have; false: the others.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'needsMoreIps must be true or false' })
  needsMoreIps?: boolean;
}

export class RecommendationQuery extends FigureQuery {
  @ApiPropertyOptional({ description: 'Only this remedy, such as more-nat-ips.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  remedy?: string;

  @ApiPropertyOptional({ description: 'Only these, parted by commas: setting, redeploy, redesign.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  effort?: string;
}

/** Words that are parted by commas. */
export function listed(text: string | undefined): string[] | undefined {
  return text?.split(',').map((word) => word.trim());
}
