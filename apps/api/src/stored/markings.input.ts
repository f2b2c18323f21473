import { Field, InputType } from '@nestjs/graphql';
import { ApiPropertyOptional } from '@nestjs/swagger';
import type { MarkingsChange } from '@portplan/planning';
import { IsArray, IsOptional, IsString, ValidateBy } from 'class-validator';
import { GraphQLJson } from '../shown/json.scalar.js';

const TAGS = 'tags must be a list of texts';
const LABELS = 'labels must be an object of texts, or null for a label that is to go';

function areLabels(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((label) => label === null || typeof label === 'string')
  );
}

/** What is put on something that is stored, to find it again; what is not given stays. */
@InputType({ description: 'What is put on something that is stored; what is not given stays.' })
export class MarkingsInput {
  @Field(() => [String], { nullable: true, description: 'All tags from now on.' })
  @ApiPropertyOptional({
    type: [String],
    maxItems: 50,
    description: 'All tags from now on: 1 to 63 printable characters each, without a comma.',
  })
  @IsOptional()
  @IsArray({ message: TAGS })
  @IsString({ each: true, message: TAGS })
  tags?: string[] | null;

  @Field(() => GraphQLJson, {
    nullable: true,
    description: 'A text for each label that is to change, or null for one that is to go.',
  })
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: ['string', 'null'] } as object,
    description:
      'A text for each label that is to change, or null for one that is to go (RFC 7396). Names and values as in Kubernetes.',
  })
  @IsOptional()
  @ValidateBy({ name: 'labels', validator: { validate: areLabels } }, { message: LABELS })
  labels?: Record<string, string | null> | null;
}

export function markingsOf({ tags, labels }: MarkingsInput): MarkingsChange {
  return { tags: tags ?? undefined, labels: labels ?? undefined };
}
