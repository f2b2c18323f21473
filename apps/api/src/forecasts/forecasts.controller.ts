import {
  Body,
  Controller,
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
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Forecasts, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import {
  Closed,
  CreatedTagged,
  DocumentBody,
  Marking,
  NeedsIfMatch,
  Problems,
  Tagged,
} from '../openapi/answers.js';
import { DocumentQuery, spelledLabels } from '../requests/list-query.js';
import { FieldsAsked, Sparse, SparseList } from '../requests/sparse.js';
import { bodyPipe, queryPipe } from '../requests/validation.js';
import { ItemPageOf, type ItemPage } from '../shown/page.js';
import { Forecast, ForecastHead } from '../shown/stored.model.js';
import { DocumentsController } from '../stored/documents.controller.js';
import { MarkingsInput } from '../stored/markings.input.js';

const ForecastList = ItemPageOf(() => ForecastHead, 'Forecast');

@ApiTags('forecasts')
@Closed()
@Controller('v1/forecasts')
export class ForecastsController extends DocumentsController<Forecast, ForecastHead> {
  constructor(forecasts: Forecasts) {
    super(
      forecasts,
      'forecasts',
      (stored) => Forecast.from(stored),
      (head) => ForecastHead.from(head),
    );
  }

  @Post()
  @ApiOperation({ summary: 'Store a forecast as revision 1.' })
  @DocumentBody('Forecast', 'name-taken')
  @CreatedTagged(Forecast)
  create(
    @WhoAsks() caller: Caller,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Forecast> {
    return this.createFrom(caller, body, reply);
  }

  @Get()
  @ApiOperation({ summary: 'Latest revisions, newest forecast first.' })
  @ApiOkResponse({ type: ForecastList })
  @SparseList(ForecastHead)
  @Problems('invalid-parameter', 'invalid-cursor', 'invalid-sort')
  list(
    @WhoAsks() caller: Caller,
    @Query(spelledLabels, queryPipe) query: DocumentQuery,
  ): Promise<ItemPage<ForecastHead>> {
    return this.listOf(caller, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'The latest revision of a forecast.' })
  @Tagged(Forecast)
  @Sparse(Forecast)
  @Problems('not-found')
  one(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @FieldsAsked() fields: readonly string[] | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Forecast | ForecastHead | string> {
    return this.oneOf(caller, id, fields, reply);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Store the next revision of a forecast.' })
  @NeedsIfMatch()
  @DocumentBody(
    'Forecast',
    'not-found',
    'name-taken',
    'precondition-required',
    'precondition-failed',
    'revision-conflict',
  )
  @Tagged(Forecast)
  revise(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Forecast> {
    return this.reviseWith(caller, id, ifMatch, body, reply);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change tags and labels, which are no part of the document.' })
  @Marking(ForecastHead)
  mark(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body(bodyPipe) input: MarkingsInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForecastHead> {
    return this.markWith(caller, id, ifMatch, input, reply);
  }

  @Get(':id/revisions/:revision')
  @ApiOperation({ summary: 'One revision; its document never changes.' })
  @Tagged(Forecast)
  @Sparse(Forecast)
  @Problems('not-found', 'invalid-parameter')
  revision(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Param('revision') revision: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Forecast> {
    return this.revisionOf(caller, id, revision, reply);
  }

  @Post(':id/revisions/:revision/restore')
  @HttpCode(200)
  @ApiOperation({ summary: 'Store an earlier revision once more, as the next one.' })
  @NeedsIfMatch()
  @Tagged(Forecast)
  @Problems(
    'not-found',
    'invalid-parameter',
    'name-taken',
    'precondition-required',
    'precondition-failed',
    'revision-conflict',
  )
  restore(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Param('revision') revision: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Forecast> {
    return this.restored(caller, id, revision, ifMatch, reply);
  }
}
