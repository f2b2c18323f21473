import { translatorQuarantineSeconds } from '../pooling/index.js';
import type { ResolvedNode } from '../topology/resolved.js';
import { contributionOf, type Contribution } from './contribution.js';
import type { LegPath } from './leg-path.js';
import { machineBefore, portionOfMachine, sourceBefore } from './machines.js';
import { poolId } from './pool.js';
import type { NodeView, PoolContext } from './pool-recipe.js';

/** A leg's path through one of its translators. */
export interface TranslatedPath extends LegPath {
  readonly translator: ResolvedNode;
}

export function machineIdOf(path: TranslatedPath): string {
  return machineBefore(path, path.translator.node.id).node.id;
}

export function sourceIdOf(path: TranslatedPath): string {
  return sourceBefore(path, path.translator.node.id).node.id;
}

export function basePoolId({ leg, translator }: TranslatedPath): string {
  const shared = translator.translator?.tupleScope === 'translator';
  return poolId(translator.node.id, 'snat-ports', shared ? null : leg.to, leg.protocol ?? 'tcp');
}

/** What a path brings to the ports of its translator, in the pool's scope. */
export function contributionOfPath(
  path: TranslatedPath,
  context: PoolContext,
  view: NodeView,
): Contribution | null {
  const node = view(path.translator.node.id);
  const initiator = view(path.leg.from);
  const machine = view(machineIdOf(path));
  const coefficients = context.coefficients.get(path.leg.id);
  const law = context.laws.get(path.leg.id);
  const translator = node.translator;
  if (coefficients === undefined || law === undefined || translator === null) return null;
  const hotFactor = context.hotFactors.get(path.leg.from) ?? 1;
  const { instances, processesPerInstance } = initiator;
  return contributionOf(
    path.leg.id,
    coefficients,
    law,
    translator.scope === 'gateway'
      ? { instances, processesPerInstance, of: 'total', hotFactor, gateways: translator.zones }
      : portionOfMachine(machine, initiator, hotFactor),
    translatorQuarantineSeconds(translator, path.leg.protocol ?? 'tcp'),
  );
}
