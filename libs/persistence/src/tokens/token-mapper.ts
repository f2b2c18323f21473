import { ROLES, SCOPES, type Role, type Token } from '@portplan/planning';

export interface TokenRow extends Omit<Token, 'role' | 'scopes'> {
  readonly role: string;
  readonly scopes: readonly string[];
}

/** Whitelists: the hash stays behind. */
export function toToken(row: TokenRow): Token {
  const { id, workspaceId, name, createdAt, lastUsedAt, expiresAt, revokedAt } = row;
  const scopes = SCOPES.filter((scope) => row.scopes.includes(scope));
  return {
    id,
    workspaceId,
    name,
    role: toRole(row.role),
    scopes,
    createdAt,
    lastUsedAt,
    expiresAt,
    revokedAt,
  };
}

function toRole(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (role === undefined)
    throw new Error(`A token has the role "${text}", which this version does not know.`);
  return role;
}
