import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Workspaces, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { TotalAsked } from '../graphql/total-asked.js';
import { connection, ConnectionOf, type Connection } from '../shown/page.js';
import { CreatedWorkspace, Workspace } from './workspace.model.js';

const WorkspaceConnection = ConnectionOf(() => Workspace, 'Workspace');

@Resolver(() => Workspace)
export class WorkspacesResolver {
  constructor(private readonly workspaces: Workspaces) {}

  @Query(() => Workspace, {
    description: 'One workspace that the caller may see; the own one where none is named.',
  })
  async workspace(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID, nullable: true }) id?: string | null,
  ): Promise<Workspace> {
    const found = id == null ? this.workspaces.current(caller) : this.workspaces.get(caller, id);
    return Workspace.from(await found);
  }

  @Query(() => WorkspaceConnection, {
    name: 'workspaces',
    description: 'All workspaces for admins of the workspace default, the own one for others.',
  })
  async list(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @TotalAsked() counted: boolean,
  ): Promise<Connection<Workspace>> {
    const found = await this.workspaces.list(caller, pageOf(page, counted));
    return connection(found, page.after, (stored) => Workspace.from(stored));
  }

  @Mutation(() => CreatedWorkspace, { description: 'A new workspace with a first admin token.' })
  async createWorkspace(@WhoAsks() caller: Caller, @Args('name') name: string): Promise<CreatedWorkspace> {
    return CreatedWorkspace.created(await this.workspaces.create(caller, { name }));
  }

  @Mutation(() => Workspace, { description: 'Rename a workspace.' })
  async renameWorkspace(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('name') name: string,
  ): Promise<Workspace> {
    return Workspace.from(await this.workspaces.rename(caller, id, { name }));
  }

  @Mutation(() => Boolean, { description: 'Remove an empty workspace with its tokens.' })
  async deleteWorkspace(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<boolean> {
    await this.workspaces.remove(caller, id);
    return true;
  }
}
