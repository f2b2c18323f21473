import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { csvLines } from '@portplan/exporters';
import {
  CompareScenarios,
  PinnedDocuments,
  ScenarioMerges,
  ScenarioVariants,
  SweepScenario,
  type Caller,
  type Scenario as StoredScenario,
  type ScenarioComparison,
  type SweptCase as Swept,
} from '@portplan/planning';
import { pointingIntoBody, WhenGone, WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { BodyProblems, Closed, CreatedTagged, Problems, Tagged } from '../openapi/answers.js';
import { etagOf, expectedRevision } from '../requests/precondition.js';
import { bodyPipe } from '../requests/validation.js';
import { wantsCsv } from '../requests/wants-csv.js';
import { Scenario } from '../shown/stored.model.js';
import { comparisonCsv } from './comparison-csv.js';
import {
  CloneInput,
  ComparisonInput,
  MergeInput,
  RebaseInput,
  RevertInput,
  SweepInput,
} from './scenario-variants.input.js';
import { Comparison, PlannedDocuments, Rebased, Reverted, SweptCase } from './scenario-variants.model.js';

/** Scenarios that are made of others, and laid beside others. */
@ApiTags('scenarios')
@Closed()
@Controller('v1')
export class ScenarioVariantsController {
  constructor(
    private readonly variants: ScenarioVariants,
    private readonly merges: ScenarioMerges,
    private readonly comparing: CompareScenarios,
    private readonly sweeping: SweepScenario,
    private readonly pinned: PinnedDocuments,
  ) {}

  @Get('scenarios/:id/documents')
  @ApiOperation({ summary: 'What a scenario plans: its documents as pinned, with its overrides.' })
  @ApiOkResponse({ type: PlannedDocuments })
  @Problems('not-found')
  async documents(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<PlannedDocuments> {
    const { topology, forecast, scenario } = await this.pinned.of(caller.workspaceId, id);
    return Object.assign(new PlannedDocuments(), { topology, forecast, policy: scenario.policy });
  }

  @Post('scenarios/:id/clone')
  @ApiOperation({ summary: 'Store a copy of a scenario under another name.' })
  @BodyProblems('not-found', 'invalid-field', 'name-taken')
  @CreatedTagged(Scenario)
  async clone(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Body(bodyPipe) { name }: CloneInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    return created(await this.variants.clone(caller, id, name), reply);
  }

  @Post('scenarios/:id/recommendations/:recommendationId')
  @ApiOperation({ summary: 'Store a copy of a scenario with a recommendation of its newest run.' })
  @BodyProblems('not-found', 'invalid-field', 'invalid-document', 'name-taken', 'patch-conflict')
  @CreatedTagged(Scenario)
  async withRecommendation(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Param('recommendationId') recommendationId: string,
    @Body(bodyPipe) { name }: CloneInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    const made = this.variants.withRecommendation(caller, id, recommendationId, name);
    return created(await pointingIntoBody(made), reply);
  }

  @Post('scenarios/:id/rebase')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pin another revision of the topology, or say what would not fit there (dryRun).',
  })
  @BodyProblems(
    'not-found',
    'invalid-field',
    'invalid-document',
    'patch-conflict',
    'precondition-required',
    'precondition-failed',
    'revision-conflict',
  )
  @ApiOkResponse({ type: Rebased })
  async rebase(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body(bodyPipe) { topologyRevision, dryRun }: RebaseInput,
  ): Promise<Rebased> {
    const expected = dryRun === true ? null : expectedRevision(ifMatch);
    const { scenario, ...rest } = await pointingIntoBody(
      this.variants.rebase(caller, id, expected, topologyRevision),
    );
    return Object.assign(new Rebased(), rest, {
      scenario: scenario === null ? null : Scenario.from(scenario),
    });
  }

  @Post('scenarios/:id/merge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write the overrides into the topology as its next revision, and pin that.' })
  @BodyProblems(
    'not-found',
    'invalid-field',
    'invalid-document',
    'patch-conflict',
    'name-taken',
    'revision-conflict',
  )
  @Tagged(Scenario)
  async merge(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Body(bodyPipe) { topologyRevision }: MergeInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    const merged = await pointingIntoBody(this.merges.merge(caller, id, topologyRevision));
    void reply.header('etag', etagOf(merged.revision));
    return Scenario.from(merged);
  }

  @Post('scenarios/:id/revert')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take back what the last merge changed, or say what stands against it (dryRun).',
  })
  @BodyProblems(
    'not-found',
    'not-merged',
    'name-taken',
    'revision-conflict',
    'invalid-field',
    'invalid-document',
    'patch-conflict',
  )
  @ApiOkResponse({ type: Reverted })
  async revert(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Body(bodyPipe) { topologyRevision, dryRun }: RevertInput,
  ): Promise<Reverted> {
    const expected = dryRun === true ? null : topologyRevision;
    return Reverted.from(await pointingIntoBody(this.merges.revert(caller, id, expected)));
  }

  @Post('comparisons')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Scenarios side by side, resource by resource, as JSON or CSV (Accept: text/csv).',
  })
  @BodyProblems('not-found', 'invalid-field', 'invalid-plan-input')
  @ApiExtraModels(Comparison)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(Comparison) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async compare(
    @WhoAsks() caller: Caller,
    @Body(bodyPipe) { scenarioIds }: ComparisonInput,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioComparison | string> {
    const comparison = await this.comparing.run(caller, scenarioIds);
    if (!wantsCsv(accept)) return comparison;
    void reply.header('content-type', 'text/csv; charset=utf-8');
    return comparisonCsv(comparison);
  }

  @Post('scenarios/:id/sweeps')
  @HttpCode(200)
  @ApiOperation({ summary: 'A grid of parameters, each case planned, as JSON or CSV (Accept: text/csv).' })
  @BodyProblems('not-found', 'invalid-field', 'invalid-document', 'invalid-plan-input')
  @ApiExtraModels(SweptCase)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { type: 'array', items: { $ref: getSchemaPath(SweptCase) } } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async sweep(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Body(bodyPipe) { parameters }: SweepInput,
    @Headers('accept') accept: string | undefined,
    @WhenGone() gone: AbortSignal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const cases = await pointingIntoBody(this.sweeping.run(caller, id, parameters, gone));
    if (!wantsCsv(accept)) return cases;
    void reply.header('content-type', 'text/csv; charset=utf-8');
    return csvLines<Swept>(
      [
        ...parameters.map(
          ({ pointer }, index) => [pointer, ({ values }: Swept) => textOf(values[index])] as const,
        ),
        ['status', ({ status }) => status],
        ['binding', ({ binding }) => binding],
        ['exhaustion_at', ({ exhaustionAt }) => exhaustionAt],
        ['utilization', ({ utilization }) => utilization],
        ['headroom_factor', ({ headroomFactor }) => headroomFactor],
        ['required_ips', ({ requiredIps }) => requiredIps],
      ],
      cases,
    );
  }
}

function created(stored: StoredScenario, reply: FastifyReply): Scenario {
  void reply.header('location', `/v1/scenarios/${stored.id}`).header('etag', etagOf(stored.revision));
  return Scenario.from(stored);
}

function textOf(value: unknown): string | number {
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
