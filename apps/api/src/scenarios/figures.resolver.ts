import type { Type } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { PlanResult as Result } from '@portplan/engine';
import { Runs, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import {
  ScenarioNatGateway,
  ScenarioNatGatewayConnection,
  ScenarioRecommendation,
  ScenarioRecommendationConnection,
  ScenarioResource,
  ScenarioResourceConnection,
} from '../graphql/connections.js';
import {
  NatGatewayFilterInput,
  natGatewayFilterOf,
  RecommendationFilterInput,
  recommendationFilterOf,
  ResourceFilterInput,
  resourceFilterOf,
} from '../graphql/filters.input.js';
import type { GraphQLContext } from '../graphql/loaders.js';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { connection, type Connection } from '../shown/page.js';
import { Recommendation } from '../shown/remedies.model.js';
import { Run } from '../shown/run.model.js';
import { Scenario, Topology } from '../shown/stored.model.js';

type Row = ScenarioResource | ScenarioNatGateway | ScenarioRecommendation;

/** What a row of a run belongs to. */
function RowResolver(row: () => Type<Row>): Type<object> {
  @Resolver(row, { isAbstract: true })
  class RowResolverClass {
    @ResolveField(() => Run, { nullable: true, description: 'The run, with its whole result.' })
    async run(@Parent() { runId }: Row, @Context() { loaders }: GraphQLContext): Promise<Run | null> {
      const found = await loaders.runs.load(runId);
      return found === null ? null : Run.kept(found);
    }

    @ResolveField(() => Scenario, { nullable: true, description: 'The scenario, as it is now.' })
    async scenario(
      @Parent() { scenarioId }: Row,
      @Context() { loaders }: GraphQLContext,
    ): Promise<Scenario | null> {
      const found = await loaders.scenarios.load(scenarioId);
      return found === null ? null : Scenario.from(found);
    }

    @ResolveField(() => Topology, { nullable: true, description: 'The revision that was planned.' })
    async topology(
      @Parent() { topologyId: id, topologyRevision: revision }: Row,
      @Context() { loaders }: GraphQLContext,
    ): Promise<Topology | null> {
      const found = await loaders.topologies.load({ id, revision });
      return found === null ? null : Topology.from(found);
    }
  }
  return RowResolverClass;
}

@Resolver(() => ScenarioResource)
export class ResourcesResolver extends RowResolver(() => ScenarioResource) {
  constructor(private readonly runs: Runs) {
    super();
  }

  @Query(() => ScenarioResourceConnection, { description: 'Pools of all scenarios’ newest runs.' })
  async resources(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: ResourceFilterInput,
  ): Promise<Connection<ScenarioResource>> {
    const found = await this.runs.resources(caller, resourceFilterOf(filter), pageOf(page, counted));
    return connection(found, page.after, (row) => ScenarioResource.from(row));
  }
}

@Resolver(() => ScenarioNatGateway)
export class NatGatewaysResolver extends RowResolver(() => ScenarioNatGateway) {
  constructor(private readonly runs: Runs) {
    super();
  }

  @Query(() => ScenarioNatGatewayConnection, { description: 'NAT gateways of all scenarios’ newest runs.' })
  async natGateways(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: NatGatewayFilterInput,
  ): Promise<Connection<ScenarioNatGateway>> {
    const found = await this.runs.natGateways(caller, natGatewayFilterOf(filter), pageOf(page, counted));
    return connection(found, page.after, (row) => ScenarioNatGateway.from(row));
  }

  @ResolveField(() => [Recommendation], { description: 'What would help this gateway, best first.' })
  async recommendations(
    @Parent() { runId, natGateway: { node } }: ScenarioNatGateway,
    @Context() { loaders }: GraphQLContext,
  ): Promise<readonly Result['recommendations'][number][]> {
    const run = await loaders.runs.load(runId);
    return (run?.result.recommendations ?? []).filter(({ effect, gateways }) =>
      [
        ...effect.map(({ resource }) => resource.split(':')[0]),
        ...gateways.map((each) => each.node),
      ].includes(node),
    );
  }
}

@Resolver(() => ScenarioRecommendation)
export class RecommendationsResolver extends RowResolver(() => ScenarioRecommendation) {
  constructor(private readonly runs: Runs) {
    super();
  }

  @Query(() => ScenarioRecommendationConnection, {
    description: 'What would help in all scenarios’ newest runs; best first within a run.',
  })
  async recommendations(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
    @Args('filter', { nullable: true }) filter?: RecommendationFilterInput,
  ): Promise<Connection<ScenarioRecommendation>> {
    const found = await this.runs.recommendations(
      caller,
      recommendationFilterOf(filter),
      pageOf(page, counted),
    );
    return connection(found, page.after, (row) => ScenarioRecommendation.from(row));
  }
}
