import { ROLES, type Role, type Token } from '@portplan/planning';

export interface TokenRow extends Omit<Token, 'role'> {
  readonly role: string;
}

/** Whitelists: the hash stays behind. */
export function toToken(row: TokenRow): Token {
  const { id, workspaceId, name, createdAt, lastUsedAt, expiresAt, revokedAt } = row;
  return { id, workspaceId, name, role: toRole(row.role), createdAt, lastUsedAt, expiresAt, revokedAt };
}

function toRole(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (role === undefined)
    throw new Error(`A token has the role "${text}", which this version does not know.`);
  return role;
}
