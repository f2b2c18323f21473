import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsDefined, IsInt, IsOptional, IsString, Min } from 'class-validator';
import { documentReference } from '../shown/shown.js';

export const SOURCE_NAME_MEANS =
  'What the source is called, where several are brought into one topology: each is merged with its own last import, and leaves alone what came from others.';

export class TopologyImportInput {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`terraform show -json` of a plan or state, or a state file. It is not kept.',
  })
  @IsDefined({ message: 'source is missing; it must be the output of "terraform show -json"' })
  source!: unknown;

  @ApiPropertyOptional({ minLength: 1, maxLength: 200, description: SOURCE_NAME_MEANS })
  @IsOptional()
  @IsString({ message: 'sourceName must be text' })
  sourceName?: string;

  @ApiPropertyOptional({ ...documentReference('Usage'), description: 'What the source cannot know.' })
  @IsOptional()
  usage?: unknown;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description:
      'The revision that is an earlier import, unedited; that of the last of this source where not given.',
  })
  @IsOptional()
  @IsInt({ message: 'baseRevision must be a whole number from 1' })
  @Min(1, { message: 'baseRevision must be a whole number from 1' })
  baseRevision?: number;

  @ApiPropertyOptional({
    description: 'Only say what would change and conflict; needs no If-Match, and changes nothing.',
  })
  @IsOptional()
  @IsBoolean({ message: 'dryRun must be true or false' })
  dryRun?: boolean;
}
