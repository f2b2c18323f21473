/** The nouns that this package keeps. */
export type Noun =
  'workspace' | 'token' | 'topology' | 'forecast' | 'scenario' | 'run' | 'recommendation' | 'profile';

/** The whole catalogue: what can go wrong, and what is said about it. */
export interface PlanningErrorData {
  readonly 'not-found': { readonly noun: Noun; readonly id: string; readonly revision?: number };
  readonly 'revision-conflict': {
    readonly noun: Noun;
    readonly id: string;
    readonly expectedRevision: number;
    readonly currentRevision: number;
  };
  readonly 'marking-conflict': { readonly noun: Noun; readonly id: string };
  readonly 'name-taken': { readonly noun: Noun; readonly name: string };
  readonly 'in-use': { readonly noun: Noun; readonly id: string; readonly usedBy: readonly string[] };
  readonly 'unknown-reference': {
    readonly field: string;
    readonly noun: Noun;
    readonly id: string;
    readonly revision: number | null;
  };
  readonly 'invalid-field': { readonly field: string; readonly value: string; readonly expected: string };
  readonly 'patch-conflict': {
    readonly index: number;
    readonly operation: string;
    readonly reason: string;
    /** The overrides, unless it is what takes a merge back. */
    readonly patch?: 'revert';
  };
  readonly 'not-merged': { readonly id: string; readonly revertedRevision: number | null };
  readonly 'not-imported': { readonly id: string };
  readonly 'invalid-cursor': { readonly cursor: string };
  readonly 'invalid-sort': {
    readonly given: string;
    readonly known: readonly string[];
    readonly most: number;
  };
  readonly 'invalid-page-size': { readonly first: number; readonly largest: number };
  readonly unauthenticated: {
    readonly reason:
      | 'missing'
      | 'malformed'
      | 'unknown'
      | 'wrong-issuer'
      | 'wrong-audience'
      | 'unknown-key'
      | 'refused-algorithm'
      | 'wrong-signature'
      | 'claims';
  };
  readonly 'no-workspace': { readonly claimed: string | null };
  readonly 'identity-provider-unavailable': { readonly issuer: string };
  readonly 'token-expired': { readonly expiredAt: string };
  readonly 'token-revoked': { readonly revokedAt: string };
  readonly 'scope-missing': { readonly scopes: readonly string[]; readonly needed: string };
  readonly protected: { readonly name: string };
  readonly forbidden: { readonly role: string; readonly needed: string };
  readonly busy: { readonly waiting: number };
  readonly 'too-slow': { readonly timeoutSeconds: number };
  readonly 'already-over': { readonly noun: 'run'; readonly id: string; readonly state: string };
  readonly cancelled: { readonly noun: 'calculation' | 'run' };
  readonly 'idempotency-key-reused': { readonly key: string };
  /** The database chose between changes that waited for each other. */
  readonly 'write-collision': { readonly noun: 'change' };
  /** The database does not answer, or not in time. */
  readonly 'storage-unavailable': Readonly<Record<string, never>>;
  readonly 'request-under-way': { readonly key: string };
  readonly 'answer-not-kept': { readonly key: string };
}

export type PlanningErrorCode = keyof PlanningErrorData;

type Messages = { readonly [Code in PlanningErrorCode]: (data: PlanningErrorData[Code]) => string };

