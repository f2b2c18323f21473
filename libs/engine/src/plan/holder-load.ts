import type { ResolvedNode } from '../topology/resolved.js';
import { contributionOf, type Contribution, type Portion } from './contribution.js';
import type { LegPath } from './leg-path.js';
import { machineBefore, portionOfMachine } from './machines.js';
import type { NodeView, PoolContext } from './pool-recipe.js';
import type { Scope } from './result.js';

/** A node that holds something for each connection, and for what part of itself: one gateway, its hottest instance, all of it. */
export interface Holder {
  readonly node: ResolvedNode;
  readonly scope: Scope;
  /** Seconds that it goes on holding it after the connection closed. */
  readonly quarantineSeconds: number;
}

/** What a leg's connections weigh on a node that holds them: it opens them, accepts them, or is passed by them. */
export function holderLoad(
  path: LegPath,
  { node, scope, quarantineSeconds }: Holder,
  context: PoolContext,
  view: NodeView,
): Contribution | null {
  const coefficients = context.coefficients.get(path.leg.id);
  const law = context.laws.get(path.leg.id);
  if (coefficients === undefined || law === undefined) return null;
  const initiator = view(path.leg.from);
  const hotFactor = context.hotFactors.get(node.node.id) ?? 1;
  const opens = path.leg.from === node.node.id;
  // A table of a translator on each machine is that machine's.
  const perMachine = scope === 'vm' || (scope === 'node' && node.translator !== null);
  const portion: Portion = perMachine
    ? portionOfMachine(
        view(machineBefore(path, node.node.id).node.id),
        initiator,
        context.hotFactors.get(path.leg.from) ?? 1,
      )
    : {
        instances: initiator.instances,
        processesPerInstance: initiator.processesPerInstance,
        of: scope === 'instance' && opens ? 'hottest' : 'total',
        hotFactor,
        gateways: shareOf(node, scope, hotFactor),
      };
  return contributionOf(path.leg.id, coefficients, law, portion, quarantineSeconds);
}

/** What the connections of all initiators are divided by for one unit of the holder. */
function shareOf({ translator, instances }: ResolvedNode, scope: Scope, hotFactor: number): number {
  if (scope === 'gateway') return translator?.zones ?? 1;
  if (scope === 'instance') return instances.min / hotFactor;
  return 1;
}
