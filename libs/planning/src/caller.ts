import { PlanningError } from './planning-error.js';

/** Least first: each role may do what those before it may. */
export const ROLES = ['viewer', 'planner', 'admin'] as const;

/** A viewer reads and calculates, a planner also stores, an admin also hands out tokens. */
export type Role = (typeof ROLES)[number];

/** Who asks, and in which workspace. The first argument of every use case. */
export interface Caller {
  readonly workspaceId: string;
  readonly tokenId: string;
  readonly role: Role;
}

/** Lets callers of the given role or above pass. @throws PlanningError `forbidden` for the others. */
export function requireRole(caller: Caller, needed: Role): void {
  if (ROLES.indexOf(caller.role) < ROLES.indexOf(needed)) {
    throw new PlanningError('forbidden', { role: caller.role, needed });
  }
}