const MESSAGES: Messages = {
  'not-found': ({ noun, id, revision }) =>
    revision === undefined
      ? `There is no ${noun} with id "${id}" in this workspace.`
      : `The ${noun} with id "${id}" has no revision ${String(revision)}.`,
  'revision-conflict': ({ noun, expectedRevision, currentRevision }) =>
    `The ${noun} is at revision ${String(currentRevision)}, not at ${String(expectedRevision)}: read it again, then repeat the change.`,
  'marking-conflict': ({ noun }) =>
    `Somebody changed the tags or labels of the ${noun} meanwhile: read it again, then repeat the change.`,
  'name-taken': ({ noun, name }) => `Another ${noun} of this workspace is named "${name}"; names are unique.`,
  'in-use': ({ noun, usedBy }) =>
    `The ${noun} is pinned by ${usedBy.map((name) => `"${name}"`).join(', ')}: remove or re-pin these first.`,
  'unknown-reference': ({ field, noun, id, revision }) =>
    revision === null
      ? `${field} names the ${noun} "${id}", which is not in this workspace.`
      : `${field} names revision ${String(revision)} of the ${noun} "${id}", which does not exist.`,
  'invalid-field': ({ field, value, expected }) => `${field} is ${value}; it must be ${expected}.`,
  'patch-conflict': ({ index, operation, reason, patch }) =>
    `Operation ${String(index)} of ${patch === 'revert' ? 'what takes the merge back' : 'the overrides'} (${operation}) does not apply: ${reason}.`,
  'not-merged': ({ revertedRevision }) =>
    revertedRevision === null
      ? 'The scenario was never merged into its topology: there is nothing to revert.'
      : `The scenario’s last merge was reverted already, in revision ${String(revertedRevision)} of the topology: there is nothing left to revert.`,
  'not-imported': () =>
    'No revision of the topology was made by an import: name the one that is an import, unedited, as baseRevision.',
  'invalid-cursor': () => 'The cursor does not belong to this list: take one from the list itself.',
  'invalid-sort': ({ given, known, most }) =>
    `sort is "${given}"; it must be one to ${String(most)} of ${known.join(', ')}, parted by commas, each with - before it where it is to fall.`,
  'invalid-page-size': ({ first, largest }) =>
    `A page holds 1 to ${String(largest)} items, ${String(first)} were asked for.`,
  unauthenticated: ({ reason }) =>
    ({
      missing: 'An access token is needed: Authorization: Bearer pp_…',
      malformed: 'This is not an access token: one begins with pp_ and has 46 characters.',
      unknown: 'This access token is not known here.',
      'wrong-issuer': 'The bearer token was issued by somebody who is not trusted here.',
      'wrong-audience': 'The bearer token was issued for another audience than this service.',
      'unknown-key': 'The bearer token is signed with a key that its issuer does not publish.',
      'refused-algorithm':
        'The bearer token is signed with an algorithm that is not accepted here, or not signed at all.',
      'wrong-signature': 'The signature of the bearer token does not hold.',
      claims: 'The bearer token lacks a claim that is needed, or has one that cannot be.',
    })[reason],
  'no-workspace': ({ claimed }) =>
    claimed === null
      ? 'The bearer token says no workspace, and there is none for those who say none.'
      : `The bearer token says the workspace "${claimed}", which does not exist here.`,
  'identity-provider-unavailable': ({ issuer }) =>
    `The keys of ${issuer} cannot be read now; access tokens of this service work as always.`,
  'token-expired': ({ expiredAt }) => `The access token expired at ${expiredAt}.`,
  'token-revoked': ({ revokedAt }) => `The access token was revoked at ${revokedAt}.`,
  'scope-missing': ({ scopes, needed }) =>
    `This takes the scope ${needed}; the token has ${scopes.join(', ')}.`,
  protected: ({ name }) =>
    `The workspace "${name}" administers the installation: it keeps its name, and it stays.`,
  forbidden: ({ role, needed }) => `This takes the role ${needed}; the token has the role ${role}.`,
  busy: ({ waiting }) =>
    `All planning threads are busy, and ${String(waiting)} plans wait already: ask again in a moment.`,
  'too-slow': ({ timeoutSeconds }) =>
    `The plan was not ready within ${String(timeoutSeconds)} s. Store it as a scenario and run that with "Prefer: respond-async".`,
  'already-over': ({ noun, state }) =>
    `The ${noun} is over already: it ${state === 'cancelled' ? 'was cancelled' : state}.`,
  cancelled: ({ noun }) => `The ${noun} was cancelled.`,
  'idempotency-key-reused': ({ key }) =>
    `The Idempotency-Key "${key}" was used for another request: repeat that with the same body, or take a new key for this one.`,
  'write-collision': ({ noun }) =>
    `Another ${noun} of the same things was made at the same moment, and went first: nothing of this one was stored; send it again.`,
  'storage-unavailable': () =>
    'The database does not answer now: ask again in a moment. Of a change, see first whether it was made, or repeat it with its Idempotency-Key.',
  'request-under-way': ({ key }) =>
    `The request with the Idempotency-Key "${key}" is under way: ask again in a moment.`,
  'answer-not-kept': ({ key }) =>
    `The request with the Idempotency-Key "${key}" was carried out, and its answer held a secret, which is shown once and not kept. Revoke what it made, and take a new key.`,
};

/** What a use case throws when it is asked for something that cannot be. `code` and `data` are stable. */
export class PlanningError<Code extends PlanningErrorCode = PlanningErrorCode> extends Error {
  override readonly name = 'PlanningError';

  constructor(
    readonly code: Code,
    readonly data: PlanningErrorData[Code],
  ) {
    super(MESSAGES[code](data));
  }
}

/** Whether something thrown is a planning error, of the given code where one is given. */
export function isPlanningError<Code extends PlanningErrorCode>(
  thrown: unknown,
  code?: Code,
): thrown is PlanningError<Code> {
  return thrown instanceof PlanningError && (code === undefined || thrown.code === code);
}
