import { Args, Mutation, Resolver } from '@nestjs/graphql';
import {
  BulkChanges,
  documentTarget,
  Forecasts,
  Scenarios,
  scenarioTarget,
  Topologies,
  type Caller,
} from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { bodyPipe } from '../requests/validation.js';
import { documentItems, scenarioItems } from './bulk-items.js';
import { pointingIntoItems } from './bulk-problems.js';
import { ForecastChanges, ScenarioChanges, TopologyChanges } from './bulk.input.js';
import { ChangeOutcomes } from './bulk.model.js';

/** Many changes in one mutation and one transaction. */
@Resolver()
export class BulkResolver {
  constructor(
    private readonly bulk: BulkChanges,
    private readonly topologies: Topologies,
    private readonly forecasts: Forecasts,
    private readonly scenarios: Scenarios,
  ) {}

  @Mutation(() => ChangeOutcomes, { description: 'Many topologies: all that is asked for, or nothing.' })
  async changeTopologies(
    @WhoAsks() caller: Caller,
    @Args('input', bodyPipe) { items }: TopologyChanges,
  ): Promise<ChangeOutcomes> {
    const made = this.bulk.run(caller, documentTarget(this.topologies), documentItems(items));
    return ChangeOutcomes.from(await pointingIntoItems(made, 'document'));
  }

  @Mutation(() => ChangeOutcomes, { description: 'Many forecasts: all that is asked for, or nothing.' })
  async changeForecasts(
    @WhoAsks() caller: Caller,
    @Args('input', bodyPipe) { items }: ForecastChanges,
  ): Promise<ChangeOutcomes> {
    const made = this.bulk.run(caller, documentTarget(this.forecasts), documentItems(items));
    return ChangeOutcomes.from(await pointingIntoItems(made, 'document'));
  }

  @Mutation(() => ChangeOutcomes, { description: 'Many scenarios: all that is asked for, or nothing.' })
  async changeScenarios(
    @WhoAsks() caller: Caller,
    @Args('input', bodyPipe) { items }: ScenarioChanges,
  ): Promise<ChangeOutcomes> {
    const made = this.bulk.run(caller, scenarioTarget(this.scenarios), scenarioItems(items));
    return ChangeOutcomes.from(await pointingIntoItems(made, 'scenario'));
  }
}
