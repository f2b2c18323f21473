import type { ResolvedNode } from '../topology/resolved.js';
import { contributionOf, type Contribution, type Portion } from './contribution.js';
import type { LegPath } from './leg-connections.js';
import { poolId, type Pool } from './pool.js';
import { groupPaths, peakednessOf, type NodeView, type PoolContext, type PoolRecipe } from './pool-recipe.js';
import type { Scope } from './result.js';

/**
 * Limits on connections that a node holds at once, whatever their ports: a backend's `maxConnections` over all its
 * instances, a proxy's on its hottest instance (both of its sides count), a gateway's to all destinations.
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

/** Nodes whose own limit counts this leg's connections: its responder, a proxy that opens them, gateways on the way. */
function holdersOf({ from, to, via }: LegPath): readonly ResolvedNode[] {
  const ends = [to, ...(from.node.kind === 'proxy' ? [from] : [])];
  return [
    ...ends.filter(({ maxConnections }) => maxConnections !== null),
    ...via.filter(({ translator }) => translator !== null && translator.maxConnections !== null),
  ];
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
  const scope: Scope = gateway !== null ? 'gateway' : holder.node.kind === 'proxy' ? 'instance' : 'node';
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
    portSearch: { kind: 'exhaustive' },
    contributions: paths.flatMap((path) => contribution(path, holder, scope, context, view) ?? []),
    peakedness: peakednessOf(paths, context),
    inputs: { maxConnections: limit },
    citations: gateway === null ? [] : (holder.translator?.citations ?? []),
  };
}

function contribution(
  path: LegPath,
  holder: ResolvedNode,
  scope: Scope,
  context: PoolContext,
  view: NodeView,
): Contribution | null {
  const coefficients = context.coefficients.get(path.leg.id);
  const law = context.laws.get(path.leg.id);
  if (coefficients === undefined || law === undefined) return null;
  const initiator = view(path.leg.from);
  const opens = path.leg.from === holder.node.id;
  const portion: Portion = {
    instances: initiator.instances,
    processesPerInstance: initiator.processesPerInstance,
    of: scope === 'instance' && opens ? 'hottest' : 'total',
    hotFactor: context.hotFactors.get(holder.node.id) ?? 1,
    gateways: shareOfHolder(holder, scope, context),
  };
  return contributionOf(path.leg.id, coefficients, law, portion, holder.translator?.quarantineSeconds ?? 0);
}

/** What the connections of all initiators are divided by for one unit of the holder. */
function shareOfHolder(holder: ResolvedNode, scope: Scope, context: PoolContext): number {
  if (scope === 'gateway') return holder.translator?.zones ?? 1;
  if (scope === 'instance') return holder.instances.min / (context.hotFactors.get(holder.node.id) ?? 1);
  return 1;
}
