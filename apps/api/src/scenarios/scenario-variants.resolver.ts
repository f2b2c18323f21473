import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  CompareScenarios,
  ScenarioMerges,
  ScenarioVariants,
  SweepScenario,
  type Caller,
  type ScenarioComparison,
  type SweptCase as Swept,
} from '@portplan/planning';
import { pointingIntoBody, WhenGone, WhoAsks } from '@portplan/platform';
import { bodyPipe } from '../requests/validation.js';
import { Scenario } from '../shown/stored.model.js';
import { SweepInput } from './scenario-variants.input.js';
import { Comparison, Rebased, Reverted, SweptCase } from './scenario-variants.model.js';

/** Scenarios that are made of others, and laid beside others. */
@Resolver()
export class ScenarioVariantsResolver {
  constructor(
    private readonly variants: ScenarioVariants,
    private readonly merges: ScenarioMerges,
    private readonly comparing: CompareScenarios,
    private readonly sweeping: SweepScenario,
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

  @Query(() => [SweptCase], { description: 'A grid of parameters, each case planned; 200 cases at most.' })
  async sweepScenario(
    @WhoAsks() caller: Caller,
    @WhenGone() gone: AbortSignal,
    @Args('id', { type: () => ID }) id: string,
    @Args('input', bodyPipe) { parameters }: SweepInput,
  ): Promise<readonly Swept[]> {
    return pointingIntoBody(this.sweeping.run(caller, id, parameters, gone));
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
    return Scenario.from(await pointingIntoBody(this.merges.merge(caller, id, topologyRevision)));
  }

  @Mutation(() => Reverted, {
    description:
      'Take back what the last merge changed; without the topology’s latest revision only say what stands against it.',
  })
  async revertScenario(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('topologyRevision', { type: () => Int, nullable: true }) topologyRevision?: number | null,
  ): Promise<Reverted> {
    const reverted = this.merges.revert(caller, id, topologyRevision ?? null);
    return Reverted.from(await pointingIntoBody(reverted));
  }
}
