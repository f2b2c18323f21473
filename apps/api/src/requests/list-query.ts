import { ApiPropertyOptional } from '@nestjs/swagger';
import { LARGEST_PAGE_SIZE, type DocumentFilter, type PageRequest } from '@portplan/planning';
import { RequestError } from '@portplan/platform';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const LIMIT = `limit must be a whole number from 1 to ${String(LARGEST_PAGE_SIZE)}`;

/** Which part of a list. */
export class PageQuery {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Items of the page, 50 where not given.',
    minimum: 1,
    maximum: LARGEST_PAGE_SIZE,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: LIMIT })
  @Min(1, { message: LIMIT })
  @Max(LARGEST_PAGE_SIZE, { message: LIMIT })
  limit?: number;

  @ApiPropertyOptional({ description: 'nextCursor of the page before.' })
  @IsOptional()
  @IsString({ message: 'after must be given once: the nextCursor of the page before' })
  @MaxLength(500)
  after?: string;
}

/** Which part of a list of documents, and which of them. */
export class DocumentQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of the name, upper or lower case.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({ description: 'A label as name=value.' })
  @IsOptional()
  @IsString()
  @MaxLength(400)
  label?: string;
}

export function pageRequest({ limit, after }: PageQuery): PageRequest {
  return { first: limit, after };
}

export function documentFilter({ name, label }: DocumentQuery): DocumentFilter {
  return { nameContains: name, label: label === undefined ? undefined : labelOf(label) };
}

/** A label as it stands in a filter. @throws RequestError `invalid-parameter` */
export function labelOf(text: string): { name: string; value: string } {
  const at = text.indexOf('=');
  if (at < 1)
    throw new RequestError(
      'invalid-parameter',
      `label is "${text.slice(0, 100)}"; it must be name=value, such as team=shop`,
    );
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}
