import { WorkspaceStore, type Workspace } from '@portplan/planning';
import type { Database } from '../database/database.js';

export class PrismaWorkspaceStore extends WorkspaceStore {
  constructor(private readonly database: Database) {
    super();
  }

  override async findOrInsert(workspace: Workspace): Promise<Workspace> {
    // ON CONFLICT DO NOTHING: of several who insert at once, one does and all read the same row.
    await this.database.workspace.createMany({ data: workspace, skipDuplicates: true });
    return toWorkspace(await this.database.workspace.findUniqueOrThrow({ where: { name: workspace.name } }));
  }

  override async find(id: string): Promise<Workspace | null> {
    const row = await this.database.workspace.findUnique({ where: { id } });
    return row === null ? null : toWorkspace(row);
  }

  override async recordExample(id: string, at: Date): Promise<void> {
    await this.database.workspace.updateMany({ where: { id }, data: { exampleLoadedAt: at } });
  }
}

function toWorkspace({ id, name, createdAt, exampleLoadedAt }: Workspace): Workspace {
  return { id, name, createdAt, exampleLoadedAt };
}
