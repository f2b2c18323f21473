import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small OpenID provider: discovery, published keys, and tokens signed with them. */
export interface Issuer {
  readonly url: string;
  /** How often the keys were fetched. */
  readonly keyFetches: () => number;
  /** A signed token: five minutes of the given claims. */
  sign(claims: JWTPayload, options?: SignOptions): Promise<string>;
  /** A key pair of the issuer's kind, published from now on if it is told so. */
  newKey(kid: string, published: boolean): Promise<CryptoKey>;
  close(): Promise<void>;
}

export interface SignOptions {
  readonly key?: CryptoKey;
  readonly kid?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
}

export const AUDIENCE = 'portplan';

export async function startIssuer(): Promise<Issuer> {
  const keys: JWK[] = [];
  let fetches = 0;
  const newKey: Issuer['newKey'] = async (kid, published) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    if (published) keys.push({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' });
    return privateKey;
  };
  const first = await newKey('first', true);
  const server = createServer((request, answer) => {
    answer.setHeader('content-type', 'application/json');
    if (request.url === '/keys') fetches += 1;
    const body =
      request.url === '/keys'
        ? { keys }
        : request.url === '/.well-known/openid-configuration'
          ? { issuer: url, jwks_uri: `${url}/keys` }
          : null;
    answer.statusCode = body === null ? 404 : 200;
    answer.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    keyFetches: () => fetches,
    newKey,
    sign: (
      claims,
      { key = first, kid = 'first', issuer = url, audience = AUDIENCE, expiresIn = 300 } = {},
    ) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + expiresIn)
        .sign(key);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
