import { ArgsType, Field, Int } from '@nestjs/graphql';
import type { PageRequest } from '@portplan/planning';

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
