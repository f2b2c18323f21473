import { MOST_COUNTED, TokenStore, type Keyset, type Slice, type Token } from '@portplan/planning';
import type { Database } from '../database/database.js';
import { acrossWorkspaces } from '../database/tenancy.js';
import { beyondId, NEWEST_FIRST, sliceOf, takeOf } from '../database/keyset.js';
import type { KnownTokens } from './known-tokens.js';
import { toToken } from './token-mapper.js';

export class PrismaTokenStore extends TokenStore {
  constructor(
    private readonly database: Database,
    private readonly known: KnownTokens,
  ) {
    super();
  }

  override async insert(token: Token, hash: string): Promise<void> {
    const data = { ...token, scopes: [...token.scopes], hash };
    await this.database.token.create({ data });
  }

  override async findByHash(hash: string): Promise<Token | null> {
    return this.known.get(hash, async () => {
      // Which workspace it opens is what is to be found out.
      const row = await acrossWorkspaces(() => this.database.token.findUnique({ where: { hash } }));
      return row === null ? null : toToken(row);
    });
  }

  override async list(workspaceId: string, keyset: Keyset): Promise<Slice<Token>> {
    const where = { workspaceId };
    const page = { where: { ...where, ...beyondId(keyset) }, orderBy: NEWEST_FIRST, ...takeOf(keyset) };
    return sliceOf(
      keyset,
      this.database.token.findMany(page),
      () => this.database.token.count({ where, take: MOST_COUNTED }),
      toToken,
    );
  }

  override async revoke(workspaceId: string, id: string, at: Date): Promise<Token | null> {
    await this.database.token.updateMany({
      where: { workspaceId, id, revokedAt: null },
      data: { revokedAt: at },
    });
    this.known.forget(id);
    const row = await this.database.token.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
    return row === null ? null : toToken(row);
  }

  override async recordUse(workspaceId: string, id: string, at: Date): Promise<void> {
    this.known.used(id, at);
    await this.database.token.updateMany({ where: { workspaceId, id }, data: { lastUsedAt: at } });
  }
}
