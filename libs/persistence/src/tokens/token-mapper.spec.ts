import { toToken } from './token-mapper.js';

const ROW = {
  id: 'id',
  workspaceId: 'workspace',
  name: 'ci',
  role: 'planner',
  scopes: ['read', 'write'],
  createdAt: new Date(0),
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
};

describe('a row of a token', () => {
  it('leaves its hash behind', () => {
    const row = { ...ROW, hash: 'f'.repeat(64) };
    expect(toToken(row)).toEqual(ROW);
  });

  it('is refused with a role that this version does not know: it must not become a lesser or a greater one', () => {
    expect(() => toToken({ ...ROW, role: 'owner' })).toThrow('the role "owner"');
  });
});
