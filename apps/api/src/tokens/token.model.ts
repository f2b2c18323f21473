import { ObjectType } from '@nestjs/graphql';
import { ROLES, SCOPES, type IssuedToken as Issued, type Token as StoredToken } from '@portplan/planning';
import { Shown } from '../shown/shown.js';

@ObjectType({ description: 'An access token, without its secret.' })
export class Token {
  @Shown('id', 'UUID.')
  id!: string;

  @Shown('text', 'What it is for.')
  name!: string;

  @Shown('text', 'What it may do.', { values: ROLES })
  role!: string;

  @Shown('text', 'What of the role it may be used for.', { list: true, values: SCOPES })
  scopes!: string[];

  @Shown('instant', 'When it was made.')
  createdAt!: string;

  @Shown('instant', 'To the minute; null before the first use.', { nullable: true })
  lastUsedAt!: string | null;

  @Shown('instant', 'Null: never.', { nullable: true })
  expiresAt!: string | null;

  @Shown('instant', 'Null while it works.', { nullable: true })
  revokedAt!: string | null;

  static from(stored: StoredToken): Token {
    return Object.assign(new Token(), fieldsOf(stored));
  }
}

@ObjectType({ description: 'A new access token with its text, which is never shown again.' })
export class IssuedToken extends Token {
  @Shown('text', 'Send it as Authorization: Bearer.')
  token!: string;

  static issued({ token, text }: Issued): IssuedToken {
    return Object.assign(new IssuedToken(), fieldsOf(token), { token: text });
  }
}

function fieldsOf({
  id,
  name,
  role,
  scopes,
  createdAt,
  lastUsedAt,
  expiresAt,
  revokedAt,
}: StoredToken): object {
  const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    id,
    name,
    role,
    scopes: [...scopes],
    createdAt: createdAt.toISOString(),
    lastUsedAt: instant(lastUsedAt),
    expiresAt: instant(expiresAt),
    revokedAt: instant(revokedAt),
  };
}
