import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PlanResult as Result } from '@portplan/engine';
import { CalculatePlan, type Caller } from '@portplan/planning';
import { pointingIntoBody, WhenGone, WhoAsks } from '@portplan/platform';
import { BodyProblems, Closed } from '../openapi/answers.js';
import { bodyPipe } from '../requests/validation.js';
import { PlanResult } from '../shown/plan-advice.model.js';
import { CalculationInput } from './calculation.input.js';

@ApiTags('calculations')
@Closed()
@Controller('v1/calculations')
export class CalculationsController {
  constructor(private readonly calculatePlan: CalculatePlan) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Plan documents that nobody keeps.' })
  @BodyProblems('invalid-field', 'invalid-document', 'invalid-plan-input', 'busy', 'too-slow')
  @ApiOkResponse({ type: PlanResult })
  async calculate(
    @WhoAsks() caller: Caller,
    @WhenGone() gone: AbortSignal,
    @Body(bodyPipe) input: CalculationInput,
  ): Promise<Result> {
    return pointingIntoBody(this.calculatePlan.run(caller, input, gone));
  }
}
