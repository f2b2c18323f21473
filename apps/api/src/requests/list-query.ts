import { NODE_KINDS } from '@portplan/documents';
import { ApiPropertyOptional } from '@nestjs/swagger';
import type { PipeTransform } from '@nestjs/common';
import {
  LARGEST_PAGE_SIZE,
  readSort,
  type DocumentFilter,
  type PageRequest,
  type SortedList,
} from '@portplan/planning';
import { RequestError } from '@portplan/platform';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { FIELDS } from './sparse.js';

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

  @ApiPropertyOptional(FIELDS)
  @IsOptional()
  @IsString({ message: 'fields must be given once: names of fields parted by commas' })
  @MaxLength(1000)
  fields?: string;
}

const TAG = 'tag must be text, each tag once: tag=a&tag=b for what has both';
const LABEL = 'label must be name=value, each label once: label=team=shop&label=env=prod for what has both';

/** What is stored under a name, with tags and labels. */
export class MarkedQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of the name, upper or lower case.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({ type: [String], description: 'A tag; of several, all: `tag=a&tag=b`.' })
  @IsOptional()
  @Transform(asList)
  @IsString({ each: true, message: TAG })
  @MaxLength(200, { each: true, message: TAG })
  @ArrayMaxSize(50, { message: TAG })
  tag?: string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'A label as `label=team=payments`, or as `label.team=payments`; of several, all.',
  })
  @IsOptional()
  @Transform(asList)
  @IsString({ each: true, message: LABEL })
  @MaxLength(400, { each: true, message: LABEL })
  @ArrayMaxSize(50, { message: LABEL })
  label?: string[];

  @ApiPropertyOptional({
    description:
      'Fields parted by commas, with - before what is to fall: `-updatedAt,name`. Newest first where not given.',
  })
  @IsOptional()
  @IsString({ message: 'sort must be given once: fields parted by commas' })
  @MaxLength(200)
  sort?: string;
}

/** Which part of a list of documents, and which of them. */
export class DocumentQuery extends MarkedQuery {}

/** Which topologies: also by what stands in them. */
export class TopologyQuery extends DocumentQuery {
  @ApiPropertyOptional({ enum: NODE_KINDS, description: 'With a node of this kind.' })
  @IsOptional()
  @IsIn(NODE_KINDS, { message: `kind must be one of ${NODE_KINDS.join(', ')}` })
  kind?: string;

  @ApiPropertyOptional({
    description: 'With a node of this profile, such as aws/nat-gateway; of the same node as the kind.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  profile?: string;
}

export function pageRequest({ limit, after }: PageQuery): PageRequest {
  return { first: limit, after };
}

/** @throws PlanningError `invalid-sort` */
export function sortedPage(list: SortedList, query: MarkedQuery): PageRequest {
  return { ...pageRequest(query), sort: readSort(list, query.sort) };
}

export function documentFilter(query: DocumentQuery & Partial<TopologyQuery>): DocumentFilter {
  return { ...markedFilter(query), nodeKind: query.kind, nodeProfile: query.profile };
}

/** @throws RequestError `invalid-parameter` */
export function markedFilter({
  name,
  tag,
  label,
}: MarkedQuery): Pick<DocumentFilter, 'nameContains' | 'tags' | 'labels'> {
  return { nameContains: name, tags: tag, labels: label === undefined ? undefined : labelsOf(label) };
}

/** Labels as they stand in a filter. @throws RequestError `invalid-parameter` */
export function labelsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map(labelOf));
}

function labelOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new RequestError(
      'invalid-parameter',
      `label is "${text.slice(0, 100)}"; it must be name=value, such as team=shop`,
    );
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Nothing is no number, though JavaScript takes it for 0. */
export function asNumber({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

function asList({ value }: { value: unknown }): unknown {
  return value === undefined || Array.isArray(value) ? value : [value];
}

const LABEL_PREFIX = 'label.';

/** `label.team=payments` is another way to write `label=team=payments`. */
class SpelledLabels implements PipeTransform {
  transform(query: Readonly<Record<string, unknown>>): unknown {
    const spelled = Object.entries(query).filter(([name]) => name.startsWith(LABEL_PREFIX));
    if (spelled.length === 0) return query;
    const others = Object.entries(query).filter(([name]) => !name.startsWith(LABEL_PREFIX));
    const label = spelled.flatMap(([name, values]) =>
      [values].flat().map((value) => `${name.slice(LABEL_PREFIX.length)}=${String(value)}`),
    );
    const given: Readonly<Record<string, unknown>> = Object.fromEntries(others);
    return { ...given, label: [...[given['label'] ?? []].flat(), ...label] };
  }
}

/** For queries with labels; stands before the pipe that reads them. */
export const spelledLabels = new SpelledLabels();
