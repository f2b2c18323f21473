import type { ResolvedNode, ResolvedTopology } from '../topology/resolved.js';
import type { Assessment } from './assess.js';
import { natGatewayResult, type SizedPool } from './nat-gateways.js';
import type { CompletePolicy } from './policy.js';
import type { PoolContext } from './pool-recipe.js';
import type { NatGatewayResult } from './result.js';
import { withPublicIps } from './snat-port-pools.js';

/** Every gateway of a topology with the addresses that its pools ask for. */
export function natGatewayResults(
  resolved: ResolvedTopology,
  context: PoolContext,
  assessments: readonly Assessment[],
  policy: CompletePolicy,
): readonly NatGatewayResult[] {
  return [...resolved.nodes.values()].flatMap((node) => {
    const translator = node.translator;
    if (translator === null || node.node.kind !== 'nat-gateway') return [];
    const pools = assessments
      .filter(({ pool }) => pool.kind === 'snat-ports' && pool.node === node.node.id)
      .map((assessment): SizedPool => {
        const initiators = initiatorsOf(assessment, context);
        return {
          assessment,
          initiators,
          withIps: (publicIps) => withPublicIps(assessment.pool, translator, initiators, publicIps),
        };
      });
    return [natGatewayResult(node, translator, pools, policy)];
  });
}

function initiatorsOf({ pool }: Assessment, context: PoolContext): readonly ResolvedNode[] {
  const legs = new Set(pool.contributions.map(({ leg }) => leg));
  const initiators = context.paths.filter(({ leg }) => legs.has(leg.id)).map(({ from }) => from);
  return [...new Map(initiators.map((node) => [node.node.id, node])).values()];
}
