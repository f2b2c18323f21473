import type { Caller } from '../caller.js';
import { PlanningError } from '../planning-error.js';
import type { WorkspaceStore } from '../ports/workspace-store.js';
import type { Workspace } from './workspace.js';

export class Workspaces {
  constructor(private readonly workspaces: WorkspaceStore) {}

  /** The caller's own. @throws PlanningError `not-found` */
  async current({ workspaceId }: Caller): Promise<Workspace> {
    const found = await this.workspaces.find(workspaceId);
    if (found === null) throw new PlanningError('not-found', { noun: 'workspace', id: workspaceId });
    return found;
  }
}
