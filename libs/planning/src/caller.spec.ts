import { requireRole, ROLES, type Caller, type Role } from './caller.js';

const callerWith = (role: Role): Caller => ({ workspaceId: 'w', tokenId: 't', role });

describe('a caller', () => {
  it.each(
    ROLES.flatMap((role, rank) =>
      ROLES.map((needed, neededRank) => [role, needed, rank >= neededRank] as const),
    ),
  )('with the role %s may do what takes a %s: %s', (role, needed, may) => {
    const attempt = () => {
      requireRole(callerWith(role), needed);
    };
    if (may) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(`This takes the role ${needed}; the token has the role ${role}.`);
  });
});
