import { PlanningError } from './planning-error.js';

/** Least first: each role may do what those before it may. */
export const ROLES = ['viewer', 'planner', 'admin'] as const;

/** A viewer reads and calculates, a planner also stores, an admin also hands out tokens. */
export type Role = (typeof ROLES)[number];

/** What a token may be used for, within its role. */
export const SCOPES = ['read', 'write', 'admin'] as const;

/** `read` sees what is stored, `write` stores, `admin` hands out tokens. */
export type Scope = (typeof SCOPES)[number];

/** All that a role allows. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: ['read'],
  planner: ['read', 'write'],
  admin: ['read', 'write', 'admin'],
};

/** Which scope it takes to do what takes a role. */
const SCOPE_OF_NEEDED: Readonly<Record<Role, Scope>> = { viewer: 'read', planner: 'write', admin: 'admin' };

/** Who asks, and in which workspace. The first argument of every use case. */
export interface Caller {
  readonly workspaceId: string;
  readonly tokenId: string;
  readonly role: Role;
  /** Narrower than the role; all of the role where not given. */
  readonly scopes?: readonly Scope[];
  /** What people call it: the token's name, or whom an identity provider vouches for. */
  readonly name?: string;
  /** Whom an identity provider vouches for; not given where a token of ours was shown. */
  readonly identity?: string;
}

/** Lets callers of the given role or above pass. @throws PlanningError `forbidden`, `scope-missing` for the others. */
export function requireRole(caller: Caller, needed: Role): void {
  if (ROLES.indexOf(caller.role) < ROLES.indexOf(needed)) {
    throw new PlanningError('forbidden', { role: caller.role, needed });
  }
  const scopes = caller.scopes ?? SCOPES_OF_ROLE[caller.role];
  const scope = SCOPE_OF_NEEDED[needed];
  if (!scopes.includes(scope)) throw new PlanningError('scope-missing', { scopes, needed: scope });
}
