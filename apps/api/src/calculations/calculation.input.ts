import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined, IsOptional } from 'class-validator';

/** Documents to plan; each is read by its own reader, which knows its fields. */
export class CalculationInput {
  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/TopologyDocument' }], type: 'object' } as object)
  @IsDefined({ message: 'topology is missing; it must be a Topology document' })
  topology!: unknown;

  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/ForecastDocument' }], type: 'object' } as object)
  @IsDefined({ message: 'forecast is missing; it must be a Forecast document' })
  forecast!: unknown;

  @ApiPropertyOptional({ allOf: [{ $ref: '#/components/schemas/PolicyDocument' }], type: 'object' } as object)
  @IsOptional()
  policy?: unknown;
}
