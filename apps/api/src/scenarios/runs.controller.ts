import { Controller, Get, Headers, HttpCode, Param, Post, Req, Sse, type MessageEvent } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { isPlanningError, OrderRun, Runs, WatchRuns, type Caller } from '@portplan/planning';
import { problemFor, WhenGone, WhoAsks, type FailedRequest } from '@portplan/platform';
import { catchError, from, map, of, type Observable } from 'rxjs';
import { Closed, Problems } from '../openapi/answers.js';
import { FieldsAsked, Sparse } from '../requests/sparse.js';
import { Run, RunSummary } from '../shown/run.model.js';
import { keptAlive } from '../streams/kept-alive.js';
import { Streams } from '../streams/streams.js';
import { OrderedRun } from './ordered-run.model.js';

@ApiTags('scenarios')
@Closed()
@ApiExtraModels(Run, OrderedRun)
@Controller('v1/runs')
export class RunsController {
  constructor(
    private readonly runs: Runs,
    private readonly ordered: OrderRun,
    private readonly watched: WatchRuns,
    private readonly streams: Streams,
  ) {}

  @Get(':id')
  @ApiOperation({ summary: 'One run with its result; while it is queued or running, how far it is.' })
  @ApiOkResponse({
    description: 'With the result once the state is `succeeded`; then it never changes.',
    schema: { oneOf: [{ $ref: getSchemaPath(Run) }, { $ref: getSchemaPath(OrderedRun) }] },
  })
  @Sparse(Run, OrderedRun)
  @Problems('not-found')
  async one(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @FieldsAsked() fields: readonly string[] | null,
  ): Promise<Run | RunSummary | OrderedRun> {
    try {
      const withResult = fields?.includes('result') ?? true;
      const run = withResult ? await this.runs.get(caller, id) : null;
      const head = run ?? (await this.runs.head(caller, id));
      const [because = []] = await this.runs.staleness(caller, [head.id]);
      return run === null ? RunSummary.from(head, because) : Run.from(run, because);
    } catch (thrown) {
      if (!isPlanningError(thrown, 'not-found')) throw thrown;
      return OrderedRun.from(await this.ordered.get(caller, id));
    }
  }

  @Sse(':id/events')
  @ApiOperation({ summary: 'How an ordered run gets on: an event for each change, until it is over.' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description:
      'Each event is named by the state; its data is the run as JSON, as `OrderedRun`. Where the token does not let in any more, a last one, `problem`, says why.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @Problems('not-found', 'too-many-streams')
  async events(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('authorization') authorization: string | undefined,
    @WhenGone() gone: AbortSignal,
    @Req() request: FailedRequest,
  ): Promise<Observable<MessageEvent>> {
    const changes = await this.streams.follow({ caller, authorization, gone }, (over) =>
      this.watched.watch(caller, id, over),
    );
    const events = from(changes).pipe(
      map((run): MessageEvent => ({ type: run.state, data: OrderedRun.from(run) })),
      catchError((thrown: unknown) => of({ type: 'problem', data: problemFor(thrown, request) })),
    );
    return keptAlive(events);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'End an ordered run before it is done.' })
  @ApiOkResponse({ type: OrderedRun })
  @Problems('not-found', 'already-over')
  async cancel(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<OrderedRun> {
    return OrderedRun.from(await this.ordered.cancel(caller, id));
  }
}
