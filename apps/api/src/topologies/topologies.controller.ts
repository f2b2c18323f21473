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
import { Topologies, type Caller } from '@portplan/planning';
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
import { TopologyQuery, spelledLabels } from '../requests/list-query.js';
import { FieldsAsked, Sparse, SparseList } from '../requests/sparse.js';
import { bodyPipe, queryPipe } from '../requests/validation.js';
import { ItemPageOf, type ItemPage } from '../shown/page.js';
import { Topology, TopologyHead } from '../shown/stored.model.js';
import { DocumentsController } from '../stored/documents.controller.js';
import { MarkingsInput } from '../stored/markings.input.js';

const TopologyList = ItemPageOf(() => TopologyHead, 'Topology');

@ApiTags('topologies')
@Closed()
@Controller('v1/topologies')
export class TopologiesController extends DocumentsController<Topology, TopologyHead> {
  constructor(topologies: Topologies) {
    super(
      topologies,
      'topologies',
      (stored) => Topology.from(stored),
      (head) => TopologyHead.from(head),
    );
  }

  @Post()
  @ApiOperation({ summary: 'Store a topology as revision 1.' })
  @DocumentBody('Topology', 'name-taken')
  @CreatedTagged(Topology)
  create(
    @WhoAsks() caller: Caller,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Topology> {
    return this.createFrom(caller, body, reply);
  }

  @Get()
  @ApiOperation({ summary: 'Latest revisions, newest topology first.' })
  @ApiOkResponse({ type: TopologyList })
  @SparseList(TopologyHead)
  @Problems('invalid-parameter', 'invalid-cursor', 'invalid-sort')
  list(
    @WhoAsks() caller: Caller,
    @Query(spelledLabels, queryPipe) query: TopologyQuery,
  ): Promise<ItemPage<TopologyHead>> {
    return this.listOf(caller, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'The latest revision of a topology.' })
  @Tagged(Topology)
  @Sparse(Topology)
  @Problems('not-found')
  one(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @FieldsAsked() fields: readonly string[] | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Topology | TopologyHead | string> {
    return this.oneOf(caller, id, fields, reply);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Store the next revision of a topology.' })
  @NeedsIfMatch()
  @DocumentBody(
    'Topology',
    'not-found',
    'name-taken',
    'precondition-required',
    'precondition-failed',
    'revision-conflict',
  )
  @Tagged(Topology)
  revise(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Topology> {
    return this.reviseWith(caller, id, ifMatch, body, reply);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change tags and labels, which are no part of the document.' })
  @Marking(TopologyHead)
  mark(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body(bodyPipe) input: MarkingsInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TopologyHead> {
    return this.markWith(caller, id, ifMatch, input, reply);
  }

  @Get(':id/revisions/:revision')
  @ApiOperation({ summary: 'One revision; its document never changes.' })
  @Tagged(Topology)
  @Sparse(Topology)
  @Problems('not-found', 'invalid-parameter')
  revision(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Param('revision') revision: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Topology> {
    return this.revisionOf(caller, id, revision, reply);
  }

  @Post(':id/revisions/:revision/restore')
  @HttpCode(200)
  @ApiOperation({ summary: 'Store an earlier revision once more, as the next one.' })
  @NeedsIfMatch()
  @Tagged(Topology)
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
  ): Promise<Topology> {
    return this.restored(caller, id, revision, ifMatch, reply);
  }
}
