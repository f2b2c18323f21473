import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CompareScenarios, ScenarioVariants, type Caller, type ScenarioComparison } from '@portplan/planning';
import { pointingIntoBody, WhoAsks } from '@portplan/platform';
import { Scenario } from '../shown/stored.model.js';
import { Comparison, Rebased } from './scenario-variants.model.js';

/** Scenarios that are made of others, and laid beside others. */
@Resolver()
export class ScenarioVariantsResolver {
  constructor(
    private readonly variants: ScenarioVariants,
    private readonly comparing: CompareScenarios,
  ) {}

  @Query(() => Comparison, {
    description: 'Scenarios side by side; the first is what the others differ from.',
  })
  compareScenarios(
    @WhoAsks() caller: Caller,
    @Args('ids', { type: () => [ID] }) ids: string[],
  ): Promise<ScenarioComparison> {
    return this.comparing.run(caller, ids);
  }

  @Mutation(() => Scenario, { description: 'Store a copy of a scenario under another name.' })
  async cloneScenario(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('name') name: string,
  ): Promise<Scenario> {
    return Scenario.from(await this.variants.clone(caller, id, name));
  }

  @Mutation(() => Scenario, {
    description: 'Store a copy of a scenario with a recommendation of its newest run.',
  })
  async applyRecommendation(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('recommendationId') recommendationId: string,
    @Args('name') name: string,
  ): Promise<Scenario> {
    const made = this.variants.withRecommendation(caller, id, recommendationId, name);
    return Scenario.from(await pointingIntoBody(made));
  }

  @Mutation(() => Rebased, {
    description:
      'Pin another revision of the topology; without an expected revision only say what would not fit there.',
  })
  async rebaseScenario(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedRevision', { type: () => Int, nullable: true }) expectedRevision?: number | null,
    @Args('topologyRevision', { type: () => Int, nullable: true }) topologyRevision?: number | null,
  ): Promise<Rebased> {
    const { scenario, ...rest } = await pointingIntoBody(
      this.variants.rebase(caller, id, expectedRevision ?? null, topologyRevision ?? undefined),
    );
    return Object.assign(new Rebased(), rest, {
      scenario: scenario === null ? null : Scenario.from(scenario),
    });
  }

  @Mutation(() => Scenario, {
    description: 'Write the overrides into the topology as its next revision, and pin that.',
  })
  async mergeScenario(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('topologyRevision', { type: () => Int }) topologyRevision: number,
  ): Promise<Scenario> {
    return Scenario.from(await pointingIntoBody(this.variants.merge(caller, id, topologyRevision)));
  }
}
