import type { Keyset, Slice } from '../lists/page.js';
import type { Token } from '../tokens/token.js';

export abstract class TokenStore {
  abstract insert(token: Token, hash: string): Promise<void>;

  /** In any workspace: a token is what says which. */
  abstract findByHash(hash: string): Promise<Token | null>;

  /** Newest first; keys are ids. */
  abstract list(workspaceId: string, keyset: Keyset): Promise<Slice<Token>>;

  /** The revoked token; an earlier revocation stands. Null where there is none such. */
  abstract revoke(workspaceId: string, id: string, at: Date): Promise<Token | null>;

  abstract recordUse(workspaceId: string, id: string, at: Date): Promise<void>;
}
