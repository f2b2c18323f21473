import { Controller, Get, HttpCode, Param, Post, Sse, type MessageEvent } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { isPlanningError, OrderRun, Runs, WatchRuns, type Caller } from '@portplan/planning';
import { WhenGone, WhoAsks } from '@portplan/platform';
import { from, map, type Observable } from 'rxjs';
import { Closed, Problems } from '../openapi/answers.js';
import { Run } from '../shown/run.model.js';
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
  ) {}

  @Get(':id')
  @ApiOperation({ summary: 'One run with its result; while it is queued or running, how far it is.' })
  @ApiOkResponse({
    description: 'With the result once the state is `succeeded`; then it never changes.',
    schema: { oneOf: [{ $ref: getSchemaPath(Run) }, { $ref: getSchemaPath(OrderedRun) }] },
  })
  @Problems('not-found')
  async one(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<Run | OrderedRun> {
    try {
      const run = await this.runs.get(caller, id);
      const [because = []] = await this.runs.staleness(caller, [run.id]);
      return Run.from(run, because);
    } catch (thrown) {
      if (!isPlanningError(thrown, 'not-found')) throw thrown;
      return OrderedRun.from(await this.ordered.get(caller, id));
    }
  }

  @Sse(':id/events')
  @ApiOperation({ summary: 'How an ordered run gets on: an event for each change, until it is over.' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description: 'Each event is named by the state; its data is the run as JSON, as `OrderedRun`.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @Problems('not-found')
  async events(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @WhenGone() gone: AbortSignal,
  ): Promise<Observable<MessageEvent>> {
    const changes = await this.watched.watch(caller, id, gone);
    return from(changes).pipe(map((run) => ({ type: run.state, data: OrderedRun.from(run) })));
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
