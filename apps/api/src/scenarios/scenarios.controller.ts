import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderRun, Runs, RunScenario, Scenarios, type Caller } from '@portplan/planning';
import { pointingIntoBody, WhenGone, WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import {
  BodyProblems,
  Closed,
  Created,
  CreatedTagged,
  LOCATION,
  Marking,
  NeedsIfMatch,
  Problems,
  Removal,
  Tagged,
} from '../openapi/answers.js';
import { pageRequest, sortedPage, spelledLabels } from '../requests/list-query.js';
import { etagOf, expectedRevision } from '../requests/precondition.js';
import { Sparse, SparseList } from '../requests/sparse.js';
import { bodyPipe, queryPipe } from '../requests/validation.js';
import { itemPage, ItemPageOf, type ItemPage } from '../shown/page.js';
import { Run, RunSummary } from '../shown/run.model.js';
import { Scenario } from '../shown/stored.model.js';
import { OrderedRun } from './ordered-run.model.js';
import { markingsOf, MarkingsInput } from '../stored/markings.input.js';
import { ScenarioInput, scenarioOf } from './scenario.input.js';
import { RunQuery, ScenarioQuery, scenarioQueryFilter } from './scenario.query.js';

const ScenarioList = ItemPageOf(() => Scenario, 'Scenario');
const PREFERENCE = { description: 'respond-async', schema: { type: 'string' as const } };
const RunList = ItemPageOf(() => RunSummary, 'Run');

@ApiTags('scenarios')
@Closed()
@Controller('v1/scenarios')
export class ScenariosController {
  constructor(
    private readonly scenarios: Scenarios,
    private readonly runs: Runs,
    private readonly runScenario: RunScenario,
    private readonly orderRun: OrderRun,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Store a scenario; it pins the revisions that it names, or the latest.' })
  @BodyProblems('invalid-field', 'invalid-document', 'unknown-reference', 'name-taken')
  @CreatedTagged(Scenario)
  async create(
    @WhoAsks() caller: Caller,
    @Body(bodyPipe) input: ScenarioInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    const stored = await pointingIntoBody(this.scenarios.create(caller, scenarioOf(input)));
    void reply.header('location', `/v1/scenarios/${stored.id}`).header('etag', etagOf(stored.revision));
    return Scenario.from(stored);
  }

  @Get()
  @ApiOperation({ summary: 'Scenarios, newest first.' })
  @ApiOkResponse({ type: ScenarioList })
  @SparseList(Scenario)
  @Problems('invalid-parameter', 'invalid-cursor', 'invalid-sort')
  async list(
    @WhoAsks() caller: Caller,
    @Query(spelledLabels, queryPipe) query: ScenarioQuery,
  ): Promise<ItemPage<Scenario>> {
    const page = await this.scenarios.list(
      caller,
      scenarioQueryFilter(query),
      sortedPage('scenarios', query),
    );
    return itemPage(page, (stored) => Scenario.from(stored));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One scenario.' })
  @Tagged(Scenario)
  @Sparse(Scenario)
  @Problems('not-found')
  async one(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    const stored = await this.scenarios.get(caller, id);
    void reply.header('etag', etagOf(stored.revision));
    return Scenario.from(stored);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Replace what a scenario says.' })
  @NeedsIfMatch()
  @BodyProblems(
    'not-found',
    'invalid-field',
    'invalid-document',
    'unknown-reference',
    'name-taken',
    'precondition-required',
    'precondition-failed',
    'revision-conflict',
  )
  @Tagged(Scenario)
  async revise(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body(bodyPipe) input: ScenarioInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    const expected = expectedRevision(ifMatch);
    const stored = await pointingIntoBody(this.scenarios.revise(caller, id, expected, scenarioOf(input)));
    void reply.header('etag', etagOf(stored.revision));
    return Scenario.from(stored);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change tags and labels.' })
  @Marking(Scenario)
  async mark(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body(bodyPipe) input: MarkingsInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Scenario> {
    const stored = await this.scenarios.mark(caller, id, expectedRevision(ifMatch), markingsOf(input));
    void reply.header('etag', etagOf(stored.revision));
    return Scenario.from(stored);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a scenario and its runs.' })
  @Removal()
  async remove(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.scenarios.remove(caller, id, expectedRevision(ifMatch));
  }

  @Post(':id/runs')
  @ApiOperation({ summary: 'Calculate a scenario and keep what comes out.' })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`respond-async` to have it worked off by a worker: 202, and its place in Location.',
  })
  @Created(Run)
  @ApiAcceptedResponse({
    type: OrderedRun,
    headers: { Location: LOCATION, 'Preference-Applied': PREFERENCE },
  })
  @Problems('not-found', 'invalid-plan-input', 'busy', 'too-slow')
  async run(
    @WhoAsks() caller: Caller,
    @WhenGone() gone: AbortSignal,
    @Param('id') id: string,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Run | OrderedRun> {
    if (wantsAsync(prefer)) {
      const ordered = OrderedRun.from(await this.orderRun.order(caller, id));
      void reply.code(202).header('preference-applied', 'respond-async');
      void reply.header('location', `/v1/runs/${ordered.id}`);
      return ordered;
    }
    const run = await pointingIntoBody(this.runScenario.run(caller, id, gone));
    void reply.header('location', `/v1/runs/${run.id}`);
    const [because = []] = await this.runs.staleness(caller, [run.id]);
    return Run.from(run, because);
  }

  @Get(':id/runs')
  @ApiOperation({ summary: 'Runs of a scenario, newest first.' })
  @ApiOkResponse({ type: RunList })
  @SparseList(RunSummary)
  @Problems('not-found', 'invalid-parameter', 'invalid-cursor')
  async runsOf(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Query(queryPipe) query: RunQuery,
  ): Promise<ItemPage<RunSummary>> {
    await this.scenarios.get(caller, id);
    const { stale } = query;
    const page = await this.runs.list(caller, { scenarioId: id, stale }, pageRequest(query));
    const reasons = await this.runs.staleness(
      caller,
      page.edges.map(({ node }) => node.id),
    );
    return itemPage(page, (run, at) => RunSummary.from(run, reasons[at] ?? []));
  }
}

/** Whether a Prefer header (RFC 7240) says that nobody waits for the answer. */
function wantsAsync(prefer: string | undefined): boolean {
  const preferences = prefer?.split(',') ?? [];
  return preferences.some((preference) => /^\s*respond-async\s*(;|$)/i.test(preference));
}
