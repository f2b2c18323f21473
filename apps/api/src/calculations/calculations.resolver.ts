import { Args, Query, Resolver } from '@nestjs/graphql';
import type { PlanResult as Result } from '@portplan/engine';
import { CalculatePlan, type Caller } from '@portplan/planning';
import { asRequestError, WhoAsks } from '@portplan/platform';
import { GraphQLJson } from '../shown/json.scalar.js';
import { PlanResult } from '../shown/plan-advice.model.js';
import { CALCULATION_POINTERS } from './calculations.controller.js';

@Resolver()
export class CalculationsResolver {
  constructor(private readonly calculatePlan: CalculatePlan) {}

  @Query(() => PlanResult, { description: 'Plan documents that nobody keeps.' })
  async calculate(
    @WhoAsks() caller: Caller,
    @Args('topology', { type: () => GraphQLJson }) topology: unknown,
    @Args('forecast', { type: () => GraphQLJson }) forecast: unknown,
    @Args('policy', { type: () => GraphQLJson, nullable: true }) policy?: unknown,
  ): Promise<Result> {
    try {
      return await this.calculatePlan.run(caller, { topology, forecast, policy });
    } catch (error) {
      throw asRequestError(error, CALCULATION_POINTERS);
    }
  }
}
