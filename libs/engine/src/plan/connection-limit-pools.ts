import { translatorQuarantineSeconds } from '../pooling/index.js';
import { ownCitations } from '../topology/citations.js';
import type { ResolvedNode } from '../topology/resolved.js';
import { holderLoad, type Holder } from './holder-load.js';
import type { LegPath } from './leg-path.js';
import { poolId, type Pool } from './pool.js';
import { groupPaths, peakednessOf, type NodeView, type PoolContext, type PoolRecipe } from './pool-recipe.js';
import type { Scope } from './result.js';

/**
 * Limits on connections that a node holds at once, whatever their ports: a backend's `maxConnections` over all its
 * instances, that of a proxy or balancer on its hottest instance (both of its sides count), a gateway's to all destinations.
 */
export function connectionLimitPools(context: PoolContext): readonly PoolRecipe[] {
  const held = context.paths.flatMap((path) => holdersOf(path).map((holder) => ({ path, holder })));
  const groups = groupPaths(held, ({ holder }) => poolId(holder.node.id, 'connections', null, 'tcp'));
  return [...groups].flatMap(([id, members]) => {
    const first = members[0];
    if (first === undefined) return [];
    const paths = members.map(({ path }) => path);
    const nodes = [...new Set([first.holder.node.id, ...paths.map(({ leg }) => leg.from)])];
    return [{ id, nodes, build: (view: NodeView) => build(id, paths, first.holder.node.id, context, view) }];
  });
}

/** Nodes whose own limit counts this leg's connections: its responder, a proxy that opens them, what they pass. */
function holdersOf({ from, to, via }: LegPath): readonly ResolvedNode[] {
  const ends = [to, ...(isBetween(from) ? [from] : [])];
  return [
    ...[...ends, ...via].filter(({ maxConnections }) => maxConnections !== null),
    ...via.filter(({ translator }) => translator !== null && translator.maxConnections !== null),
  ];
}

/** Whether a node stands between others, each instance with a limit of its own. */
function isBetween({ node }: ResolvedNode): boolean {
  return node.kind === 'proxy' || node.kind === 'load-balancer';
}

function build(
  id: string,
  paths: readonly LegPath[],
  holderId: string,
  context: PoolContext,
  view: NodeView,
): Pool {
  const holder = view(holderId);
  const gateway = holder.translator?.maxConnections ?? null;
  const limit = gateway ?? holder.maxConnections ?? 0;
  const scope: Scope = gateway !== null ? 'gateway' : isBetween(holder) ? 'instance' : 'node';
  const heldFor = ({ leg }: LegPath): Holder => ({
    node: holder,
    scope,
    quarantineSeconds:
      holder.translator === null ? 0 : translatorQuarantineSeconds(holder.translator, leg.protocol ?? 'tcp'),
  });
  return {
    id,
    node: holderId,
    kind: 'connections',
    destination: null,
    protocol: 'tcp',
    scope,
    tuplesPerSubpool: limit,
    subpools: 1,
    hottestSubpoolShare: 1,
    burstShare: 1,
    portSearch: { kind: 'exhaustive' },
    contributions: paths.flatMap((path) => holderLoad(path, heldFor(path), context, view) ?? []),
    peakedness: peakednessOf(paths, context),
    inputs: { maxConnections: limit },
    citations:
      gateway === null
        ? ownCitations(holder.profile?.listener?.maxConnections)
        : (holder.translator?.citations ?? []),
  };
}
