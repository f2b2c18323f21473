import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Forecasts, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { ForecastConnection } from '../graphql/connections.js';
import { DocumentFilterInput, documentFilterOf } from '../graphql/filters.input.js';
import { documentOf, type GraphQLContext } from '../graphql/loaders.js';
import { sortedPageOf, SortedPagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { bodyPipe } from '../requests/validation.js';
import { GraphQLJson } from '../shown/json.scalar.js';
import { connection, type Connection } from '../shown/page.js';
import { Forecast, ForecastHead } from '../shown/stored.model.js';
import { markingsOf, MarkingsInput } from '../stored/markings.input.js';

@Resolver(() => Forecast)
export class ForecastsResolver {
  constructor(private readonly documents: Forecasts) {}

  @Query(() => ForecastConnection, { description: 'Latest revisions, newest forecast first.' })
  async forecasts(
    @WhoAsks() caller: Caller,
    @Args() page: SortedPagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: DocumentFilterInput,
  ): Promise<Connection<ForecastHead>> {
    const found = await this.documents.list(
      caller,
      documentFilterOf(filter),
      sortedPageOf('forecasts', page, counted),
    );
    return connection(found, page.after, (head) => ForecastHead.from(head));
  }

  @Query(() => Forecast, { description: 'One forecast, at its latest revision or the given one.' })
  async forecast(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('revision', { type: () => Int, nullable: true }) revision?: number | null,
  ): Promise<Forecast> {
    return Forecast.from(await this.documents.get(caller, id, revision ?? undefined));
  }

  @ResolveField(() => GraphQLJson, { description: 'The document, as it was stored.' })
  async document(
    @Parent() parent: Forecast | ForecastHead,
    @Context() { loaders }: GraphQLContext,
  ): Promise<object> {
    return documentOf(parent, 'forecast', loaders.forecasts);
  }

  @Mutation(() => Forecast, { description: 'Store a forecast as revision 1.' })
  async createForecast(
    @WhoAsks() caller: Caller,
    @Args('document', { type: () => GraphQLJson }) document: unknown,
  ): Promise<Forecast> {
    return Forecast.from(await this.documents.create(caller, document));
  }

  @Mutation(() => Forecast, { description: 'Store the revision after the one that was read.' })
  async reviseForecast(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
    @Args('document', { type: () => GraphQLJson }) document: unknown,
  ): Promise<Forecast> {
    return Forecast.from(await this.documents.revise(caller, id, expectedRevision, document));
  }

  @Mutation(() => Forecast, { description: 'Change tags and labels, which are no part of the document.' })
  async markForecast(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) revision: number,
    @Args('expectedMarking', { type: () => Int }) marking: number,
    @Args('input', bodyPipe) input: MarkingsInput,
  ): Promise<ForecastHead> {
    const expected = { revision, marking };
    return ForecastHead.from(await this.documents.mark(caller, id, expected, markingsOf(input)));
  }

  @Mutation(() => Boolean, { description: 'Remove a forecast with all its revisions.' })
  async deleteForecast(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
  ): Promise<boolean> {
    await this.documents.remove(caller, id, expectedRevision);
    return true;
  }
}
