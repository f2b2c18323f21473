import type { ProfileDefinition } from '@portplan/engine';
import type { StoredProfile } from '../profiles/stored-profile.js';

/** Keeps the profiles of workspaces, under the ids of their definitions. */
export abstract class ProfileStore {
  /** Revision 1. @throws PlanningError `name-taken` */
  abstract insert(
    workspaceId: string,
    rowId: string,
    definition: ProfileDefinition,
    at: Date,
  ): Promise<StoredProfile>;

  /** The revision after the expected one. @throws PlanningError `not-found`, `revision-conflict` */
  abstract replace(
    workspaceId: string,
    expectedRevision: number,
    definition: ProfileDefinition,
    at: Date,
  ): Promise<StoredProfile>;

  /** Those that exist, by id. */
  abstract findMany(workspaceId: string, ids: readonly string[]): Promise<readonly StoredProfile[]>;

  /** All of a workspace, by id. */
  abstract list(workspaceId: string): Promise<readonly StoredProfile[]>;

  /** @throws PlanningError `not-found`, `revision-conflict` */
  abstract remove(workspaceId: string, id: string, expectedRevision: number): Promise<void>;
}
