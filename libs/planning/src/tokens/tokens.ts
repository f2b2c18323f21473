import { requireRole, ROLES, SCOPES_OF_ROLE, type Caller, type Role, type Scope } from '../caller.js';
import { identifierOf } from '../lists/identifier.js';
import { readName } from '../lists/name.js';
import { toKeyset, toPage, type Page, type PageRequest } from '../lists/page.js';
import { PlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { IdSource } from '../ports/id-source.js';
import type { TokenStore } from '../ports/token-store.js';
import { hashOfToken, newTokenText } from './token-text.js';
import type { Token } from './token.js';

export interface TokenInput {
  /** 1 to 200 characters: what the token is for. */
  readonly name: string;
  readonly role: Role;
  /** Narrower than the role; all of the role where not given. */
  readonly scopes?: readonly Scope[] | null | undefined;
  /** Null or not given: never. */
  readonly expiresAt?: Date | null | undefined;
}

/** A new token with its text, which is never shown again. */
export interface IssuedToken {
  readonly token: Token;
  readonly text: string;
}

/** The access tokens of a workspace. */
export class Tokens {
  constructor(
    private readonly tokens: TokenStore,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /** Admin. @throws PlanningError `forbidden`, `invalid-field` */
  async create(caller: Caller, input: TokenInput): Promise<IssuedToken> {
    requireRole(caller, 'admin');
    return this.issue(caller.workspaceId, input);
  }

  /** A token that nobody asked for with another one: the first of a workspace. @throws PlanningError `invalid-field` */
  async issue(workspaceId: string, input: TokenInput): Promise<IssuedToken> {
    const { token, text } = this.draft(workspaceId, input);
    await this.tokens.insert(token, hashOfToken(text));
    return { token, text };
  }

  /** A token that is not kept yet. @throws PlanningError `invalid-field` */
  draft(workspaceId: string, { name, role, scopes, expiresAt = null }: TokenInput): IssuedToken {
    const createdAt = this.clock.now();
    if (expiresAt !== null && !(expiresAt > createdAt)) {
      throw new PlanningError('invalid-field', {
        field: 'expiresAt',
        value: isNaN(expiresAt.getTime()) ? 'no instant' : expiresAt.toISOString(),
        expected: 'an instant in the future',
      });
    }
    if (!ROLES.includes(role)) {
      throw new PlanningError('invalid-field', { field: 'role', value: role, expected: ROLES.join(', ') });
    }
    const text = newTokenText();
    const token: Token = {
      id: this.ids.next(),
      workspaceId,
      name: readName('name', name),
      role,
      scopes: readScopes(role, scopes),
      createdAt,
      lastUsedAt: null,
      expiresAt,
      revokedAt: null,
    };
    return { token, text };
  }

  /** Newest first, revoked and expired ones too. Admin. @throws PlanningError `forbidden`, `invalid-cursor`, `invalid-page-size` */
  async list(caller: Caller, page: PageRequest = {}): Promise<Page<Token>> {
    requireRole(caller, 'admin');
    const keyset = toKeyset('tokens', page);
    return toPage('tokens', await this.tokens.list(caller.workspaceId, keyset), ({ id }) => id);
  }

  /** From now on nobody gets in with it. Admin. @throws PlanningError `forbidden`, `not-found` */
  async revoke(caller: Caller, id: string): Promise<Token> {
    requireRole(caller, 'admin');
    const revoked = await this.tokens.revoke(caller.workspaceId, identifierOf('token', id), this.clock.now());
    if (revoked === null) throw new PlanningError('not-found', { noun: 'token', id });
    return revoked;
  }
}

/** In the order of {@link SCOPES_OF_ROLE}, each once. @throws PlanningError `invalid-field` where the role does not allow one, or there is none */
function readScopes(role: Role, given: readonly Scope[] | null | undefined): readonly Scope[] {
  const allowed = SCOPES_OF_ROLE[role];
  if (given == null) return allowed;
  if (given.length > 0 && given.every((scope) => allowed.includes(scope))) {
    return allowed.filter((scope) => given.includes(scope));
  }
  throw new PlanningError('invalid-field', {
    field: 'scopes',
    value: JSON.stringify(given).slice(0, 100),
    expected: `one or more of what the role ${role} allows: ${allowed.join(', ')}`,
  });
}
