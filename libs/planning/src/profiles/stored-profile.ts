import type { ProfileDefinition } from '@portplan/engine';

/** A profile that a workspace defines, as it stands: there are no earlier revisions of it. */
export interface StoredProfile {
  readonly definition: ProfileDefinition;
  /** Counts changes, from 1. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
