import type { Acting } from '@portplan/persistence';
import type { Caller } from '@portplan/planning';

/** As whom the database is asked on behalf of a caller. */
export function actingOf(caller: Caller, requestId: string): Acting {
  const { workspaceId, tokenId, name = null, identity } = caller;
  const actor =
    identity === undefined
      ? ({ kind: 'token', id: tokenId, name } as const)
      : ({ kind: 'identity', id: identity, name } as const);
  return { workspaceId, actor, requestId };
}
