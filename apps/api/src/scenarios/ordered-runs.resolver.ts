import {
  Args,
  Context,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import { OrderRun, WatchRuns, type Caller, type OrderedRun as Ordered } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import type { GraphQLContext } from '../graphql/loaders.js';
import { Run } from '../shown/run.model.js';
import { OrderedRun } from './ordered-run.model.js';

const NEVER = new AbortController().signal;

/** Runs that nobody waits for. */
@Resolver(() => OrderedRun)
export class OrderedRunsResolver {
  constructor(
    private readonly ordered: OrderRun,
    private readonly watched: WatchRuns,
  ) {}

  @Query(() => OrderedRun, { description: 'A run that was ordered, and how far it is.' })
  async orderedRun(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<OrderedRun> {
    return OrderedRun.from(await this.ordered.get(caller, id));
  }

  @Subscription(() => OrderedRun, {
    description: 'A run that was ordered, and again after each change, until it is over.',
    resolve: (run: Ordered) => OrderedRun.from(run),
  })
  runProgress(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Context() { over = NEVER }: GraphQLContext,
  ): Promise<AsyncIterable<Ordered>> {
    return this.watched.watch(caller, id, over);
  }

  @ResolveField(() => Run, { nullable: true, description: 'With the result; null until it succeeded.' })
  async run(
    @Parent() { id, state }: OrderedRun,
    @Context() { loaders }: GraphQLContext,
  ): Promise<Run | null> {
    const run = state === 'succeeded' ? await loaders.runs.load(id) : null;
    return run === null ? null : Run.kept(run);
  }

  @Mutation(() => OrderedRun, { description: 'Have a scenario calculated by a worker, in its turn.' })
  async orderRun(
    @WhoAsks() caller: Caller,
    @Args('scenarioId', { type: () => ID }) scenarioId: string,
  ): Promise<OrderedRun> {
    return OrderedRun.from(await this.ordered.order(caller, scenarioId));
  }

  @Mutation(() => OrderedRun, { description: 'End an ordered run before it is done.' })
  async cancelRun(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<OrderedRun> {
    return OrderedRun.from(await this.ordered.cancel(caller, id));
  }
}
