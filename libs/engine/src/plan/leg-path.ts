import type { Leg } from '../topology/leg.js';
import type { ResolvedNode } from '../topology/resolved.js';

/** A leg with the nodes it touches. */
export interface LegPath {
  readonly leg: Leg;
  readonly from: ResolvedNode;
  readonly to: ResolvedNode;
  /** Pass-through nodes from initiator to responder. */
  readonly via: readonly ResolvedNode[];
}

/**
 * The node whose address:port pairs the initiator connects to: the first box on the way that rewrites the destination, or
 * the responder.
 */
export function seenByInitiator({ via, to }: LegPath): ResolvedNode {
  const front = via.find(
    ({ node, translator }) => node.kind === 'load-balancer' && (translator?.rewritesDestination ?? true),
  );
  return front ?? to;
}
