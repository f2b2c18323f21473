import { ArgsType, Field } from '@nestjs/graphql';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { PlanningError } from '@portplan/planning';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { FIELDS } from '../requests/sparse.js';
import { FAMILIES, ORIGINS, type Profile } from './profile.model.js';

const SORTABLE = ['id', 'title', 'family', 'origin', 'updatedAt'] as const;
const SORT = {
  description: `Fields parted by commas, with - before what is to fall: ${SORTABLE.join(', ')}. By id where not given.`,
} as const;

/** Which profiles, and in which order. */
@ArgsType()
export class ProfileChoice {
  @ApiPropertyOptional({ enum: ORIGINS, description: 'Of the catalogue, or of the workspace.' })
  @Field(() => String, { nullable: true, description: ORIGINS.join(', ') })
  @IsOptional()
  @IsIn(ORIGINS, { message: `origin must be one of ${ORIGINS.join(', ')}` })
  origin?: string | null;

  @ApiPropertyOptional({ enum: FAMILIES })
  @Field(() => String, { nullable: true, description: FAMILIES.join(', ') })
  @IsOptional()
  @IsIn(FAMILIES, { message: `family must be one of ${FAMILIES.join(', ')}` })
  family?: string | null;

  @ApiPropertyOptional({ description: 'Part of the id or the title, upper or lower case.' })
  @Field(() => String, { nullable: true, description: 'Part of the id or the title, upper or lower case.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  @ApiPropertyOptional(SORT)
  @Field(() => String, { nullable: true, ...SORT })
  @IsOptional()
  @IsString({ message: 'sort must be given once: fields parted by commas' })
  @MaxLength(200)
  sort?: string | null;
}

export class ProfilesQuery extends ProfileChoice {
  @ApiPropertyOptional(FIELDS)
  @IsOptional()
  @IsString({ message: 'fields must be given once: names of fields parted by commas' })
  @MaxLength(1000)
  fields?: string;
}

/** Those that are chosen, in their order. @throws PlanningError `invalid-sort` */
export function chosen(
  profiles: readonly Profile[],
  { origin, family, name, sort }: ProfileChoice,
): readonly Profile[] {
  const part = name?.toLowerCase() ?? '';
  const found = profiles.filter(
    (profile) =>
      (origin == null || profile.origin === origin) &&
      (family == null || profile.family === family) &&
      [profile.id, profile.title].some((text) => text.toLowerCase().includes(part)),
  );
  const keys = sortKeys(sort ?? '');
  return found.sort((one, other) =>
    keys.reduce((order, { field, turn }) => order || turn * compared(one[field], other[field]), 0),
  );
}

interface Key {
  readonly field: (typeof SORTABLE)[number];
  readonly turn: 1 | -1;
}

function sortKeys(text: string): readonly Key[] {
  const words = text === '' ? [] : text.split(',').map((word) => word.trim());
  const keys = words.map((word): Key => {
    const field = SORTABLE.find((known) => known === word.replace(/^-/, ''));
    if (field === undefined || words.length > SORTABLE.length)
      throw new PlanningError('invalid-sort', {
        given: text.slice(0, 100),
        known: SORTABLE,
        most: SORTABLE.length,
      });
    return { field, turn: word.startsWith('-') ? -1 : 1 };
  });
  return [...keys, { field: 'id', turn: 1 }];
}

/** Rows of the catalogue were never changed here: they stand before what was. */
function compared(one: string | null, other: string | null): number {
  const [left, right] = [one ?? '', other ?? ''];
  return left === right ? 0 : left < right ? -1 : 1;
}
