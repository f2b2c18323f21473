/** What was answered to a request. */
export interface KeptAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null where it was not to be kept. */
  readonly body: string | null;
}

/** Which request: a caller's own name for it. */
export interface RequestKey {
  readonly workspaceId: string;
  /** The token, or the identity, that sends it. */
  readonly callerId: string;
  readonly key: string;
}

/** Somebody's right to carry out a request, until it runs out. */
export interface Lease extends RequestKey {
  readonly lease: string;
}

/** How it stands with a key. */
export type Reservation =
  | { readonly state: 'reserved' }
  | { readonly state: 'under-way' }
  | { readonly state: 'other-request' }
  | { readonly state: 'answered'; readonly answer: KeptAnswer };

/** Keeps what was answered, for as long as clients repeat requests. All but `keep` takes place outside of any transaction. */
export abstract class AnswerStore {
  /** For the first, and for whoever comes after one whose lease ran out. */
  abstract reserve(
    lease: Lease,
    fingerprint: string,
    leaseSeconds: number,
    keptSeconds: number,
  ): Promise<Reservation>;

  /** Lengthens a lease that is still held. */
  abstract renew(lease: Lease, leaseSeconds: number): Promise<void>;

  /** Part of the transaction that it is called in. @returns whether the lease was still held */
  abstract keep(lease: Lease, answer: KeptAnswer): Promise<boolean>;

  /** The request was not carried out: the next one is the first again. */
  abstract release(lease: Lease): Promise<void>;

  /** Of all workspaces. @returns how many there were */
  abstract removeExpired(): Promise<number>;
}
