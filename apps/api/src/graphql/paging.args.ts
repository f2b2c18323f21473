import { ArgsType, Field, Int } from '@nestjs/graphql';
import { readSort, type PageRequest, type SortedList } from '@portplan/planning';

/** Which part of a connection. */
@ArgsType()
export class PagingArgs {
  @Field(() => Int, { nullable: true, description: 'Items of the page, 1 to 200; 50 where not given.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor to go on behind.' })
  after?: string | null;
}

export function pageOf({ first, after }: PagingArgs, counted: boolean): PageRequest {
  return { first: first ?? undefined, after, counted };
}

/** Which part of a connection that can be sorted. */
@ArgsType()
export class SortedPagingArgs extends PagingArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Fields parted by commas, with - before what is to fall: -updatedAt,name. Newest first where not given.',
  })
  sort?: string | null;
}

/** @throws PlanningError `invalid-sort` */
export function sortedPageOf(list: SortedList, args: SortedPagingArgs, counted: boolean): PageRequest {
  return { ...pageOf(args, counted), sort: readSort(list, args.sort) };
}
