import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalibrateTopology, type Caller } from '@portplan/planning';
import { pointingIntoBody, WhenGone, WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { BodyProblems, Closed, Tagged } from '../openapi/answers.js';
import { etagOf, expectedRevision } from '../requests/precondition.js';
import { bodyPipe } from '../requests/validation.js';
import { AppliedCalibrationInput } from './calibration.input.js';
import { Calibrated } from './calibration.model.js';

@ApiTags('calibrations')
@Closed()
@Controller('v1/topologies/:id/calibrations')
export class CalibrationsController {
  constructor(private readonly calibrateTopology: CalibrateTopology) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Values of a topology from measured series, with how well they predict; with apply as its next revision.',
  })
  @BodyProblems(
    'not-found',
    'invalid-field',
    'invalid-document',
    'invalid-plan-input',
    'unsupported-format',
    'nothing-understood',
    'not-json',
    'name-taken',
    'precondition-required',
    'precondition-failed',
    'revision-conflict',
    'busy',
    'too-slow',
  )
  @Tagged(Calibrated)
  async calibrate(
    @WhoAsks() caller: Caller,
    @WhenGone() gone: AbortSignal,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body(bodyPipe) { apply, ...input }: AppliedCalibrationInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Calibrated> {
    const expected = apply === true ? expectedRevision(ifMatch) : null;
    const outcome = await pointingIntoBody(this.calibrateTopology.run(caller, id, expected, input, gone));
    if (outcome.stored !== null) void reply.header('etag', etagOf(outcome.stored.revision));
    return Calibrated.from(outcome);
  }
}
