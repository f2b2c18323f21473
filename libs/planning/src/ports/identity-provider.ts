/** Somebody an identity provider vouches for. */
export interface Identity {
  readonly issuer: string;
  /** Never given to anybody else by this issuer. */
  readonly subject: string;
  /** What people call it. */
  readonly name: string;
  /** What the claim of roles says. */
  readonly roles: readonly string[];
  /** What the claim of the workspace says; null where there is none. */
  readonly workspace: string | null;
}

export abstract class IdentityProvider {
  /**
   * Who holds a signed bearer token.
   * @throws PlanningError `unauthenticated`, `token-expired`, `identity-provider-unavailable`
   */
  abstract recognise(text: string): Promise<Identity>;
}
