import { Args, Query, Resolver } from '@nestjs/graphql';
import type { PlanResult as Result } from '@portplan/engine';
import { CalculatePlan, type Caller } from '@portplan/planning';
import { pointingIntoBody, WhenGone, WhoAsks } from '@portplan/platform';
import { GraphQLJson } from '../shown/json.scalar.js';
import { PlanResult } from '../shown/plan-advice.model.js';

@Resolver()
export class CalculationsResolver {
  constructor(private readonly calculatePlan: CalculatePlan) {}

  @Query(() => PlanResult, { description: 'Plan documents that nobody keeps.' })
  async calculate(
    @WhoAsks() caller: Caller,
    @WhenGone() gone: AbortSignal,
    @Args('topology', { type: () => GraphQLJson }) topology: unknown,
    @Args('forecast', { type: () => GraphQLJson }) forecast: unknown,
    @Args('policy', { type: () => GraphQLJson, nullable: true }) policy?: unknown,
  ): Promise<Result> {
    return pointingIntoBody(this.calculatePlan.run(caller, { topology, forecast, policy }, gone));
  }
}
