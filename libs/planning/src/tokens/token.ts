import type { Role, Scope } from '../caller.js';

/** An access token, without its secret: that is shown once and kept only as a hash. */
export interface Token {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly role: Role;
  /** What of the role it may be used for. */
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  /** To the minute; null before the first use. */
  readonly lastUsedAt: Date | null;
  /** Null: never. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A token to be kept. */
export interface NewToken {
  readonly token: Token;
  readonly hash: string;
}
