import type { Workspace } from '../workspaces/workspace.js';

export abstract class WorkspaceStore {
  /** The workspace of this name: the given one where there was none. Safe to call from several processes at once. */
  abstract findOrInsert(workspace: Workspace): Promise<Workspace>;

  abstract find(id: string): Promise<Workspace | null>;

  abstract recordExample(id: string, at: Date): Promise<void>;
}
