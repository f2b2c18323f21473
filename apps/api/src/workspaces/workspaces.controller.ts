import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { Workspaces, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { IsString } from 'class-validator';
import { BodyProblems, Closed, Problems } from '../openapi/answers.js';
import { SHOWN_ONCE } from '../requests/idempotency.js';
import { PageQuery, pageRequest } from '../requests/list-query.js';
import { Sparse, SparseList } from '../requests/sparse.js';
import { bodyPipe, queryPipe } from '../requests/validation.js';
import { itemPage, ItemPageOf, type ItemPage } from '../shown/page.js';
import { CreatedWorkspace, Workspace } from './workspace.model.js';

class WorkspaceInput {
  @ApiProperty({ description: 'Unique in the installation.', minLength: 1, maxLength: 200 })
  @IsString({ message: 'name must be text of 1 to 200 characters' })
  name!: string;
}

const WorkspaceList = ItemPageOf(() => Workspace, 'Workspace');

@ApiTags('workspaces')
@Closed()
@Controller('v1/workspaces')
export class WorkspacesController {
  constructor(private readonly workspaces: Workspaces) {}

  @Post()
  @RouteConfig(SHOWN_ONCE)
  @ApiOperation({ summary: 'A new workspace with a first admin token: for admins of the workspace default.' })
  @ApiCreatedResponse({ type: CreatedWorkspace })
  @BodyProblems('invalid-field', 'name-taken')
  async create(@WhoAsks() caller: Caller, @Body(bodyPipe) input: WorkspaceInput): Promise<CreatedWorkspace> {
    return CreatedWorkspace.created(await this.workspaces.create(caller, input));
  }

  @Get()
  @ApiOperation({ summary: 'All workspaces for admins of the workspace default, the own one for others.' })
  @ApiOkResponse({ type: WorkspaceList })
  @SparseList(Workspace)
  @Problems('invalid-parameter', 'invalid-cursor')
  async list(@WhoAsks() caller: Caller, @Query(queryPipe) query: PageQuery): Promise<ItemPage<Workspace>> {
    return itemPage(await this.workspaces.list(caller, pageRequest(query)), (stored) =>
      Workspace.from(stored),
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'One workspace that the caller may see.' })
  @ApiOkResponse({ type: Workspace })
  @Sparse(Workspace)
  @Problems('not-found')
  async one(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<Workspace> {
    return Workspace.from(await this.workspaces.get(caller, id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Rename a workspace: its admins, and those of the workspace default.' })
  @ApiOkResponse({ type: Workspace })
  @BodyProblems('invalid-field', 'not-found', 'name-taken', 'protected')
  async rename(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Body(bodyPipe) input: WorkspaceInput,
  ): Promise<Workspace> {
    return Workspace.from(await this.workspaces.rename(caller, id, input));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove an empty workspace with its tokens: for admins of the workspace default.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Problems('not-found', 'in-use', 'protected')
  async remove(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.workspaces.remove(caller, id);
  }
}
