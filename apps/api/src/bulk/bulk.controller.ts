import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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
import { BodyProblems, Closed } from '../openapi/answers.js';
import { bodyPipe } from '../requests/validation.js';
import { documentItems, scenarioItems } from './bulk-items.js';
import { pointingIntoItems } from './bulk-problems.js';
import { ForecastChanges, ScenarioChanges, TopologyChanges } from './bulk.input.js';
import { ChangeOutcomes } from './bulk.model.js';

/** Many changes in one request and one transaction. */
@ApiTags('bulk')
@Closed()
@Controller('v1')
export class BulkController {
  constructor(
    private readonly bulk: BulkChanges,
    private readonly topologiesOf: Topologies,
    private readonly forecastsOf: Forecasts,
    private readonly scenariosOf: Scenarios,
  ) {}

  @Post('topologies/bulk')
  @HttpCode(200)
  @ApiOperation({ summary: 'Create, update and delete topologies: all that is asked for, or nothing.' })
  @BodyProblems('invalid-field', 'bulk-refused', 'write-collision')
  @ApiOkResponse({ type: ChangeOutcomes })
  async topologies(
    @WhoAsks() caller: Caller,
    @Body(bodyPipe) { items }: TopologyChanges,
  ): Promise<ChangeOutcomes> {
    const made = this.bulk.run(caller, documentTarget(this.topologiesOf), documentItems(items));
    return ChangeOutcomes.from(await pointingIntoItems(made, 'document'));
  }

  @Post('forecasts/bulk')
  @HttpCode(200)
  @ApiOperation({ summary: 'Create, update and delete forecasts: all that is asked for, or nothing.' })
  @BodyProblems('invalid-field', 'bulk-refused', 'write-collision')
  @ApiOkResponse({ type: ChangeOutcomes })
  async forecasts(
    @WhoAsks() caller: Caller,
    @Body(bodyPipe) { items }: ForecastChanges,
  ): Promise<ChangeOutcomes> {
    const made = this.bulk.run(caller, documentTarget(this.forecastsOf), documentItems(items));
    return ChangeOutcomes.from(await pointingIntoItems(made, 'document'));
  }

  @Post('scenarios/bulk')
  @HttpCode(200)
  @ApiOperation({ summary: 'Create, update and delete scenarios: all that is asked for, or nothing.' })
  @BodyProblems('invalid-field', 'bulk-refused', 'write-collision')
  @ApiOkResponse({ type: ChangeOutcomes })
  async scenarios(
    @WhoAsks() caller: Caller,
    @Body(bodyPipe) { items }: ScenarioChanges,
  ): Promise<ChangeOutcomes> {
    const made = this.bulk.run(caller, scenarioTarget(this.scenariosOf), scenarioItems(items));
    return ChangeOutcomes.from(await pointingIntoItems(made, 'scenario'));
  }
}
