import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined, IsOptional } from 'class-validator';
import { documentReference } from '../shown/shown.js';

/** Documents to plan; each is read by its own reader, which knows its fields. */
export class CalculationInput {
  @ApiProperty(documentReference('Topology'))
  @IsDefined({ message: 'topology is missing; it must be a Topology document' })
  topology!: unknown;

  @ApiProperty(documentReference('Forecast'))
  @IsDefined({ message: 'forecast is missing; it must be a Forecast document' })
  forecast!: unknown;

  @ApiPropertyOptional(documentReference('Policy'))
  @IsOptional()
  policy?: unknown;
}
