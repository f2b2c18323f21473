import type { Caller } from '../caller.js';
import { PlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { TokenStore } from '../ports/token-store.js';
import { looksSigned, type Identities } from './identities.js';
import { hashOfToken, isTokenText } from './token-text.js';
import type { Token } from './token.js';

/** A use is recorded once a minute, so that reading does not mean writing. */
const USE_RESOLUTION_MILLISECONDS = 60_000;

/** Finds out who asks. */
export class Authenticate {
  constructor(
    private readonly tokens: TokenStore,
    private readonly clock: Clock,
    private readonly identities: Identities | null = null,
  ) {}

  /**
   * @param text the token itself, without `Bearer`: one of ours, or one of the identity provider where there is one
   * @throws PlanningError `unauthenticated`, `token-revoked`, `token-expired`, and what {@link Identities} throws
   */
  async run(text: string | null | undefined): Promise<Caller> {
    if (text == null || text === '') throw new PlanningError('unauthenticated', { reason: 'missing' });
    if (!isTokenText(text) && this.identities !== null && looksSigned(text)) {
      return this.identities.callerWith(text);
    }
    if (!isTokenText(text)) throw new PlanningError('unauthenticated', { reason: 'malformed' });
    const token = await this.tokens.findByHash(hashOfToken(text));
    if (token === null) throw new PlanningError('unauthenticated', { reason: 'unknown' });
    const now = this.clock.now();
    requireValid(token, now);
    if (
      token.lastUsedAt === null ||
      now.getTime() - token.lastUsedAt.getTime() >= USE_RESOLUTION_MILLISECONDS
    ) {
      await this.tokens.recordUse(token.workspaceId, token.id, now);
    }
    return {
      workspaceId: token.workspaceId,
      tokenId: token.id,
      role: token.role,
      scopes: token.scopes,
      name: token.name,
    };
  }
}

function requireValid({ revokedAt, expiresAt }: Token, now: Date): void {
  if (revokedAt !== null) throw new PlanningError('token-revoked', { revokedAt: revokedAt.toISOString() });
  if (expiresAt !== null && expiresAt <= now) {
    throw new PlanningError('token-expired', { expiredAt: expiresAt.toISOString() });
  }
}
