import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { WatchScenario, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { queryPipe } from '../requests/validation.js';
import { PoolSeries } from './dashboard.model.js';
import { SeriesInput, seriesQuestionOf } from './series.query.js';

@Resolver(() => PoolSeries)
export class SeriesResolver {
  constructor(private readonly watch: WatchScenario) {}

  @Query(() => [PoolSeries], { description: 'Headroom of every pool of a scenario over time.' })
  async headroomSeries(
    @WhoAsks() caller: Caller,
    @Args('scenarioId', { type: () => ID }) scenarioId: string,
    @Args('question', { nullable: true }, queryPipe) question?: SeriesInput,
  ): Promise<readonly object[]> {
    return this.watch.series(caller, scenarioId, seriesQuestionOf(question));
  }
}
