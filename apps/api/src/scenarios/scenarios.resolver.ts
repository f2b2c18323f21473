import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { RunScenario, Scenarios, type Caller, type RevisionReference } from '@portplan/planning';
import { pointingIntoBody, WhoAsks } from '@portplan/platform';
import { RunConnection, ScenarioConnection } from '../graphql/connections.js';
import { ScenarioFilterInput, scenarioFilterOf, STALE_MEANS } from '../graphql/filters.input.js';
import { documentOf, type GraphQLContext } from '../graphql/loaders.js';
import { pageOf, PagingArgs, sortedPageOf, SortedPagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { bodyPipe } from '../requests/validation.js';
import { connection, type Connection } from '../shown/page.js';
import { Run, RunSummary } from '../shown/run.model.js';
import { Forecast, Scenario, Topology } from '../shown/stored.model.js';
import { markingsOf, MarkingsInput } from '../stored/markings.input.js';
import { PlannedDocuments } from './scenario-variants.model.js';
import { ScenarioInput, scenarioOf } from './scenario.input.js';

@Resolver(() => Scenario)
export class ScenariosResolver {
  constructor(
    private readonly scenarios: Scenarios,
    private readonly runScenarioUseCase: RunScenario,
  ) {}

  @Query(() => ScenarioConnection, { name: 'scenarios', description: 'Scenarios, newest first.' })
  async list(
    @WhoAsks() caller: Caller,
    @Args() page: SortedPagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: ScenarioFilterInput,
  ): Promise<Connection<Scenario>> {
    const found = await this.scenarios.list(
      caller,
      scenarioFilterOf(filter),
      sortedPageOf('scenarios', page, counted),
    );
    return connection(found, page.after, (stored) => Scenario.from(stored));
  }

  @Query(() => Scenario, { description: 'One scenario.' })
  async scenario(@WhoAsks() caller: Caller, @Args('id', { type: () => ID }) id: string): Promise<Scenario> {
    return Scenario.from(await this.scenarios.get(caller, id));
  }

  @ResolveField(() => Run, { nullable: true, description: 'The newest run; null before the first.' })
  async latestRun(
    @Parent() { latestRunId }: Scenario,
    @Context() { loaders }: GraphQLContext,
  ): Promise<Run | null> {
    const run = latestRunId === null ? null : await loaders.runs.load(latestRunId);
    return run === null ? null : Run.kept(run);
  }

  @ResolveField(() => RunConnection, { description: 'Its runs, newest first.' })
  async runs(
    @Parent() { id: parent }: Scenario,
    @Context() { loaders }: GraphQLContext,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('stale', { type: () => Boolean, nullable: true, description: STALE_MEANS }) stale?: boolean | null,
  ): Promise<Connection<RunSummary>> {
    const asked = { parent, page: pageOf(page, counted), stale: stale ?? undefined };
    const found = await loaders.runsOfScenarios.load(asked);
    return connection(found, page.after, (run) => RunSummary.kept(run));
  }

  @ResolveField(() => PlannedDocuments, {
    description: 'What it plans: the documents as pinned, with its overrides.',
  })
  async documents(
    @Parent() scenario: Scenario,
    @Context() { loaders }: GraphQLContext,
  ): Promise<PlannedDocuments> {
    const [topology, forecast] = await Promise.all([
      documentOf(pinnedTopology(scenario), 'topology', loaders.topologies),
      documentOf(pinnedForecast(scenario), 'forecast', loaders.forecasts),
    ]);
    return PlannedDocuments.of(scenario, topology, forecast);
  }

  @ResolveField(() => Topology, { nullable: true, description: 'The pinned revision.' })
  async topology(
    @Parent() scenario: Scenario,
    @Context() { loaders }: GraphQLContext,
  ): Promise<Topology | null> {
    const found = await loaders.topologies.load(pinnedTopology(scenario));
    return found === null ? null : Topology.from(found);
  }

  @ResolveField(() => Forecast, { nullable: true, description: 'The pinned revision.' })
  async forecast(
    @Parent() scenario: Scenario,
    @Context() { loaders }: GraphQLContext,
  ): Promise<Forecast | null> {
    const found = await loaders.forecasts.load(pinnedForecast(scenario));
    return found === null ? null : Forecast.from(found);
  }

  @Mutation(() => Scenario, {
    description: 'Store a scenario; it pins the revisions that it names, or the latest.',
  })
  async createScenario(
    @WhoAsks() caller: Caller,
    @Args('input', bodyPipe) input: ScenarioInput,
  ): Promise<Scenario> {
    return Scenario.from(await pointingIntoBody(this.scenarios.create(caller, scenarioOf(input))));
  }

  @Mutation(() => Scenario, { description: 'Replace what a scenario says.' })
  async reviseScenario(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
    @Args('input', bodyPipe) input: ScenarioInput,
  ): Promise<Scenario> {
    const revised = this.scenarios.revise(caller, id, expectedRevision, scenarioOf(input));
    return Scenario.from(await pointingIntoBody(revised));
  }

  @Mutation(() => Scenario, { description: 'Change tags and labels.' })
  async markScenario(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
    @Args('input', bodyPipe) input: MarkingsInput,
  ): Promise<Scenario> {
    return Scenario.from(await this.scenarios.mark(caller, id, expectedRevision, markingsOf(input)));
  }

  @Mutation(() => Boolean, { description: 'Remove a scenario and its runs.' })
  async deleteScenario(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int }) expectedRevision: number,
  ): Promise<boolean> {
    await this.scenarios.remove(caller, id, expectedRevision);
    return true;
  }

  @Mutation(() => Run, { description: 'Calculate a scenario and keep what comes out.' })
  async runScenario(@WhoAsks() caller: Caller, @Args('id', { type: () => ID }) id: string): Promise<Run> {
    return Run.kept(await pointingIntoBody(this.runScenarioUseCase.run(caller, id)));
  }
}

function pinnedTopology({ topologyId: id, topologyRevision: revision }: Scenario): RevisionReference {
  return { id, revision };
}

function pinnedForecast({ forecastId: id, forecastRevision: revision }: Scenario): RevisionReference {
  return { id, revision };
}
