import type { Keyset, Slice } from '../lists/page.js';
import type { NewToken } from '../tokens/token.js';
import type { Workspace } from '../workspaces/workspace.js';

export abstract class WorkspaceStore {
  /** The workspace of this name: the given one where there was none. Safe to call from several processes at once. */
  abstract findOrInsert(workspace: Workspace): Promise<Workspace>;

  /** With its first token, or not at all. @throws PlanningError `name-taken` */
  abstract insert(workspace: Workspace, firstToken: NewToken): Promise<void>;

  abstract find(id: string): Promise<Workspace | null>;

  abstract findByName(name: string): Promise<Workspace | null>;

  /** Newest first, or the one with the given id alone; keys are ids. */
  abstract list(only: string | null, keyset: Keyset): Promise<Slice<Workspace>>;

  /** Null where there is none such. @throws PlanningError `name-taken` */
  abstract rename(id: string, name: string): Promise<Workspace | null>;

  /** With its tokens. @throws PlanningError `not-found`, `in-use` while documents are in it */
  abstract remove(id: string): Promise<void>;

  abstract recordExample(id: string, at: Date): Promise<void>;
}
