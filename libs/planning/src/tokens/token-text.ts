import { hash, randomBytes } from 'node:crypto';

const PREFIX = 'pp_';
const SECRET_BYTES = 32;
const SHAPE = /^pp_[A-Za-z0-9_-]{43}$/;

/** A new access token: `pp_` and 256 random bits as base64url, 46 characters. */
export function newTokenText(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
}

export function isTokenText(text: string): boolean {
  return SHAPE.test(text);
}

/** SHA-256, hexadecimal. No salt and no stretching: 256 random bits cannot be guessed from it (NIST SP 800-63B, 3.1.2.2). */
export function hashOfToken(text: string): string {
  return hash('sha256', text);
}
