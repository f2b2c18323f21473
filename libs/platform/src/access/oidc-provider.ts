import { IdentityProvider, PlanningError, type Identity, type PlanningErrorData } from '@portplan/planning';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';

/** Whose bearer tokens are believed, and where in them it stands what is needed. */
export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys; its discovery document says where, if this is null. */
  readonly keysUrl: string | null;
  /** Claims, with dots into objects: `realm_access.roles`. */
  readonly roleClaim: string;
  readonly workspaceClaim: string;
}

/** Asymmetric ones alone: no secret is shared with the issuer, and `none` is no signature. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** Clocks differ. */
const TOLERANCE_SECONDS = 5;
const KEYS_MAX_AGE_MILLISECONDS = 600_000;
/** A key that is not known is looked for again, but not more often than this. */
const KEYS_COOLDOWN_MILLISECONDS = 30_000;
const TIMEOUT_MILLISECONDS = 5000;

/** An OpenID provider, whose bearer tokens are JSON Web Tokens signed with keys that it publishes. */
export class OidcProvider extends IdentityProvider {
  #keys: Promise<JWTVerifyGetKey> | null = null;

  constructor(private readonly options: OidcOptions) {
    super();
  }

  override async recognise(text: string): Promise<Identity> {
    const { issuer, audience } = this.options;
    try {
      const { payload } = await jwtVerify(text, await this.#keySet(), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      return this.#identityOf(payload);
    } catch (thrown) {
      throw this.#meaningOf(thrown);
    }
  }

  #identityOf(payload: JWTPayload): Identity {
    const { issuer, roleClaim, workspaceClaim } = this.options;
    const subject = payload.sub ?? '';
    const name =
      ['preferred_username', 'email', 'name'].map((claim) => payload[claim]).find(isText) ?? subject;
    const roles = claimOf(payload, roleClaim);
    const workspace = claimOf(payload, workspaceClaim);
    return {
      issuer,
      subject,
      name: name.slice(0, 200),
      // OAuth's own lists are texts with blanks (RFC 6749, section 3.3).
      roles: Array.isArray(roles) ? roles.filter(isText) : isText(roles) ? roles.split(' ') : [],
      workspace: isText(workspace) ? workspace : null,
    };
  }

  /** The keys are fetched when they are first needed; a failed attempt is not remembered. */
  #keySet(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#openKeySet().catch((error: unknown) => {
      this.#keys = null;
      throw error;
    });
    return this.#keys;
  }

  async #openKeySet(): Promise<JWTVerifyGetKey> {
    const url = this.options.keysUrl ?? (await discover(this.options.issuer));
    return createRemoteJWKSet(new URL(url), {
      timeoutDuration: TIMEOUT_MILLISECONDS,
      cooldownDuration: KEYS_COOLDOWN_MILLISECONDS,
      cacheMaxAge: KEYS_MAX_AGE_MILLISECONDS,
    });
  }

  #meaningOf(thrown: unknown): Error {
    if (thrown instanceof errors.JWTExpired) {
      const expiredAt = new Date((thrown.payload.exp ?? 0) * 1000).toISOString();
      return new PlanningError('token-expired', { expiredAt });
    }
    const reason = reasonOf(thrown);
    return reason === null
      ? new PlanningError('identity-provider-unavailable', { issuer: this.options.issuer })
      : new PlanningError('unauthenticated', { reason });
  }
}

type Reason = PlanningErrorData['unauthenticated']['reason'];

/** What is wrong with a token; null where it is not the token's fault. */
function reasonOf(thrown: unknown): Reason | null {
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    if (thrown.claim === 'aud') return 'wrong-audience';
    return thrown.claim === 'iss' ? 'wrong-issuer' : 'claims';
  }
  if (thrown instanceof errors.JOSEAlgNotAllowed || thrown instanceof errors.JOSENotSupported)
    return 'refused-algorithm';
  if (thrown instanceof errors.JWKSNoMatchingKey || thrown instanceof errors.JWKSMultipleMatchingKeys)
    return 'unknown-key';
  if (thrown instanceof errors.JWSSignatureVerificationFailed) return 'wrong-signature';
  if (thrown instanceof errors.JWTInvalid || thrown instanceof errors.JWSInvalid) return 'malformed';
  return null;
}

/** Where the issuer says that its keys are (OpenID Connect Discovery 1.0, section 4). */
async function discover(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
  const found: unknown = answer.ok ? await answer.json() : null;
  if (isObject(found) && isText(found['jwks_uri'])) return found['jwks_uri'];
  throw new Error(`${url} does not say where the keys are.`);
}

function claimOf(payload: JWTPayload, path: string): unknown {
  // Names with dots are claims of their own, too: Auth0 has addresses for names.
  if (Object.hasOwn(payload, path)) return payload[path];
  return path
    .split('.')
    .reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), payload);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
