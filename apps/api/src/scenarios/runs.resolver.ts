import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { PlanResult as Result } from '@portplan/engine';
import { PlanningError, Runs, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { RunConnection } from '../graphql/connections.js';
import { RunFilterInput, runFilterOf } from '../graphql/filters.input.js';
import type { GraphQLContext } from '../graphql/loaders.js';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { PlanResult } from '../shown/plan-advice.model.js';
import { connection, type Connection } from '../shown/page.js';
import { Run, RunSummary } from '../shown/stored.model.js';

@Resolver(() => Run)
export class RunsResolver {
  constructor(private readonly runs: Runs) {}

  @Query(() => Run, { description: 'One run with its result.' })
  async run(@WhoAsks() caller: Caller, @Args('id', { type: () => ID }) id: string): Promise<Run> {
    return Run.from(await this.runs.get(caller, id));
  }

  @Query(() => RunConnection, { name: 'runs', description: 'Runs of all scenarios, newest first.' })
  async list(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: RunFilterInput,
  ): Promise<Connection<RunSummary>> {
    const found = await this.runs.list(caller, runFilterOf(filter), pageOf(page, counted));
    return connection(found, page.after, (run) => RunSummary.from(run));
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
