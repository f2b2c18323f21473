import { requireRole, ROLES, SCOPES_OF_ROLE, type Caller, type Role } from './caller.js';

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

  it('whose token is for less than its role may do only that', () => {
    const pushing: Caller = { ...callerWith('planner'), scopes: ['write'] };
    expect(() => {
      requireRole(pushing, 'planner');
    }).not.toThrow();
    expect(() => {
      requireRole(pushing, 'viewer');
    }).toThrow('This takes the scope read; the token has write.');
    expect(() => {
      requireRole({ ...callerWith('admin'), scopes: ['read'] }, 'planner');
    }).toThrow('This takes the scope write; the token has read.');
  });

  it('whose token is for all of its role may do all that the role allows', () => {
    for (const role of ROLES) {
      for (const needed of ROLES.slice(0, SCOPES_OF_ROLE[role].length)) {
        expect(() => {
          requireRole({ ...callerWith(role), scopes: SCOPES_OF_ROLE[role] }, needed);
        }).not.toThrow();
      }
    }
  });
});
