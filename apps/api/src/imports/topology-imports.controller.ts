import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReimportTopology, type Caller } from '@portplan/planning';
import { pointingIntoBody, WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { BodyProblems, Closed, Tagged } from '../openapi/answers.js';
import { etagOf, expectedRevision } from '../requests/precondition.js';
import { secretBodyPipe } from '../requests/validation.js';
import { TopologyImportInput } from './topology-import.input.js';
import { Reimported } from './topology-import.model.js';

/** New imports into topologies that were edited since the last one. */
@ApiTags('imports')
@Closed()
@Controller('v1/topologies/:id/imports')
export class TopologyImportsController {
  constructor(private readonly reimportTopology: ReimportTopology) {}

  @Post('terraform')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Bring a new Terraform import into a topology as its next revision, edits kept, or say what it would do (dryRun).',
  })
  @BodyProblems(
    'not-found',
    'invalid-field',
    'invalid-document',
    'not-terraform',
    'unsupported-format',
    'nothing-understood',
    'not-imported',
    'name-taken',
    'precondition-required',
    'precondition-failed',
    'revision-conflict',
  )
  @Tagged(Reimported)
  async terraform(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body(secretBodyPipe) { dryRun, ...input }: TopologyImportInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Reimported> {
    const expected = dryRun === true ? null : expectedRevision(ifMatch);
    const outcome = await pointingIntoBody(this.reimportTopology.run(caller, id, expected, input));
    if (outcome.topology !== null) void reply.header('etag', etagOf(outcome.topology.revision));
    return Reimported.from(outcome);
  }
}
