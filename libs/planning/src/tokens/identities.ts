import { createHash } from 'node:crypto';
import { ROLES, type Caller, type Role } from '../caller.js';
import { isIdentifier } from '../lists/identifier.js';
import { PlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { Identity, IdentityProvider } from '../ports/identity-provider.js';
import type { WorkspaceStore } from '../ports/workspace-store.js';

/** What identities may do here. */
export interface IdentityRules {
  /** Which role each value of the claim stands for; of several, the greatest counts. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Name or id of the workspace of those whose token says none; null for none. */
  readonly workspace: string | null;
}

/** A workspace that was just looked up is not looked up again for every request. */
const MEMORY_MILLISECONDS = 10_000;
const MOST_REMEMBERED = 1000;

const SIGNED = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;

/** Whether a text has the shape of a JSON Web Token (RFC 7519, section 3), signed or not. */
export function looksSigned(text: string): boolean {
  return SIGNED.test(text);
}

/** Lets in those for whom an identity provider vouches. */
export class Identities {
  readonly #workspaces = new Map<string, { readonly id: string; readonly until: number }>();

  constructor(
    private readonly provider: IdentityProvider,
    private readonly workspaces: WorkspaceStore,
    private readonly clock: Clock,
    private readonly rules: IdentityRules,
  ) {}

  /** @throws PlanningError `unauthenticated`, `token-expired`, `forbidden` where no claim gives a role, `no-workspace` */
  async callerWith(text: string): Promise<Caller> {
    const identity = await this.provider.recognise(text);
    const role = this.#roleOf(identity);
    const workspaceId = await this.#workspaceOf(identity);
    return {
      workspaceId,
      tokenId: idOf(identity),
      role,
      name: identity.name,
      identity: identity.subject,
    };
  }

  #roleOf({ roles }: Identity): Role {
    const given = roles.flatMap((role) =>
      Object.hasOwn(this.rules.roles, role) ? [this.rules.roles[role]] : [],
    );
    const role = ROLES.findLast((each) => given.includes(each));
    if (role === undefined) throw new PlanningError('forbidden', { role: 'none', needed: 'viewer' });
    return role;
  }

  async #workspaceOf({ workspace }: Identity): Promise<string> {
    const claimed = workspace ?? this.rules.workspace;
    if (claimed === null) throw new PlanningError('no-workspace', { claimed });
    const now = this.clock.now().getTime();
    const known = this.#workspaces.get(claimed);
    if (known !== undefined && known.until > now) return known.id;
    const found = isIdentifier(claimed)
      ? await this.workspaces.find(claimed)
      : await this.workspaces.findByName(claimed);
    if (found === null) throw new PlanningError('no-workspace', { claimed: claimed.slice(0, 100) });
    if (this.#workspaces.size >= MOST_REMEMBERED) this.#workspaces.clear();
    this.#workspaces.set(claimed, { id: found.id, until: now + MEMORY_MILLISECONDS });
    return found.id;
  }
}

/** Always the same for the same identity: a UUID of version 8 (RFC 9562, section 5.8) out of issuer and subject. */
function idOf({ issuer, subject }: Identity): string {
  const bytes = createHash('sha256').update(`${issuer}\u0000${subject}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
