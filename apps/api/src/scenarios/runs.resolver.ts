import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { PlanResult as Result } from '@portplan/engine';
import { PlanningError, Runs, type Caller, type StaleReason } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { RunConnection } from '../graphql/connections.js';
import { RunFilterInput, runFilterOf } from '../graphql/filters.input.js';
import type { GraphQLContext } from '../graphql/loaders.js';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { PlanResult } from '../shown/plan-advice.model.js';
import { connection, type Connection } from '../shown/page.js';
import { Run, RunSummary } from '../shown/run.model.js';

@Resolver(() => Run)
export class RunsResolver {
  constructor(private readonly runs: Runs) {}

  @Query(() => Run, { description: 'One run with its result.' })
  async run(@WhoAsks() caller: Caller, @Args('id', { type: () => ID }) id: string): Promise<Run> {
    return Run.kept(await this.runs.get(caller, id));
  }

  @Query(() => RunConnection, { name: 'runs', description: 'Runs of all scenarios, newest first.' })
  async list(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: RunFilterInput,
  ): Promise<Connection<RunSummary>> {
    const found = await this.runs.list(caller, runFilterOf(filter), pageOf(page, counted));
    return connection(found, page.after, (run) => RunSummary.kept(run));
  }

  @ResolveField(() => Boolean, {
    description: 'Whether it may no longer show what its scenario would give now.',
  })
  async stale(@Parent() { id }: Run | RunSummary, @Context() { loaders }: GraphQLContext): Promise<boolean> {
    return (await loaders.staleness.load(id)).length > 0;
  }

  @ResolveField(() => [String], { description: 'Why it is stale; none where it is not.' })
  staleBecause(
    @Parent() { id }: Run | RunSummary,
    @Context() { loaders }: GraphQLContext,
  ): Promise<readonly StaleReason[]> {
    return loaders.staleness.load(id);
  }

  @ResolveField(() => PlanResult, { description: 'What came out.' })
  async result(
    @Parent() run: Run | RunSummary,
    @Context() { loaders }: GraphQLContext,
  ): Promise<PlanResult | Result> {
    if (run instanceof Run) return run.result;
    const found = await loaders.runs.load(run.id);
    if (found === null) throw new PlanningError('not-found', { noun: 'run', id: run.id });
    return found.result;
  }
}
